using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Batches;
using AdminPortal.Changes.Creations;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Updates;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Changes.Access;
using AdminPortal.Tests.Changes.Feed;
using AdminPortal.Tests.Cloudflare;

namespace AdminPortal.Tests.Changes.Journal;

/// <content>The operations: no write goes out that is not written down first, whatever is wrong with the store.</content>
public abstract partial class UnavailableTests
{
    private const string Peer = "23ff594956f20c2a721606e94745a8aa";
    private const string Line = $"secondary_dns/peers/{Peer}";

    private static readonly Actor Sam = new("Sam Sample", Role.Operator);

    private readonly Wire _wire = new();

    [Fact]
    public async Task Operations_WhileTheStoreIsAway_SendNothingAndSayWhy()
    {
        _wire.On($"GET {Line}", Ok("before"));
        await BreakAsync();

        var update = Assert.IsType<UpdateOutcome<Peer>.NotJournaled>(await SaveAsync());
        var creation = Assert.IsType<CreationOutcome<Peer>.NotJournaled>(await CreateAsync());
        var deletion = Assert.IsType<DeletionOutcome.NotJournaled>(await DeleteAsync());
        var batch = Assert.IsType<BatchOutcome<Target>.NotJournaled>(await CreateManyAsync());

        Assert.All([update.Reason, creation.Reason, deletion.Reason, batch.Reason], reason => Assert.StartsWith("The store at ", reason, StringComparison.Ordinal));
        Assert.All(_wire.Sent, sent => Assert.StartsWith("GET ", sent.Line, StringComparison.Ordinal));
        await MendAsync();
        await Journal.Settled.WaitAsync(Ending);
        Assert.Empty(await Journal.OpenIntentsAsync(Ending));
    }

    [Fact]
    public async Task Update_AfterTheStoreIsBack_IsSentAndWrittenDownWithoutAnybodysHelp()
    {
        _wire.On($"GET {Line}", Ok("before")).On($"PUT {Line}", Ok("after"));
        await BreakAsync();
        await SaveAsync();
        await MendAsync();

        var saved = Assert.IsType<UpdateOutcome<Peer>.Saved>(await SaveAsync());

        Assert.Equal(Completion.Written, saved.Journaled);
        Assert.Equal([$"GET {Line}", $"PUT {Line}"], _wire.Sent.Select(sent => sent.Line));
        await Journal.Settled.WaitAsync(Ending);
        Assert.Equal(JournalEvent.Applied, (await LastOfThePeerAsync()).Outcome);
        Assert.Null((await Journal.VerifyAsync(account: null, Ending)).Broken);
    }

    [Fact]
    public async Task Update_WhoseStoreGoesAwayDuringTheCall_IsToldAndWrittenDownWhenItIsBack()
    {
        _wire.On($"GET {Line}", Ok("before")).On($"PUT {Line}", async _ =>
        {
            await BreakAsync();
            return new(System.Net.HttpStatusCode.OK) { Content = new StringContent(Ok("after"), System.Text.Encoding.UTF8, "application/json") };
        });

        var saved = Assert.IsType<UpdateOutcome<Peer>.Saved>(await SaveAsync());

        Assert.Equal(Completion.Kept, saved.Journaled);
        await MendAsync();
        await Journal.Settled.WaitAsync(Ending);
        Assert.Equal(JournalEvent.Applied, (await LastOfThePeerAsync()).Outcome);
        Assert.Empty(await Journal.OpenIntentsAsync(Ending));
        Assert.Single(_wire.Sent, sent => sent.Line.StartsWith("PUT", StringComparison.Ordinal));
    }

    private static JsonObject Input(string name) => new() { ["name"] = name, ["x_new"] = new string('x', 100_000) };

    /// <summary>Large, so that a full disk shows at once.</summary>
    private static string Ok(string name)
    {
        var peer = Input(name);
        peer["id"] = Peer;
        return new JsonObject { ["success"] = true, ["result"] = peer }.ToJsonString();
    }

    private ChangeWriter Writer() => new(TestGate.Of(Accounts(), Journal), Journal, new(), new ResourceLocks(), new RecordedFeed().Announcer(), new(TimeProvider.System), TimeProvider.System);

    private OneAccount Accounts() => new(_wire.Client());

    private Task<UpdateOutcome<Peer>> SaveAsync() => new ResourceUpdates(Accounts(), TimeProvider.System, Writer())
        .SaveAsync(PeerKind.Instance, Sam, new(Wire.AccountId, Peer, Input("before"), Input("after")), Ending);

    private Task<CreationOutcome<Peer>> CreateAsync() => new ResourceCreations(TimeProvider.System, Writer())
        .CreateAsync(PeerKind.Instance, Sam, new(Wire.AccountId, new() { ["name"] = new string('x', 100_000) }), Ending);

    private Task<DeletionOutcome> DeleteAsync() => new ResourceDeletions(new(configured: 1), TimeProvider.System, Writer())
        .DeleteAsync(PeerKind.Instance, Sam, new(Wire.AccountId, Peer), Ending);

    private Task<BatchOutcome<Target>> CreateManyAsync() => new TargetCreations(Accounts(), TimeProvider.System, Writer())
        .CreateAsync(Sam, Wire.AccountId, [new() { ["hostname"] = "a.example.com", ["x_new"] = new string('x', 100_000) }], reason: null, Ending);

    private async Task<JournalRow> LastOfThePeerAsync() => (await Journal.HistoryAsync(Wire.AccountId, "Peer", Peer, after: null, 1, Ending)).Rows[0];
}
