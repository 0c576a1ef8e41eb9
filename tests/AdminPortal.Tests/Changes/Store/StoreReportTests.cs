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
        var after = await WhileAsync(
            """INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('29990101000000_Later', '99')""",
            """DELETE FROM "__EFMigrationsHistory" WHERE "ProductVersion" = '99'""",
            portal);

        Assert.Equal((1L, 1, "29990101000000_Later"), (after.Content!.JournalEntries, after.Content.UnknownMigrations, after.Content.LastMigration));
        Assert.Equal(before.Content.Migrations + 1, after.Content.Migrations);
        Assert.Equal(portal.GetRequiredService<PortalStore>().Engine.Place, after.Place);
    }

    [Fact]
    public async Task Report_OfAStoreThatIsAway_SaysWhy()
    {
        await using var portal = Database.NewPortal();
        await ReadAsync(portal);

        var report = await WhileAsync("""ALTER TABLE "Heads" RENAME TO "Away" """, """ALTER TABLE "Away" RENAME TO "Heads" """, portal);

        Assert.Contains("cannot be used", report.Trouble, StringComparison.Ordinal);
        Assert.Null(report.Content);
    }

    /// <summary>What is told between a change behind the portal's back and its end: others use the database after this test.</summary>
    private async Task<StoreReport> WhileAsync(string begin, string end, ServiceProvider portal)
    {
        await Database.ExecuteAsync(begin);
        try
        {
            return await ReadAsync(portal);
        }
        finally
        {
            await Database.ExecuteAsync(end);
        }
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
