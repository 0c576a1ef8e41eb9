using System.Text.Json;

namespace AdminPortal.Tests.Sandbox;

public sealed class AppsTests(SandboxHost shared) : IClassFixture<SandboxHost>
{
    [Fact]
    public async Task List_Always_HasAccountAndManagedAppsTogether()
    {
        var apps = (await shared.GetAsync("magic/apps")).Expect(200).Items;

        Assert.True(apps.Count(app => app.TryGetProperty("account_app_id", out _)) >= 24);
        Assert.Equal(6, apps.Count(app => app.TryGetProperty("managed_app_id", out _) && !app.TryGetProperty("account_app_id", out _)));
    }

    [Fact]
    public async Task Post_Valid_201WithAnId()
    {
        var created = (await shared.SendAsync("POST", "magic/apps", """
            {"account_app_id":"mine","managed_app_id":"mine","name":"A","type":"B","hostnames":["a.example.com"],"unknown":{"x":[1]}}
            """)).Expect(201);

        Assert.Matches("^[0-9a-f]{32}$", created["account_app_id"]);
        Assert.Equal("""{"x":[1]}""", created["unknown"]);
        Assert.False(created.Result.TryGetProperty("managed_app_id", out _));
    }

    [Fact]
    public async Task Put_Valid_Replaces()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var app = (await sandbox.SendAsync("PUT", SandboxHost.SampleApp, """{"name":"Cloudflare Dashboard","type":"Development"}""")).Expect(200);

        Assert.Equal(["account_app_id", "name", "type"], app.Result.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal("ac60d3d0435248289d446cedd870bcf4", app["account_app_id"]);
        Assert.True(JsonElement.DeepEquals(app.Result, (await sandbox.GetAsync("magic/apps")).Items[0]));
    }

    [Fact]
    public async Task Patch_Valid_LaysOver()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var app = (await sandbox.SendAsync("PATCH", SandboxHost.SampleApp, """{"account_app_id":"x","name":"Renamed","ip_subnets":null,"extra":1}""")).Expect(200);

        Assert.Equal("ac60d3d0435248289d446cedd870bcf4", app["account_app_id"]);
        Assert.Equal("Renamed", app["name"]);
        Assert.Equal("Development", app["type"]);
        Assert.Equal("""["auth.cloudflare.com"]""", app["hostnames"]);
        Assert.Equal("1", app["extra"]);
        Assert.False(app.Result.TryGetProperty("ip_subnets", out _));
    }

    [Fact]
    public async Task Delete_Existing_AnswersTheAppAndItIsGone()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        Assert.Equal("Cloudflare Dashboard", (await sandbox.DeleteAsync(SandboxHost.SampleApp)).Expect(200)["name"]);

        (await sandbox.DeleteAsync(SandboxHost.SampleApp)).Expect(404);
        Assert.Equal(29, (await sandbox.GetAsync("magic/apps")).Items.Count);
    }

    [Theory]
    [InlineData("PUT", """{"name":"Mine now"}""")]
    [InlineData("PATCH", """{"name":"Mine now"}""")]
    [InlineData("DELETE", null)]
    public async Task Change_ManagedApp_IsRefused(string method, string? body)
        => Assert.Equal([1211], (await shared.SendAsync(method, "magic/apps/acme-docs", body)).Expect(400).Codes);

    [Theory]
    [InlineData("""{}""", "/name /type", 3)]
    [InlineData("""{"name":"","type":" ","ip_subnets":[]}""", "/name /type", 2)]
    [InlineData("""{"name":1,"type":"T","hostnames":"a.example.com"}""", "/name /hostnames", 2)]
    [InlineData("""{"name":"A","type":"T"}""", "", 1)]
    public async Task Post_Incomplete_IsRefused(string body, string pointers, int errors)
    {
        var refused = (await shared.SendAsync("POST", "magic/apps", body)).ExpectPointers(pointers.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(errors, refused.Codes.Count);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Change_NoKnownMember_IsRefused(string method)
    {
        (await shared.SendAsync(method, SandboxHost.SampleApp, "{}")).ExpectPointers();
        (await shared.SendAsync(method, SandboxHost.SampleApp, """{"unknown":1}""")).ExpectPointers();
    }

    [Theory]
    [InlineData("hostnames", """["ok.example.com","bad","-a.example.com","a..example.com","*.example.com","10.0.0.1","a b.example.com",7,null]""", "1 2 3 4 5 6 7 8")]
    [InlineData("hostnames", """["a.example.com","A.Example.Com","a.example.com."]""", "1 2")]
    [InlineData("ip_subnets", """["10.0.0.0/8","10.0.0.1/8","10.0.0.0","10.0.0.0/33","2001:db8::/32","10.0/16","x","0.0.0.0/0"]""", "1 2 3 4 5 6")]
    [InlineData("hostnames", """["localhost","LOCALHOST","a.123"]""", "0 1 2")]
    [InlineData("ip_subnets", """["192.168.0.0/16","192.168.0.0/16"]""", "1")]
    [InlineData("ip_subnets", """["192.0.2.1","192.0.2.1/32"]""", "0 1")]
    [InlineData("source_subnets", """["192.168.1.0/24","192.168.1.0/23"]""", "1")]
    public async Task Put_InvalidItems_PointsAtEachOne(string list, string items, string indexes)
        => (await shared.SendAsync("PUT", SandboxHost.SampleApp, $$$"""{"{{{list}}}":{{{items}}}}"""))
            .ExpectPointers(indexes.Split(' ').Select(index => $"/{list}/{index}"));

    [Fact]
    public async Task Put_IPv6Subnet_SaysThatItIsUnsupported()
        => Assert.Equal(
            ["IPv6 CIDRs are currently unsupported."],
            (await shared.SendAsync("PUT", SandboxHost.SampleApp, """{"ip_subnets":["2001:db8::/32"]}""")).Expect(400).Messages);

    [Fact]
    public async Task Put_ItemsThatWereThereAndBreakRules_AreAccepted()
    {
        var id = "00000000000000000000000000000042";
        await shared.ControlAsync("PUT", $"sandbox/state/{SandboxHost.AccountId}/apps/{id}", $$"""
            {"account_app_id":"{{id}}","name":"Old","hostnames":["no good","twice.example.com","twice.example.com"]}
            """);

        (await shared.SendAsync("PUT", $"magic/apps/{id}", """{"hostnames":["new.example.com","twice.example.com","no good","twice.example.com"]}""")).Expect(200);
    }

    [Fact]
    public async Task Put_RepetitionsThatWereThere_AreCountedByTheirSpelling()
    {
        var id = "00000000000000000000000000000043";
        var stored = $$"""{"account_app_id":"{{id}}","hostnames":["a.example.com","A.example.com"],"ip_subnets":["10.0.0.1/8"]}""";
        await shared.ControlAsync("PUT", $"sandbox/state/{SandboxHost.AccountId}/apps/{id}", stored);

        (await shared.SendAsync("PUT", $"magic/apps/{id}", """{"hostnames":["A.example.com","a.example.com","A.EXAMPLE.com"]}""")).ExpectPointers("/hostnames/2");
        (await shared.SendAsync("PUT", $"magic/apps/{id}", """{"hostnames":["a.example.com","A.example.com","new.example.com"],"ip_subnets":["10.0.0.1/8","10.0.0.0/8"]}""")).Expect(200);
    }

    [Fact]
    public async Task Put_BlankNameAndType_AreTakenSinceNoDocumentForbidsThem()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        (await sandbox.SendAsync("PUT", SandboxHost.SampleApp, """{"name":" ","type":""}""")).Expect(200);
    }
}
