using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Updates;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Tests.Changes;
using AdminPortal.Tests.Changes.Access;
using AdminPortal.Tests.Changes.Feed;
using AdminPortal.Tests.Changes.Store;
using AdminPortal.Tests.Cloudflare;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Hostile;

/// <summary>Answers of an API that means harm, or was told something by somebody who does; written to a real journal.</summary>
public sealed class HostileAnswerTests : IAsyncLifetime
{
    private const string Id = "23ff594956f20c2a721606e94745a8aa";
    private const string Get = $"GET secondary_dns/peers/{Id}";
    private const string Put = $"PUT secondary_dns/peers/{Id}";

    private readonly Wire _wire = new();
    private TestStore _store = null!;
    private ServiceProvider _portal = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await SqliteTestStore.NewWithTablesAsync();
        _portal = _store.NewPortal();
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Theory]
    [InlineData("__proto__", """{"polluted":true}""")]
    [InlineData("constructor", """{"prototype":{"polluted":true}}""")]
    [InlineData("prototype", "1")]
    [InlineData("toString", "null")]
    [InlineData("$type", "\"System.IO.FileInfo, System.IO\"")]
    [InlineData("$ref", "\"#\"")]
    [InlineData("", "1")]
    [InlineData("a/b~c\u0000", "\"\u202e\"")]
    public async Task Member_WithANameThatMeansSomethingElsewhere_SurvivesAnEditUnchanged(string name, string value)
    {
        var live = Peer(name, JsonNode.Parse(value));
        _wire.On(Get, Ok(live)).On(Put, Ok(Edited(live)));

        var saved = Assert.IsType<UpdateOutcome<Peer>.Saved>(await SaveAsync(live));

        Assert.Empty(saved.Unkept);
        var sent = (JsonObject)JsonNode.Parse(_wire.Sent[^1].Body!)!;
        Assert.True(sent.ContainsKey(name));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(value), sent[name]), sent.ToJsonString());
        Assert.Equal("after", (string?)sent["name"]);
    }

    /// <summary>Deeper than an entry of the journal may be: what cannot be journaled is not sent.</summary>
    [Theory]
    [InlineData(62, true)]
    [InlineData(63, false)]
    public async Task Member_NestedDeeply_IsKeptOrRefusedInWords(int depth, bool isKept)
    {
        var live = Peer("x_deep", Nested(depth));
        _wire.On(Get, Ok(live)).On(Put, Ok(Edited(live)));

        var outcome = await SaveAsync(live);

        if (isKept)
        {
            Assert.IsType<UpdateOutcome<Peer>.Saved>(outcome);
        }
        else
        {
            Assert.NotEmpty(Assert.IsType<UpdateOutcome<Peer>.NotJournaled>(outcome).Reason);
            Assert.DoesNotContain(_wire.Sent, sent => sent.Line == Put);
        }
    }

    /// <summary>A reader that follows nesting by calling itself would end the process here.</summary>
    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task Answer_NestedWithoutEnd_IsNoAnswer(string open, string close)
    {
        const int Depth = 200_000;
        StringBuilder body = new("{\"success\":true,\"result\":");
        body.Insert(body.Length, open, Depth).Append('1').Insert(body.Length, close, Depth).Append('}');
        _wire.On(Get, body.ToString());

        Assert.Contains("not its envelope", (await ReadAsync()).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7B 22 73 75 63 63 65 73 73 22 3A 74 72 75 65 2C 22 72 65 73 75 6C 74 22 3A 7B 22 69 64 22 3A 22 FF FE 22 7D 7D")]
    [InlineData("7B 22 73 75 63 63 65 73 73 22 3A 74 72 75 65 2C 22 C0 AE 22 3A 31 7D")]
    [InlineData("FF FE 7B 00 7D 00")]
    [InlineData("ED A0 80")]
    public async Task Answer_ThatIsNoUtf8_IsNoAnswer(string bytes)
    {
        _wire.On(Get, () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal))) });

        await ReadAsync();
    }

    private static JsonNode Nested(int depth)
    {
        JsonNode node = 1;
        for (var level = 0; level < depth; level++)
        {
            node = new JsonArray(node);
        }

        return node;
    }

    private static JsonObject Peer(string name, JsonNode? value) => new() { ["id"] = Id, ["name"] = "before", ["port"] = 53, [name] = value };

    private static JsonObject Edited(JsonObject peer)
    {
        var edited = Inputs.Copy(peer);
        edited["name"] = "after";
        return edited;
    }

    private static string Ok(JsonObject peer) => new JsonObject { ["success"] = true, ["result"] = peer.DeepClone() }.ToJsonString();

    private async Task<ApiFailure.Unreachable> ReadAsync()
    {
        var result = await _wire.Client().Peers.ReadAsync(Wire.AccountId, Id, TestContext.Current.CancellationToken);
        return Assert.IsType<ApiFailure.Unreachable>(result.Match<ApiFailure?>(_ => null, failure => failure));
    }

    private async Task<UpdateOutcome<Peer>> SaveAsync(JsonObject live)
    {
        var baseline = Inputs.Copy(live);
        baseline.Remove("id");
        OneAccount accounts = new(_wire.Client());
        var journal = _portal.GetRequiredService<IJournal>();
        ChangeWriter writer = new(TestGate.Of(accounts, journal), journal, new(), new ResourceLocks(), new RecordedFeed().Announcer(), new(TimeProvider.System), TimeProvider.System);
        return await new ResourceUpdates(accounts, TimeProvider.System, writer).SaveAsync(
            PeerKind.Instance, new Actor("Somebody", Role.Operator), new(Wire.AccountId, Id, baseline, Edited(baseline)), TestContext.Current.CancellationToken);
    }
}
