using System.Text.Json;

namespace AdminPortal.Tests.Sandbox;

public sealed class TargetsTests
{
    private const string Collection = "infrastructure/targets";

    [Fact]
    public async Task Post_Valid_FillsInWhatTheServerSets()
    {
        var time = new ManualTime();
        await using var sandbox = await SandboxHost.StartAsync(options => options.TimeProvider = time);

        var created = (await sandbox.SendAsync("POST", Collection, """
            {"id":"mine","created_at":"mine","modified_at":"mine","hostname":"Web-01","ip":{"ipv4":{"ip_addr":"10.99.0.1"}}}
            """)).Expect(200);

        Assert.Equal('7', created["id"][14]);
        Assert.Equal("2026-01-31T12:00:00Z", created["created_at"]);
        Assert.Equal("2026-01-31T12:00:00Z", created["modified_at"]);
        Assert.Equal("Web-01", created["hostname"]);
        Assert.Equal(SandboxHost.DefaultNetwork, created["ip.ipv4.virtual_network_id"]);
        Assert.Equal("{}", created["tags"]);
        AssertSame(created.Result, (await sandbox.GetAsync($"{Collection}/{created["id"]}")).Expect(200).Result);
    }

    [Fact]
    public async Task Get_Sample_IsTheDocuments()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var sample = (await sandbox.GetAsync(SandboxHost.SampleTarget)).Expect(200);

        Assert.Equal("infra-access-target", sample["hostname"]);
        Assert.Equal("187.26.29.249", sample["ip.ipv4.ip_addr"]);
        Assert.Equal("64c0:64e8:f0b4:8dbf:7104:72b0:ec8f:f5e0", sample["ip.ipv6.ip_addr"]);
        Assert.Equal("2019-08-24T14:15:22Z", sample["created_at"]);
    }

    [Fact]
    public async Task Put_Valid_ReplacesAndKeepsTheServersOwn()
    {
        var time = new ManualTime();
        await using var sandbox = await SandboxHost.StartAsync(options => options.TimeProvider = time);

        var changed = (await sandbox.SendAsync("PUT", SandboxHost.SampleTarget, """
            {"id":"x","created_at":"x","modified_at":"x","hostname":"infra-access-target","ip":{"ipv6":{"ip_addr":"2001:db8::9"}}}
            """)).Expect(200);

        Assert.Equal("182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", changed["id"]);
        Assert.Equal("2019-08-24T14:15:22Z", changed["created_at"]);
        Assert.Equal("2026-01-31T12:00:00Z", changed["modified_at"]);
        Assert.False(changed.Result.GetProperty("ip").TryGetProperty("ipv4", out _));
        Assert.Equal(SandboxHost.DefaultNetwork, changed["ip.ipv6.virtual_network_id"]);
        AssertSame(changed.Result, (await sandbox.GetAsync(SandboxHost.SampleTarget)).Result);
    }

    [Fact]
    public async Task Put_UnknownMembers_AreKeptAtEveryDepthAndDroppedWhenLeftOut()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await sandbox.SendAsync("PUT", SandboxHost.SampleTarget, """
            {"hostname":"a","ip":{"ipv4":{"ip_addr":"10.99.0.1","zone":{"deep":[1,{"x":null}]}},"nat":true},"labels":[{"k":"v"}]}
            """);

        var kept = await sandbox.GetAsync(SandboxHost.SampleTarget);
        Assert.Equal("""{"deep":[1,{"x":null}]}""", kept["ip.ipv4.zone"]);
        Assert.Equal("True", kept["ip.nat"]);
        Assert.Equal("""[{"k":"v"}]""", kept["labels"]);

        var careless = await sandbox.SendAsync("PUT", SandboxHost.SampleTarget, """{"hostname":"a","ip":{}}""");
        Assert.False(careless.Result.TryGetProperty("labels", out _));
        Assert.Equal("{}", careless["ip"]);
    }

    [Fact]
    public async Task Put_DocumentsOwnExample_IsAccepted()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        (await sandbox.SendAsync("PUT", SandboxHost.SampleTarget, """{"hostname":"infra-access-target","ip":{}}""")).Expect(200);
    }

    /// <summary>No document says what becomes of an address without a network then; the sandbox wants one to be named.</summary>
    [Fact]
    public async Task Post_InAnAccountWithoutADefaultNetwork_HasToNameOneForEachAddress()
    {
        await using var sandbox = await SandboxHost.StartAsync(options => options.FaultsEnabled = true);
        await sandbox.ControlAsync("DELETE", $"sandbox/state/{SandboxHost.AccountId}/virtual_networks/{SandboxHost.DefaultNetwork}");

        (await sandbox.SendAsync("POST", Collection, """{"hostname":"a","ip":{}}""")).Expect(200);
        (await sandbox.SendAsync("POST", Collection, """{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.99.0.1"},"ipv6":{"ip_addr":"2001:db8::9"}}}"""))
            .ExpectPointers("/ip/ipv4/virtual_network_id", "/ip/ipv6/virtual_network_id");
        (await sandbox.SendAsync("POST", Collection, $$"""{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.99.0.1","virtual_network_id":"{{SandboxHost.LabNetwork}}"} } }""")).Expect(200);
    }

    [Fact]
    public async Task Delete_Existing_IsGone()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var deleted = (await sandbox.DeleteAsync(SandboxHost.SampleTarget)).Expect(200);

        Assert.Equal(JsonValueKind.Null, deleted.Result.ValueKind);
        (await sandbox.GetAsync(SandboxHost.SampleTarget)).Expect(404);
        (await sandbox.DeleteAsync(SandboxHost.SampleTarget)).Expect(404);
    }

    [Fact]
    public async Task PutBatch_Valid_CreatesAll()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var created = (await sandbox.SendAsync("PUT", $"{Collection}/batch", """
            [{"hostname":"a","ip":{}},{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.99.0.1"}}}]
            """)).Expect(200);

        Assert.Equal(2, created.Items.Count);
        Assert.Equal(242, await CountAsync(sandbox));
    }

    [Fact]
    public async Task PutBatch_OneInvalid_CreatesNone()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var refused = await sandbox.SendAsync("PUT", $"{Collection}/batch", """
            [{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.99.0.1"}}},{"ip":{}},{"hostname":"c","ip":{"ipv4":{"ip_addr":"10.99.0.1"}}},7]
            """);

        refused.ExpectPointers("/1/hostname", "/2/ip/ipv4/ip_addr", "/3");
        Assert.Equal(240, await CountAsync(sandbox));
    }

    [Fact]
    public async Task BatchDelete_Existing_RemovesThem()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var ids = (await sandbox.GetAsync($"{Collection}?per_page=3")).Items.Select(target => target.GetProperty("id").GetString());

        (await sandbox.SendAsync("POST", $"{Collection}/batch_delete", JsonSerializer.Serialize(new { target_ids = ids }))).Expect(200);

        Assert.Equal(237, await CountAsync(sandbox));
    }

    [Fact]
    public async Task BatchDelete_Invalid_RemovesNone()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        (await sandbox.SendAsync("POST", $"{Collection}/batch_delete", "{}")).ExpectPointers("/target_ids");
        (await sandbox.SendAsync("POST", $"{Collection}/batch_delete", """{"target_ids":"all"}""")).ExpectPointers("/target_ids");
        (await sandbox.SendAsync("POST", $"{Collection}/batch_delete", """
            {"target_ids":["182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e","x","0192c355-a170-784e-b772-000000000000"]}
            """)).ExpectPointers("/target_ids/1", "/target_ids/2");

        Assert.Equal(240, await CountAsync(sandbox));
    }

    private static async Task<int> CountAsync(SandboxHost sandbox)
        => (await sandbox.GetAsync($"{Collection}?per_page=1")).Envelope.GetProperty("result_info").GetProperty("total_count").GetInt32();

    private static void AssertSame(JsonElement expected, JsonElement actual) => Assert.True(JsonElement.DeepEquals(expected, actual), $"{expected} {actual}");
}
