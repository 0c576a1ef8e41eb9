using AdminPortal.Changes.Access;
using AdminPortal.Changes.Journal;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Tests.Changes.Journal;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Access;

/// <summary>The read-only switch and the console's own journal.</summary>
public abstract class StoredConsoleTests : StoreTests
{
    private readonly SteppingClock _time = new();
    private ServiceProvider _console = null!;

    private IReadOnlySwitch Switch => _console.GetRequiredService<IReadOnlySwitch>();

    private IConsoleJournal Journal => _console.GetRequiredService<IConsoleJournal>();

    private protected override Task PrepareAsync()
    {
        _console = NewConsole();
        return Task.CompletedTask;
    }

    private protected override async Task CleanAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Switch_IsTheSameForEveryProcessOnceItIsRead()
    {
        await using var another = NewConsole();
        var theirs = another.GetRequiredService<IReadOnlySwitch>();

        await Switch.BeginAsync(Period(), Ending);

        Assert.Equal(Period(), await theirs.ReadAsync(Ending));
        Assert.Equal(Period(), theirs.LastKnown);
        Assert.Equal(Period().Refusal, await another.GetRequiredService<IWriteGuard>().RefusalAsync(Ending));
    }

    [Fact]
    public async Task Switch_TellsWhoFollowsOnceForEachPeriod()
    {
        var told = 0;
        using var following = Switch.Follow(() => Interlocked.Increment(ref told));

        await Switch.BeginAsync(Period(), Ending);
        await Switch.ReadAsync(Ending);
        await Switch.ReadAsync(Ending);
        Assert.Equal(1, told);
        await Switch.EndAsync("Anna", Ending);
        Assert.Equal(2, told);
        following.Dispose();
        await Switch.BeginAsync(Period(), Ending);

        Assert.Equal(2, told);
    }

    [Fact]
    public async Task Switch_GoesOffByItselfWhenItsTimeIsOver()
    {
        await Switch.BeginAsync(Period(), Ending);

        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(10));
        Assert.NotNull(await Switch.ReadAsync(Ending));
        _time.Advance(TimeSpan.FromTicks(10));

        Assert.Null(Switch.LastKnown);
        Assert.Null(await Switch.ReadAsync(Ending));
        Assert.Null(await _console.GetRequiredService<IWriteGuard>().RefusalAsync(Ending));
    }

    [Fact]
    public async Task Switch_SwitchedOnAgain_HasTheLaterPeriod()
    {
        await Switch.BeginAsync(Period(), Ending);
        await Switch.BeginAsync(Period() with { By = "Otto", Until = Period().Until.AddHours(1) }, Ending);

        Assert.Equal("Otto", (await Switch.ReadAsync(Ending))?.By);
    }

    [Fact]
    public async Task Switch_SwitchedOnBySeveralAtOnce_IsOn()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Switch.BeginAsync(Period() with { By = $"Anna {number}" }, Ending)));

        Assert.NotNull(await Switch.ReadAsync(Ending));
        Assert.Equal(8, (await Journal.ReadAsync(null, 20, Ending)).Count);
    }

    [Fact]
    public async Task Switch_EndedWhereItIsOff_IsNotJournaled()
    {
        await Switch.EndAsync("Anna", Ending);

        Assert.Empty(await Journal.ReadAsync(null, 10, Ending));
    }

    [Fact]
    public async Task Guard_WhoseStoreIsAway_LetsNothingPass()
    {
        await Database.ExecuteAsync("""ALTER TABLE "ReadOnly" RENAME TO "Away" """);
        try
        {
            Assert.NotNull(await _console.GetRequiredService<IWriteGuard>().RefusalAsync(Ending));
        }
        finally
        {
            // Databases of a server are used again by other tests.
            await Database.ExecuteAsync("""ALTER TABLE "Away" RENAME TO "ReadOnly" """);
        }
    }

    [Fact]
    public async Task Entries_AreReadByPlaceNewestFirst()
    {
        for (var number = 1; number <= 5; number++)
        {
            await Journal.NoteAsync(new(ConsoleEventKind.SignInRefused, $"Person {number}") { Reason = "r", Note = "n\0", Person = "p", PersonName = "q" }, Ending);
        }

        Assert.Equal([5L, 4], (await Journal.ReadAsync(null, 2, Ending)).Select(entry => entry.Sequence));
        Assert.Equal([3L, 2, 1], (await Journal.ReadAsync(4, 10, Ending)).Select(entry => entry.Sequence));
        Assert.Equal(new(ConsoleEventKind.SignInRefused, "Person 1") { Reason = "r", Note = "n\uFFFD", Person = "p", PersonName = "q" }, (await Journal.ReadAsync(2, 10, Ending))[0].Happened);
    }

    [Fact]
    public async Task Entries_AreNoChanges()
    {
        await Journal.NoteAsync(new(ConsoleEventKind.SignedIn, "Anna"), Ending);
        var changes = _console.GetRequiredService<IJournal>();

        Assert.Empty((await changes.PageAsync(new(IConsoleJournal.Account), null, 10, Ending)).Rows);
        Assert.Empty(await changes.PeopleAsync(IConsoleJournal.Account, "", 10, Ending));
        Assert.Empty(await changes.OpenIntentsAsync(Ending));
        Assert.Empty(await changes.ExportAsync(new(IConsoleJournal.Account), Ending).ToListAsync(Ending));
    }

    [Theory]
    [InlineData("""UPDATE "Entries" SET "Content" = replace("Content", 'Anna', 'Otto') WHERE "Sequence" = 2""", 2)]
    [InlineData("""DELETE FROM "Entries" WHERE "Sequence" = 1""", 1)]
    [InlineData("""DELETE FROM "Entries" WHERE "Sequence" = 3""", 3)]
    [InlineData("""UPDATE "Entries" SET "Event" = 'applied' WHERE "Sequence" = 2""", 2)]
    public async Task Entries_ThatWereTamperedWith_AreFound(string sql, long sequence)
    {
        for (var number = 0; number < 3; number++)
        {
            await Journal.NoteAsync(new(ConsoleEventKind.SignedIn, "Anna"), Ending);
        }

        var changes = _console.GetRequiredService<IJournal>();
        Assert.Null((await changes.VerifyAsync(account: null, Ending)).Broken);
        Assert.Equal(1, await Database.ExecuteAsync(sql));

        var broken = (await changes.VerifyAsync(account: null, Ending)).Broken;

        Assert.Equal((IConsoleJournal.Account, sequence), (broken!.Account, broken.Sequence));
    }

    private ServiceProvider NewConsole() => Database.NewPortal(services => services.AddSingleton<TimeProvider>(_time));

    private static ReadOnlyPeriod Period() => new("Anna", "Migration", new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), new(2026, 1, 31, 13, 0, 0, TimeSpan.Zero));
}

public sealed class SqliteStoredConsoleTests : StoredConsoleTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();
}

public sealed class PostgresStoredConsoleTests(SharedPostgres postgres) : StoredConsoleTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewStoreAsync();
}
