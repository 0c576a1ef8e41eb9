using AdminPortal.Tests.Changes.Store;

namespace AdminPortal.Tests.Changes.Killed;

/// <summary>
/// A process is killed while four people save. Whatever the moment: each write that the API saw has one entry with what was before and after, none
/// happened twice, nothing stays open, the chain is intact and every draft is there. The benchmark <c>kill</c> does the same a hundred times.
/// </summary>
public abstract class KilledPortalTests : StoreTests
{
    private const int Kills = 5;

    [Fact]
    public async Task Kill_WhileFourPeopleSave_LeavesOneEntryForEachWrite()
    {
        await using var api = await RecordedApi.StartAsync();
        KillRun run = new(api, Database.Settings, Setting);

        var wrong = await run.RunAsync(Kills, Random.Shared);

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        TestContext.Current.SendDiagnosticMessage(string.Join(',', run.Writes) + string.Join(',', run.Outcomes));
        Assert.NotEmpty(run.Writes);
    }

    private protected abstract IReadOnlyDictionary<string, string> Setting { get; }
}

public sealed class SqliteKilledPortalTests : KilledPortalTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();

    private protected override IReadOnlyDictionary<string, string> Setting =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["Store__Folder"] = ((SqliteTestStore)Database).Folder.Folder };
}

public sealed class PostgresKilledPortalTests(SharedPostgres postgres) : KilledPortalTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewStoreAsync();

    private protected override IReadOnlyDictionary<string, string> Setting =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["Store__ConnectionString"] = Database.Settings.ConnectionString! };
}
