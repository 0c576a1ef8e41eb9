using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdminPortal.Tests.Sandbox;

public sealed class InterconnectsTests
{
    private const string Collection = "magic/cf_interconnects";
    private const string FrankfurtId = "7a0f3c5d9b1e4826a4d7c0f2e6b18395";
    private static readonly (string, string) ObjectForm = ("x-magic-new-hc-target", "true");

    [Fact]
    public async Task List_WithAndWithoutHeader_HasTheTargetInBothForms()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var objects = (await sandbox.GetAsync(Collection, ObjectForm)).Expect(200).Result.GetProperty("interconnects");
        var texts = (await sandbox.GetAsync(Collection, ("x-magic-new-hc-target", "false"))).Expect(200).Result.GetProperty("interconnects");

        Assert.Equal(9, objects.GetArrayLength());
        Assert.Equal("""{"saved":"203.0.113.1","effective":"203.0.113.1"}""", Target(objects[0]).GetRawText());
        Assert.Equal("""{"saved":"","effective":"10.213.0.11"}""", Target(objects[2]).GetRawText());
        Assert.Equal("10.213.0.11", Target(texts[2]).GetString());
    }

    [Fact]
    public async Task Get_Sample_IsTheDocuments()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var sample = (await sandbox.GetAsync(SandboxHost.SampleInterconnect, ObjectForm)).Expect(200).Result.GetProperty("interconnect");

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
            {"id":"c4a7362d577a6c3019a474fd6f485821","automatic_return_routing":true,"colo_name":"pni_ord","created_on":"2017-06-14T00:00:00Z",
            "description":"Tunnel for Interconnect to ORD","gre":{"cloudflare_endpoint":"203.0.113.1"},"health_check":{"enabled":true,"rate":"low",
            "target":{"effective":"203.0.113.1","saved":"203.0.113.1"},"type":"request"},"interface_address":"192.0.2.0/31",
            "interface_address6":"2606:54c1:7:0:a9fe:12d2:1:200/127","modified_on":"2017-06-14T05:20:00Z","mtu":0,"name":"pni_ord",
            "virtual_port_reservation_id":"c4a7362d577a6c3019a474fd6f485821"}
            """),
            JsonNode.Parse(sample.GetRawText())));
    }

    [Fact]
    public async Task Put_EverySampleAsItIs_IsAcceptedInBothForms()
    {
        var time = new ManualTime();
        await using var sandbox = await SandboxHost.StartAsync(options => options.TimeProvider = time);

        foreach (var form in new[] { ObjectForm, ("x-magic-new-hc-target", "false") })
        {
            foreach (var stored in (await sandbox.GetAsync(Collection, form)).Result.GetProperty("interconnects").EnumerateArray())
            {
                var changed = (await sandbox.SendAsync("PUT", $"{Collection}/{stored.GetProperty("id")}", stored.GetRawText(), form)).Expect(200);

                Assert.Equal("True", changed["modified"]);
                Assert.Equal("2026-01-31T12:00:00Z", changed["modified_interconnect.modified_on"]);
                Assert.Equal(stored.GetProperty("mtu").ToString(), changed["modified_interconnect.mtu"]);
            }
        }
    }

    [Fact]
    public async Task Put_Empty_FallsBackToDefaultsAndKeepsNameAndReadOnlyMembers()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var changed = (await sandbox.SendAsync("PUT", SandboxHost.SampleInterconnect, "{}", ObjectForm)).Expect(200).Result.GetProperty("modified_interconnect");

        Assert.Equal("pni_ord", changed.GetProperty("name").GetString());
        Assert.Equal("pni_ord", changed.GetProperty("colo_name").GetString());
        Assert.Equal(1476, changed.GetProperty("mtu").GetInt32());
        Assert.Equal("", changed.GetProperty("description").GetString());
        Assert.False(changed.GetProperty("automatic_return_routing").GetBoolean());
        Assert.Equal("""{"enabled":true,"rate":"mid","type":"reply","target":{"saved":"","effective":""}}""", changed.GetProperty("health_check").GetRawText());
        Assert.All(["gre", "interface_address", "interface_address6", "bgp"], name => Assert.False(changed.TryGetProperty(name, out _)));
    }

    [Fact]
    public async Task Put_ReadOnlyAndUnknownMembers_AreIgnoredAndKept()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        await sandbox.SendAsync("PUT", SandboxHost.SampleInterconnect, """
            {"id":"x","colo_name":"x","created_on":"x","modified_on":"x","version":"9","virtual_port_reservation_id":"x",
            "health_check":{"target":{"saved":"192.0.2.7","effective":"192.0.2.8","why":[1]},"jitter":{"ms":5}},"gre":{"key":7},"later":{"a":{"b":null}}}
            """, ObjectForm);

        var stored = (await sandbox.GetAsync(SandboxHost.SampleInterconnect, ObjectForm)).Result.GetProperty("interconnect");
        Assert.Equal("c4a7362d577a6c3019a474fd6f485821", stored.GetProperty("id").GetString());
        Assert.Equal("2017-06-14T00:00:00Z", stored.GetProperty("created_on").GetString());
        Assert.NotEqual("x", stored.GetProperty("modified_on").GetString());
        Assert.False(stored.TryGetProperty("version", out _));
        Assert.Equal("""{"saved":"192.0.2.7","why":[1],"effective":"192.0.2.7"}""", Target(stored).GetRawText());
        Assert.Equal("""{"ms":5}""", stored.GetProperty("health_check").GetProperty("jitter").GetRawText());
        Assert.Equal("""{"key":7}""", stored.GetProperty("gre").GetRawText());
        Assert.Equal("""{"a":{"b":null}}""", stored.GetProperty("later").GetRawText());
    }

    [Fact]
    public async Task Put_StringForm_SavesWhatItSays()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        await sandbox.SendAsync("PUT", $"{Collection}/{FrankfurtId}", """{"health_check":{"target":"192.0.2.9"}}""");
        Assert.Equal("192.0.2.9", Target(await OneAsync(sandbox, FrankfurtId)).GetProperty("saved").GetString());

        await sandbox.SendAsync("PUT", $"{Collection}/{FrankfurtId}", """{"health_check":{"target":""}}""");
        Assert.Equal("", Target(await OneAsync(sandbox, FrankfurtId)).GetProperty("saved").GetString());
    }

    [Theory]
    [InlineData("PUT", SandboxHost.SampleInterconnect, """{"name":"dry","mtu":1400}""")]
    [InlineData("PUT", Collection, """{"interconnects":[{"id":"c4a7362d577a6c3019a474fd6f485821","name":"dry"}]}""")]
    public async Task Put_ValidateOnly_ChecksAndStoresNothing(string method, string path, string body)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var before = await sandbox.GetAsync(Collection);

        Assert.Equal("False", (await sandbox.SendAsync(method, path + "?validate_only=true", body)).Expect(200)["modified"]);
        (await sandbox.SendAsync(method, path + "?validate_only=true", body.Replace("dry", "pni_fra_1", StringComparison.Ordinal))).Expect(400);
        (await sandbox.SendAsync(method, path + "?validate_only=maybe", body)).Expect(400);

        Assert.True(JsonElement.DeepEquals(before.Result, (await sandbox.GetAsync(Collection)).Result));
    }

    [Fact]
    public async Task PutMany_Valid_ChangesAll()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        // Two interconnects trade names, which is fine for the request as a whole.
        var changed = (await sandbox.SendAsync("PUT", Collection, $$"""
            {"interconnects":[{"id":"c4a7362d577a6c3019a474fd6f485821","name":"pni_fra_1"},{"id":"{{FrankfurtId}}","name":"pni_ord"}]}
            """)).Expect(200);

        Assert.Equal("True", changed["modified"]);
        Assert.Equal(["pni_fra_1", "pni_ord"], changed.Result.GetProperty("modified_interconnects").EnumerateArray().Select(item => item.GetProperty("name").GetString()));
        Assert.Equal("pni_ord", (await OneAsync(sandbox, FrankfurtId)).GetProperty("name").GetString());
    }

    [Fact]
    public async Task PutMany_SomeInvalid_ChangesNone()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var before = await sandbox.GetAsync(Collection);

        (await sandbox.SendAsync("PUT", Collection, $$"""
            {"interconnects":[{"id":"{{FrankfurtId}}","name":"pni_ord","mtu":1},{"id":"c4a7362d577a6c3019a474fd6f485821"},{"mtu":1400},{"id":"none"},{"id":"{{FrankfurtId}}"},5]}
            """)).ExpectPointers("/interconnects/0/name", "/interconnects/0/mtu", "/interconnects/2/id", "/interconnects/3/id", "/interconnects/4/id", "/interconnects/5");
        (await sandbox.SendAsync("PUT", Collection, "{}")).ExpectPointers("/interconnects");

        Assert.True(JsonElement.DeepEquals(before.Result, (await sandbox.GetAsync(Collection)).Result));
    }

    private static JsonElement Target(JsonElement interconnect) => interconnect.GetProperty("health_check").GetProperty("target");

    private static async Task<JsonElement> OneAsync(SandboxHost sandbox, string id)
        => (await sandbox.GetAsync($"{Collection}/{id}", ObjectForm)).Expect(200).Result.GetProperty("interconnect");
}
