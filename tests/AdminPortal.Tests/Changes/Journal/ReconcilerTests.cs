using System.Text.Json.Nodes;
using AdminPortal.Changes.Journal;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Journal;

/// <summary>What becomes of intents whose process ended.</summary>
public abstract class ReconcilerTests : JournalTests
{
    private const string Before = """{"hostname":"app-1.example.com","ip":{"ipv4":{"ip_addr":"192.0.2.1"}}}""";
    private const string Wanted = """{"hostname":"app-2.example.com","ip":{"ipv4":{"ip_addr":"192.0.2.1"}}}""";
    private const string Third = """{"hostname":"app-3.example.com","ip":{"ipv4":{"ip_addr":"192.0.2.1"}}}""";

    /// <summary>The process that reconciles; the one that intended has ended.</summary>
    private protected async Task<IReadOnlyList<ReconciledChange>> ReconcileAsync(Func<OpenChange, LiveState> read)
    {
        Clock.Rings = true;
        return await NewPortal().GetRequiredService<JournalReconciler>().RunAsync((change, _) => Task.FromResult(read(change)), Ending);
    }

    [Theory]
    [InlineData(Before, Wanted, Wanted, JournalEvent.Applied)]
    [InlineData(Before, Wanted, """{"ip":{"ipv4":{"ip_addr":"192.0.2.1"}},"hostname":"APP-2.example.com"}""", JournalEvent.Applied)]
    [InlineData(Before, Wanted, Before, JournalEvent.NotApplied)]
    [InlineData(Before, Wanted, Third, JournalEvent.Unclear)]
    [InlineData(Before, Wanted, null, JournalEvent.Unclear)]
    [InlineData(Before, null, null, JournalEvent.Applied)]
    [InlineData(Before, null, Before, JournalEvent.NotApplied)]
    [InlineData(Before, null, Third, JournalEvent.NotApplied)]
    [InlineData(null, Wanted, null, JournalEvent.NotApplied)]
    [InlineData(null, Wanted, Before, JournalEvent.NotApplied)]
    [InlineData(null, Wanted, Wanted, JournalEvent.Applied)]
    [InlineData(null, null, Wanted, JournalEvent.Unclear)]
    public async Task Open_OfAnEndedProcess_BecomesWhatTheLiveCopyShows(string? baseline, string? proposed, string? live, JournalEvent expected)
    {
        var open = await IntendAsync(Intent() with { Baseline = Read(baseline), Proposed = Read(proposed), ResourceName = "app-2.example.com" });

        var told = Assert.Single(await ReconcileAsync(_ => Live(live)));

        Assert.Equal((open.Id, expected), (told.Change.Id, told.Outcome));
        var found = (await Journal.FindAsync(Account, open.Id, Ending))!;
        Assert.Equal((expected, told.Note), (found.Row.Outcome, found.Note));
        Assert.Empty(await Journal.OpenIntentsAsync(Ending));
        await AssertIntactAsync(2);
    }

    [Fact]
    public async Task Creation_ThatLandedHalf_IsUnclearAndNamesTheResource()
    {
        await IntendAsync(Intent() with { Baseline = null, Proposed = Read(Wanted), ResourceName = "app-2.example.com" });

        var told = Assert.Single(await ReconcileAsync(_ => new LiveState.Read(TargetKind.Instance, [new("made", "app-2.example.com", Json("""{"hostname":"app-2.example.com"}"""))])));

        Assert.Equal(JournalEvent.Unclear, told.Outcome);
        Assert.Contains("made", told.Note);
    }

    [Fact]
    public async Task Creation_ThatLanded_NamesItsResource()
    {
        await IntendAsync(Intent() with { Operation = ChangeOperation.Create, ResourceId = null, Baseline = null, Proposed = Read(Wanted) });

        await ReconcileAsync(_ => Live(Wanted));

        Assert.Single((await Journal.HistoryAsync(Account, "Target", Target, after: null, 10, Ending)).Rows);
    }

    [Fact]
    public async Task Open_WhoseResourceCannotBeRead_StaysOpenForTheNextRun()
    {
        var open = await IntendAsync();

        var told = Assert.Single(await ReconcileAsync(_ => new LiveState.NotRead("The API does not answer.")));

        Assert.Equal((null, "The API does not answer."), (told.Outcome, told.Note));
        Assert.Equal(open.Id, Assert.Single(await Journal.OpenIntentsAsync(Ending)).Id);
        Assert.Equal(JournalEvent.Applied, Assert.Single(await ReconcileAsync(_ => Live("""{"hostname":"app-2.example.com"}"""))).Outcome);
    }

    /// <summary>The resource has moved on, but what the next change found before it was sent tells of this one.</summary>
    [Fact]
    public async Task Open_WithALaterChangeOfTheSameResource_IsToldByItsBaseline()
    {
        var lost = await IntendAsync(Intent() with { Baseline = Read(Before), Proposed = Read(Wanted) });
        var alsoOpen = await IntendAsync(Intent() with { Baseline = Read(Wanted), Proposed = Read(Third) });

        var told = await ReconcileAsync(_ => Live(Third));

        Assert.Equal([(alsoOpen.Id, JournalEvent.Applied), (lost.Id, JournalEvent.Applied)], told.Select(change => (change.Change.Id, change.Outcome!.Value)));
        await AssertShownAsync(Third);
        await AssertIntactAsync(4);
    }

    /// <summary>Somebody else has saved in the twenty seconds before the ended process is known to be so.</summary>
    [Fact]
    public async Task Open_ToldAfterALaterChange_DoesNotTellHowTheResourceIsNow()
    {
        await IntendAsync(Intent() with { Baseline = Read(Before), Proposed = Read(Wanted) });
        var later = NewPortal().GetRequiredService<IJournal>();
        var saved = await later.IntendAsync(Intent() with { Baseline = Read(Wanted), Proposed = Read(Third) }, Ending);
        await later.CompleteAsync(saved, new(JournalEvent.Applied) { After = new ResourceImage.Known(Json(Third)) });

        Assert.Equal(JournalEvent.Applied, Assert.Single(await ReconcileAsync(_ => Live(Third))).Outcome);

        await AssertShownAsync(Third);
        await AssertIntactAsync(4);
    }

    /// <summary>It was begun on what somebody else had changed meanwhile, and ended before it could see that: the guard would have held it back.</summary>
    [Fact]
    public async Task Open_BasedOnWhatWasOutOfDate_IsNotAppliedWhereTheChangeBeforeItStillStands()
    {
        var before = await IntendAsync(Intent() with { Baseline = Read(Before), Proposed = Read(Third) });
        await Journal.CompleteAsync(before, new(JournalEvent.Applied) { After = new ResourceImage.Known(Json(Third)) });
        var open = await IntendAsync(Intent() with { Baseline = Read(Before), Proposed = Read(Wanted) });

        var told = Assert.Single(await ReconcileAsync(_ => Live(Third)));

        Assert.Equal((open.Id, JournalEvent.NotApplied), (told.Change.Id, told.Outcome));
    }

    [Fact]
    public async Task Own_OpenChanges_AreLeftAlone()
    {
        Clock.Rings = true;
        var portal = NewPortal();
        await portal.GetRequiredService<IJournal>().IntendAsync(Intent(), Ending);

        Assert.Empty(await portal.GetRequiredService<JournalReconciler>().RunAsync((_, _) => throw new InvalidOperationException(), Ending));
    }

    private async Task AssertShownAsync(string expected) =>
        Assert.Equal(Json(expected).ToJsonString(), Assert.IsType<ResourceImage.Known>((await Journal.LastAfterImageAsync(Account, "Target", Target, Ending))!.Image).Json.ToJsonString());

    private protected static JsonObject? Read(string? json) => json is null ? null : (JsonObject)JsonNode.Parse(json)!;

    private protected static LiveState Live(string? json) =>
        new LiveState.Read(TargetKind.Instance, json is null ? [] : [new(Target, Json(json)["hostname"]!.GetValue<string>(), Json(json))]);
}

public sealed class SqliteReconcilerTests : ReconcilerTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();
}

public sealed class PostgresReconcilerTests(SharedPostgres postgres) : ReconcilerTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewStoreAsync();

    [Fact]
    public async Task Open_OfAProcessThatLives_IsLeftAlone()
    {
        await IntendAsync();
        Clock.Meanwhile = () => Database.ExecuteAsync("""UPDATE "Instances" SET "Beats" = "Beats" + 1""").GetAwaiter().GetResult();

        Assert.Empty(await ReconcileAsync(_ => throw new InvalidOperationException()));

        Assert.Single(await Journal.OpenIntentsAsync(Ending));
    }

    [Fact]
    public async Task Open_OfAProcessThatEnded_IsToldAndTheProcessForgotten()
    {
        await IntendAsync();
        Assert.Equal(1L, await Database.ScalarAsync("""SELECT count(*) FROM "Instances" """));

        Assert.Single(await ReconcileAsync(_ => Live("""{"hostname":"app-2.example.com"}""")));

        Assert.Equal(0L, await Database.ScalarAsync("""SELECT count(*) FROM "Instances" """));
    }

    [Fact]
    public async Task Process_ThatWritesIntents_Counts()
    {
        Clock.Rings = true;
        await NewJournal().IntendAsync(Intent(), Ending);

        while (await Database.ScalarAsync("""SELECT max("Beats") FROM "Instances" """) is not long and < 3)
        {
            Ending.ThrowIfCancellationRequested();
        }

        Assert.Equal(1L, await Database.ScalarAsync("""SELECT count(*) FROM "Instances" """));
    }

    [Fact]
    public async Task Process_ThatEnds_IsForgottenUnlessAChangeIsOpen()
    {
        foreach (var isOpen in (bool[])[false, true])
        {
            await using var portal = NewPortal();
            var journal = portal.GetRequiredService<IJournal>();
            var change = await journal.IntendAsync(Intent(), Ending);
            if (!isOpen)
            {
                await journal.CompleteAsync(change, Applied());
            }

            await portal.DisposeAsync();
            Assert.Equal(isOpen ? 1L : 0L, await Database.ScalarAsync("""SELECT count(*) FROM "Instances" """));
        }
    }

    [Fact]
    public async Task Process_ThatOnlyReads_DoesNotCount()
    {
        await Journal.PageAsync(new(Account), after: null, 10, Ending);

        Assert.Equal(0L, await Database.ScalarAsync("""SELECT count(*) FROM "Instances" """));
    }
}
