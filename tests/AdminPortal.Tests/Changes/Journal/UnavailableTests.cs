using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Tests.Changes.Journal;

/// <summary>The store goes away and comes back: no intent is given that is not written, no outcome is lost, and nobody has to do anything.</summary>
public abstract partial class UnavailableTests : JournalTests
{
    private protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        Clock.Rings = true;
        await ChangeAsync();
    }

    [Fact]
    public async Task Intend_WhileTheStoreIsAway_FailsAndWritesNothing()
    {
        await BreakAsync();
        var problem = await Assert.ThrowsAsync<StoreUnavailableException>(() => IntendAsync(Large()));
        await MendAsync();

        Assert.False(problem.MayHaveLanded);
        Assert.Empty(await Journal.OpenIntentsAsync(Ending));
        await AssertIntactAsync(2);
        await ChangeAsync(Large());
        await AssertIntactAsync(4);
    }

    [Fact]
    public async Task Complete_WhileTheStoreIsAway_IsWrittenWhenItIsBack()
    {
        var (first, second) = (await IntendAsync(Intent("one")), await IntendAsync(Intent("two")));
        await BreakAsync();
        var kept = (await Journal.CompleteAsync(first, LargeOutcome()), await Journal.CompleteAsync(second, LargeOutcome()));
        await MendAsync();
        await Journal.Settled.WaitAsync(Ending);

        Assert.Equal((Completion.Kept, Completion.Kept), kept);
        Assert.Equal(JournalEvent.Applied, (await Journal.FindAsync(Account, first.Id, Ending))!.Row.Outcome);
        Assert.Equal(JournalEvent.Applied, (await Journal.FindAsync(Account, second.Id, Ending))!.Row.Outcome);
        await AssertIntactAsync(6);
    }

    [Fact]
    public async Task Dispose_WhileAnOutcomeWaits_WritesItIfTheStoreIsBack()
    {
        var journal = NewJournal();
        var open = await journal.IntendAsync(Intent(), Ending);
        Clock.Rings = false;
        await BreakAsync();
        Assert.Equal(Completion.Kept, await journal.CompleteAsync(open, LargeOutcome()));
        await MendAsync();

        await journal.DisposeAsync();

        Assert.Equal(JournalEvent.Applied, (await Journal.FindAsync(Account, open.Id, Ending))!.Row.Outcome);
    }

    private protected abstract Task BreakAsync();

    private protected abstract Task MendAsync();

    private static ChangeIntent Large() => Intent() with { Proposed = new() { ["text"] = new string('x', 100_000) } };

    private static ChangeOutcome LargeOutcome() => Applied() with { After = new ResourceImage.Known(new() { ["text"] = new string('x', 100_000) }) };
}

public sealed class FullDiskTests : UnavailableTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();

    /// <summary>A limit is a connection's own, so the pool is filled with more limited ones than the portal uses at once.</summary>
    private protected override async Task BreakAsync()
    {
        var connections = Enumerable.Range(0, 16).Select(_ => new SqliteConnection(((SqliteTestStore)Database).Folder.ConnectionString(SqliteOpenMode.ReadWrite))).ToList();
        foreach (var connection in connections)
        {
            await connection.OpenAsync(Ending);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA max_page_count = 1";
            await command.ExecuteScalarAsync(Ending);
        }

        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }
    }

    /// <summary>Whichever of them is in use at this moment is not used again.</summary>
    private protected override Task MendAsync()
    {
        ((SqliteTestStore)Database).ClearPools();
        return Task.CompletedTask;
    }
}

public sealed class LockedFileTests : UnavailableTests
{
    private SqliteConnection? _holder;

    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();

    private protected override async Task BreakAsync()
    {
        _holder = (SqliteConnection)Database.NewConnection();
        await _holder.OpenAsync(Ending);
        await using var command = _holder.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync(Ending);
    }

    private protected override async Task MendAsync() => await _holder!.DisposeAsync();
}

public sealed class StoppedServerTests : UnavailableTests
{
    private protected override async Task<TestStore> NewDatabaseAsync() => await PostgresTestStore.NewAloneAsync();

    private protected override Task BreakAsync() => ((PostgresTestStore)Database).Server.StopAsync();

    private protected override Task MendAsync() => ((PostgresTestStore)Database).Server.StartAsync();
}
