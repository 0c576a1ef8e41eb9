using AdminPortal.Changes;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Store;

/// <summary>What is told of a store.</summary>
public abstract class StoreReportTests : StoreTests
{
    [Fact]
    public async Task Report_OfAStoreThatAnswers_TellsWhatItHolds()
    {
        await using var portal = Database.NewPortal();

        var before = await ReadAsync(portal);
        Assert.Null(before.Trouble);
        Assert.Equal((0L, 0, 0), (before.Content!.JournalEntries, before.Content.Drafts, before.Content.UnknownMigrations));
        Assert.True(before.Content.Migrations > 0);
        Assert.True(before.Content.Bytes > 10_000);
        await portal.GetRequiredService<IJournal>().IntendAsync(
            new() { Account = "a", Actor = new("Sam", Role.Operator), Method = "PUT", Path = "/x", Baseline = [], Proposed = [], Kind = "Target", Operation = ChangeOperation.Update }, Ending);
        await Database.ExecuteAsync("""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('29990101000000_Later', '99')""");

        var after = await ReadAsync(portal);

        Assert.Equal((1L, 1, "29990101000000_Later"), (after.Content!.JournalEntries, after.Content.UnknownMigrations, after.Content.LastMigration));
        Assert.Equal(before.Content.Migrations + 1, after.Content.Migrations);
        Assert.Equal(portal.GetRequiredService<PortalStore>().Engine.Place, after.Place);
    }

    [Fact]
    public async Task Report_OfAStoreThatIsAway_SaysWhy()
    {
        await using var portal = Database.NewPortal();
        await ReadAsync(portal);
        await Database.ExecuteAsync("""ALTER TABLE "Heads" RENAME TO "Away" """);

        var report = await ReadAsync(portal);

        Assert.Contains("cannot be used", report.Trouble, StringComparison.Ordinal);
        Assert.Null(report.Content);
    }

    private static Task<StoreReport> ReadAsync(ServiceProvider portal) => portal.GetRequiredService<IStoreReports>().ReadAsync(Ending);
}

public sealed class SqliteStoreReportTests : StoreReportTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();
}

public sealed class PostgresStoreReportTests(SharedPostgres postgres) : StoreReportTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewStoreAsync();
}
