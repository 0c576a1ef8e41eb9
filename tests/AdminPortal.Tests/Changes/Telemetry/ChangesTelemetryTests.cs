using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Drafts;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Telemetry;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Tests.Changes.Store;
using AdminPortal.Tests.Cloudflare;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Telemetry;

/// <summary>What is measured and traced of changes, drafts and the store.</summary>
public sealed class ChangesTelemetryTests : StoreTests
{
    private const string Peer = "23ff594956f20c2a721606e94745a8aa";
    private const string Line = $"secondary_dns/peers/{Peer}";
    private const string Typed = "a-value-that-was-typed";

    private static readonly Actor Sam = new("Sam Sample", Role.Operator);

    private readonly Measured _measured = new();
    private readonly Spans _spans = new(ChangesTrace.SourceName, CloudflareTrace.SourceName);
    private readonly Wire _wire = new();
    private ServiceProvider _portal = null!;

    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();

    private protected override Task PrepareAsync()
    {
        _portal = Database.NewPortal(services => services
            .AddSingleton<IMeterFactory>(_measured).AddSingleton<ICloudflareAccounts>(new OneAccount(_wire.Client())).AddPortalOperations());
        return Task.CompletedTask;
    }

    private protected override async Task CleanAsync()
    {
        await _portal.DisposeAsync();
        _spans.Dispose();
        _measured.Dispose();
    }

    [Fact]
    public async Task Save_CarriedOut_IsOneTraceFromTheOperationToTheJournal()
    {
        _wire.On($"GET {Line}", Answer("before")).On($"PUT {Line}", Answer(Typed));

        Assert.IsType<UpdateOutcome<Peer>.Saved>(await SaveAsync());

        var save = Assert.Single(_spans.Mine, span => span.Parent is null);
        const string Route = "accounts/{accountId}/secondary_dns/peers/{peerId}";
        Assert.Equal(["journal intent", $"GET {Route}", $"PUT {Route}", "journal outcome"], _spans.Mine.Where(span => span.ParentSpanId == save.SpanId).OrderBy(span => span.StartTimeUtc).Select(span => span.DisplayName));
        var change = Assert.Single((await _portal.GetRequiredService<IJournal>().PageAsync(new(Wire.AccountId), after: null, 10, Ending)).Rows);
        Assert.Equal(
            ["adminportal.change.count=1", $"adminportal.change.id={change.Id}", "adminportal.kind=peer", "adminportal.operation=save", "adminportal.outcome=saved"], Spans.TagsOf(save));
        Assert.Equal(save.TraceId.ToString(), (await _portal.GetRequiredService<IJournal>().FindAsync(Wire.AccountId, change.Id, Ending))!.Correlation);
        Assert.Equal(["adminportal.change.count=1", "adminportal.journal.entry=intent", "db.system.name=sqlite"], Spans.TagsOf(_spans.Named("journal intent")));
        Assert.DoesNotContain(_spans.Mine.SelectMany(Spans.TagsOf), tag => tag.Contains(Typed, StringComparison.Ordinal) || tag.Contains("Sam", StringComparison.Ordinal) || tag.Contains(Wire.AccountId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Save_CarriedOut_IsMeasured()
    {
        _wire.On($"GET {Line}", Answer("before")).On($"PUT {Line}", Answer(Typed));

        await SaveAsync();

        Assert.Equal(["adminportal.kind=peer adminportal.operation=update adminportal.outcome=applied"], _measured.TagsOf("adminportal.writes"));
        Assert.Equal(["adminportal.kind=peer adminportal.operation=save adminportal.outcome=saved"], _measured.TagsOf("adminportal.operation.duration"));
        Assert.Equal(["adminportal.journal.entry=intent", "adminportal.journal.entry=outcome"], _measured.TagsOf("adminportal.journal.append.duration"));
        Assert.Contains("db.operation.name=write db.system.name=sqlite", _measured.TagsOf("db.client.operation.duration"));
        Assert.All(_measured.ValuesOf("db.client.operation.duration"), took => Assert.InRange(took, 0, 60));
        Assert.Empty(_measured.TagsOf("adminportal.store.errors"));
    }

    [Fact]
    public async Task Save_WithoutAnAnswerThatReadingSettles_IsCountedAsUnclear()
    {
        var reads = 0;
        _wire.On($"GET {Line}", () => new(System.Net.HttpStatusCode.OK) { Content = new StringContent(Answer(reads++ == 0 ? "before" : "somebody else's")) })
            .On($"PUT {Line}", () => throw new HttpRequestException(HttpRequestError.ResponseEnded));

        Assert.IsType<UpdateOutcome<Peer>.Unanswered>(await SaveAsync());

        Assert.Equal(["adminportal.kind=peer adminportal.operation=update adminportal.outcome=unclear"], _measured.TagsOf("adminportal.writes"));
        Assert.Equal(["adminportal.kind=peer adminportal.operation=save adminportal.outcome=unanswered"], _measured.TagsOf("adminportal.operation.duration"));
    }

    [Fact]
    public async Task Deletion_ByAViewer_IsCountedAsRefused()
    {
        await _portal.GetRequiredService<ResourceDeletions>().DeleteAsync(PeerKind.Instance, Sam with { Role = Role.Viewer }, new(Wire.AccountId, Peer), Ending);

        Assert.Equal(["adminportal.kind=peer adminportal.operation=delete adminportal.outcome=refused"], _measured.TagsOf("adminportal.writes"));
        Assert.Equal(["adminportal.kind=peer adminportal.operation=delete adminportal.outcome=forbidden"], _measured.TagsOf("adminportal.operation.duration"));
        Assert.Equal(["adminportal.journal.entry=refusal"], _measured.TagsOf("adminportal.journal.append.duration"));
    }

    [Fact]
    public async Task Operation_Cancelled_IsNoError()
    {
        _wire.On($"GET {Line}", Answer("before")).On($"PUT {Line}", _ => throw new OperationCanceledException());
        using CancellationTokenSource gone = new();
        _wire.On($"PUT {Line}", async token =>
        {
            await gone.CancelAsync();
            token.ThrowIfCancellationRequested();
            return new();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SaveAsync(gone.Token));

        Assert.Equal(["adminportal.kind=peer adminportal.operation=save adminportal.outcome=cancelled"], _measured.TagsOf("adminportal.operation.duration"));
        Assert.Equal(ActivityStatusCode.Unset, _spans.Named("save peer").Status);
        Assert.Equal(["adminportal.kind=peer adminportal.operation=update adminportal.outcome=unclear"], _measured.TagsOf("adminportal.writes"));
    }

    [Fact]
    public async Task Store_Failing_IsCountedAndFailsTheSpanWithoutItsWords()
    {
        var journal = _portal.GetRequiredService<StoredJournal>();
        _wire.On($"GET {Line}", Answer("before")).On($"PUT {Line}", async _ =>
        {
            await Database.ExecuteAsync("""ALTER TABLE "Changes" RENAME TO "Elsewhere" """);
            return new(System.Net.HttpStatusCode.OK) { Content = new StringContent(Answer(Typed)) };
        });

        await SaveAsync();

        Assert.Equal(["db.system.name=sqlite error.type=Microsoft.Data.Sqlite.SqliteException"], _measured.TagsOf("adminportal.store.errors"));
        Assert.Contains("db.operation.name=write db.system.name=sqlite error.type=Microsoft.Data.Sqlite.SqliteException", _measured.TagsOf("db.client.operation.duration"));
        Assert.Equal("adminportal.journal.entry=outcome error.type=AdminPortal.Changes.Store.StoreUnavailableException", _measured.TagsOf("adminportal.journal.append.duration")[^1]);
        Assert.Equal(ActivityStatusCode.Error, _spans.Named("journal outcome").Status);
        Assert.Null(_spans.Named("journal outcome").StatusDescription);
        Assert.Equal(["1"], _measured.Ask("adminportal.journal.outcomes.waiting"));

        await Database.ExecuteAsync("""ALTER TABLE "Elsewhere" RENAME TO "Changes" """);
        await journal.Settled.WaitAsync(Ending);

        Assert.Equal(["0"], _measured.Ask("adminportal.journal.outcomes.waiting"));
        var late = _spans.Mine.Where(span => span.DisplayName == "journal outcome").MaxBy(span => span.StartTimeUtc)!;
        Assert.Equal(_spans.Named("save peer").TraceId, late.TraceId);
    }

    [Fact]
    public async Task Drafts_KeptAndDeleted_AreCounted()
    {
        var drafts = _portal.GetRequiredService<IDrafts>();
        DraftSubject subject = new(Wire.AccountId, "Peer", Peer);
        await drafts.KeepAsync("Sam Sample", subject, new(null, new() { ["name"] = Typed }), Ending);
        await drafts.KeepAsync("Sam Sample", subject, new(null, new() { ["name"] = new string('x', IDrafts.MaxBytes) }), Ending);
        await drafts.DeleteAsync("Sam Sample", subject, Ending);
        await drafts.DeleteAsync("Sam Sample", subject, Ending);

        Assert.Equal(
            ["adminportal.operation=keep adminportal.outcome=kept", "adminportal.operation=keep adminportal.outcome=too_long", "adminportal.operation=delete adminportal.outcome=removed"],
            _measured.TagsOf("adminportal.drafts"));
    }

    [Fact]
    public void Instruments_All_HaveAUnitAndSayWhatTheyMeasure()
    {
        _ = _portal.GetRequiredService<IJournal>();

        Assert.Equal(7, _measured.Instruments.Count);
        Assert.All(_measured.Instruments, instrument => Assert.False(string.IsNullOrEmpty(instrument.Unit) || string.IsNullOrEmpty(instrument.Description), instrument.Name));
    }

    private static string Answer(string name)
    {
        var peer = Input(name);
        peer["id"] = Peer;
        return new JsonObject { ["success"] = true, ["result"] = peer }.ToJsonString();
    }

    private static JsonObject Input(string name) => new() { ["name"] = name };

    private Task<UpdateOutcome<Peer>> SaveAsync(CancellationToken? cancellationToken = null) => _portal.GetRequiredService<ResourceUpdates>()
        .SaveAsync(PeerKind.Instance, Sam, new(Wire.AccountId, Peer, Input("before"), Input(Typed)), cancellationToken ?? Ending);
}
