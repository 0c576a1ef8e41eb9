using AdminPortal.Changes.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.Changes.Store;

public sealed class PortalStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordedLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_OnAnEmptyFolder_BringsTheTablesOfTheModel()
    {
        using var store = Store();

        await using var context = await store.OpenAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await context.DataProtectionKeys.ToListAsync(TestContext.Current.CancellationToken));
        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Equal("wal", await Scalar("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Prepare_OnAnEmptyFolder_KeepsTheFolderForItsOwner()
    {
        using var store = Store();

        await store.PrepareAsync(TestContext.Current.CancellationToken);

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(_folder.Data.Folder) == Owner);
    }

    [Fact]
    public async Task Prepare_ByManyAtOnce_UpgradesOnce()
    {
        using var store = Store();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => store.PrepareAsync(TestContext.Current.CancellationToken))));

        Assert.Single(_log.Lines, line => line.Text.Contains("was upgraded"));
    }

    [Fact]
    public async Task Prepare_ByManyProcessesAtOnce_UpgradesOnce()
    {
        // Stores of their own share nothing but the folder, as processes do.
        var stores = Enumerable.Range(0, 8).Select(_ => Store()).ToList();

        await Task.WhenAll(stores.Select(store => Task.Run(() => store.PrepareAsync(TestContext.Current.CancellationToken))));

        Assert.Single(_log.Lines, line => line.Text.Contains("was upgraded"));
        stores.ForEach(store => store.Dispose());
    }

    [Fact]
    public async Task Prepare_AfterAnUpgradeWasKilled_DoesNotWaitForIt()
    {
        _folder.Data.Create();
        await Scalar("CREATE TABLE __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT); INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01'); SELECT 1");
        using var store = Store();

        await store.PrepareAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.True(await store.IsReachableAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Prepare_WhereTheFolderCannotBe_SaysWhichFileAndWhichSetting()
    {
        using var store = StoreUnderAFile();

        var problem = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PrepareAsync(TestContext.Current.CancellationToken));

        Assert.Contains(Path.Combine(_folder.Path, "file", "data", "portal.db"), problem.Message);
        Assert.Contains("Store:Folder", problem.Message);
        Assert.Contains(_log.Lines, line => line.Level == LogLevel.Error);
    }

    [Fact]
    public async Task Reachable_WhereTheFolderCannotBe_IsFalseUntilItCan()
    {
        using var store = StoreUnderAFile();
        Assert.False(await store.IsReachableAsync(TestContext.Current.CancellationToken));

        File.Delete(Path.Combine(_folder.Path, "file"));

        Assert.True(await store.IsReachableAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Reachable_WhereTheFileIsNoDatabase_IsFalse()
    {
        _folder.Data.Create();
        await File.WriteAllTextAsync(_folder.Data.File, new string('x', 4096), TestContext.Current.CancellationToken);
        using var store = Store();

        Assert.False(await store.IsReachableAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Reachable_AfterTheFileWentAway_IsFalse()
    {
        using var store = Store();
        Assert.True(await store.IsReachableAsync(TestContext.Current.CancellationToken));

        File.Delete(_folder.Data.File);

        Assert.False(await store.IsReachableAsync(TestContext.Current.CancellationToken));
    }

    private PortalStore Store() => new(_folder.Data, _log);

    private PortalStore StoreUnderAFile()
    {
        var file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "");
        return new(new(Path.Combine(file, "data")), _log);
    }

    private async Task<object?> Scalar(string sql)
    {
        await using SqliteConnection connection = new(_folder.Data.ConnectionString(SqliteOpenMode.ReadWriteCreate));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
