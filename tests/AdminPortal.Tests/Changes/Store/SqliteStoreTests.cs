using AdminPortal.Changes.Store;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.Changes.Store;

public sealed class SqliteStoreTests : PortalStoreTests
{
    private StoreFolder Folder => ((SqliteTestStore)Database).Folder;

    private protected override Task<TestStore> NewDatabaseAsync() => Task.FromResult<TestStore>(new SqliteTestStore());

    [Fact]
    public async Task Prepare_OnAnEmptyFolder_MakesAFileThatPeopleReadWhileSomebodyWrites()
    {
        using var store = Database.NewStore();

        await store.PrepareAsync(Ending);

        Assert.Equal("wal", await Database.ScalarAsync("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Prepare_OnAnEmptyFolder_KeepsTheFolderForItsOwner()
    {
        using var store = Database.NewStore();

        await store.PrepareAsync(Ending);

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Folder.Folder) == Owner);
    }

    [Fact]
    public async Task Prepare_AfterAnUpgradeWasKilled_DoesNotWaitForIt()
    {
        await Database.ExecuteAsync("CREATE TABLE __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT); INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01')");
        using var store = Database.NewStore();

        await store.PrepareAsync(Ending).WaitAsync(TimeSpan.FromSeconds(30), Ending);

        Assert.True(await store.IsReachableAsync(Ending));
    }

    [Fact]
    public async Task Prepare_WhereTheFolderCannotBe_SaysWhichFileAndWhichSetting()
    {
        await File.WriteAllTextAsync(Folder.Folder, "a file where the folder belongs", Ending);
        using var store = Database.NewStore();

        var problem = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PrepareAsync(Ending));

        Assert.Contains(Folder.File, problem.Message);
        Assert.Contains("Store:Folder", problem.Message);
        Assert.Contains(Database.Log.Lines, line => line.Level == LogLevel.Error);
    }

    [Fact]
    public async Task Reachable_WhereTheFolderCannotBe_IsFalseUntilItCan()
    {
        await File.WriteAllTextAsync(Folder.Folder, "a file where the folder belongs", Ending);
        using var store = Database.NewStore();
        Assert.False(await store.IsReachableAsync(Ending));

        File.Delete(Folder.Folder);

        Assert.True(await store.IsReachableAsync(Ending));
    }

    [Fact]
    public async Task Reachable_WhereTheFileIsNoDatabase_IsFalse()
    {
        Folder.Create();
        await File.WriteAllTextAsync(Folder.File, new string('x', 4096), Ending);
        using var store = Database.NewStore();

        Assert.False(await store.IsReachableAsync(Ending));
    }

    [Fact]
    public async Task Store_AfterItsFileWentAway_FailsAndMakesNoEmptyOne()
    {
        using var store = Database.NewStore();
        Assert.True(await store.IsReachableAsync(Ending));
        ((SqliteTestStore)Database).ClearPools();

        File.Delete(Folder.File);

        Assert.False(await store.IsReachableAsync(Ending));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AddKeyAsync(store, "key-1"));
        Assert.False(File.Exists(Folder.File));
    }
}
