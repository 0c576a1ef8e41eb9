using System.Text.Json;

namespace AdminPortal.Tests.Sandbox;

public sealed class PeersTests(SandboxHost shared) : IClassFixture<SandboxHost>
{
    private const string Collection = "secondary_dns/peers";

    [Fact]
    public async Task List_Always_HasTheSampleAndAFreshPeer()
    {
        var peers = (await shared.GetAsync(Collection)).Expect(200).Items;

        Assert.Equal("my-peer-1", peers[0].GetProperty("name").GetString());
        Assert.Contains(peers, peer => peer.GetProperty("ip").GetString() == "" && peer.GetProperty("port").GetInt32() == 0);
    }

    [Fact]
    public async Task Post_NameAndMore_TakesOnlyTheName()
    {
        var created = (await shared.SendAsync("POST", Collection, """{"id":"mine","name":"new","ip":"192.0.2.1","port":53,"ixfr_enable":true,"unknown":[1]}""")).Expect(200);

        Assert.Matches("^[0-9a-f]{32}$", created["id"]);
        Assert.Equal(("new", "", "0", "False", "[1]"), (created["name"], created["ip"], created["port"], created["ixfr_enable"], created["unknown"]));
        Assert.False(created.Result.TryGetProperty("tsig_id", out _));
    }

    [Fact]
    public async Task Get_Sample_IsTheDocuments()
    {
        var peer = (await shared.GetAsync("secondary_dns/peers/23FF594956f20c2a721606e94745a8aa")).Expect(200);

        Assert.Equal("""{"id":"23ff594956f20c2a721606e94745a8aa","name":"my-peer-1","ip":"192.0.2.53","ixfr_enable":false,"port":53,"tsig_id":"69cd1e104af3e6ed3cb344f263fd0d5a"}""", peer.Result.GetRawText());
    }

    [Fact]
    public async Task Put_Valid_ReplacesAndKeepsUnknownMembers()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var peer = (await sandbox.SendAsync("PUT", SandboxHost.SamplePeer, """{"id":"x","name":"renamed","port":65535,"deep":{"er":[{}]}}""")).Expect(200);

        Assert.Equal("""{"id":"23ff594956f20c2a721606e94745a8aa","name":"renamed","port":65535,"deep":{"er":[{}]},"ip":"","ixfr_enable":false}""", peer.Result.GetRawText());
        Assert.True(JsonElement.DeepEquals(peer.Result, (await sandbox.GetAsync(SandboxHost.SamplePeer)).Result));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(null)]
    [InlineData("not even json")]
    public async Task Delete_AnyBodyOrNone_AnswersTheId(string? body)
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var deleted = (await sandbox.DeleteAsync(SandboxHost.SamplePeer, body)).Expect(200);

        Assert.Equal("""{"id":"23ff594956f20c2a721606e94745a8aa"}""", deleted.Result.GetRawText());
        (await sandbox.GetAsync(SandboxHost.SamplePeer)).Expect(404);
    }

    [Theory]
    [InlineData("POST", """{}""", "/name")]
    [InlineData("POST", """{"name":""}""", "/name")]
    [InlineData("POST", """{"name":[]}""", "/name")]
    [InlineData("PUT", """{}""", "/name")]
    [InlineData("PUT", """{"name":"   "}""", "/name")]
    [InlineData("PUT", """{"name":"a","ip":"ns1.example.com"}""", "/ip")]
    [InlineData("PUT", """{"name":"a","ip":"10.1"}""", "/ip")]
    [InlineData("PUT", """{"name":"a","ip":1}""", "/ip")]
    [InlineData("PUT", """{"name":"a","ip":"::ffff:192.0.2.53"}""", "/ip")]
    [InlineData("PUT", """{"name":"a","ip":"64:ff9b::192.0.2.053"}""", "/ip")]
    [InlineData("PUT", """{"name":"a","port":0}""", "/port")]
    [InlineData("PUT", """{"name":"a","port":65536}""", "/port")]
    [InlineData("PUT", """{"name":"a","port":53.5}""", "/port")]
    [InlineData("PUT", """{"name":"a","port":"53"}""", "/port")]
    [InlineData("PUT", """{"name":"a","port":1e400}""", "/port")]
    [InlineData("PUT", """{"name":"a","ixfr_enable":"yes"}""", "/ixfr_enable")]
    [InlineData("PUT", """{"name":"a","tsig_id":"00000000000000000000000000000000"}""", "/tsig_id")]
    [InlineData("PUT", """{"name":"","ip":"x","port":-1,"ixfr_enable":0,"tsig_id":5}""", "/name /ip /port /ixfr_enable /tsig_id")]
    public async Task Body_BreaksARule_PointsAtIt(string method, string body, string pointers)
        => (await shared.SendAsync(method, method == "POST" ? Collection : SandboxHost.SamplePeer, body)).ExpectPointers(pointers.Split(' '));

    [Theory]
    [InlineData("""{"name":"a","ip":"2001:db8::53","port":1,"tsig_id":""}""")]
    [InlineData("""{"name":"a","ip":"","port":53.0,"tsig_id":null}""")]
    public async Task Put_Boundaries_AreAccepted(string body)
    {
        await using var sandbox = await SandboxHost.StartAsync();

        (await sandbox.SendAsync("PUT", SandboxHost.SamplePeer, body)).Expect(200);
    }

    [Fact]
    public async Task Put_FreshPeerUnchanged_IsAccepted()
    {
        var fresh = (await shared.SendAsync("POST", Collection, """{"name":"fresh"}""")).Result;

        (await shared.SendAsync("PUT", $"{Collection}/{fresh.GetProperty("id")}", fresh.GetRawText())).Expect(200);
    }
}
