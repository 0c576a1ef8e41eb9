using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Store;

/// <summary>The portal's database: one SQLite file, in WAL mode, under the data folder.</summary>
/// <remarks>
/// Nothing is opened, and nothing of EF Core is loaded, before somebody first asks for the store: the first page must not wait for it. Whoever
/// asks first creates the folder and brings the tables up to date, everybody else waits for that one attempt. A failed attempt is reported to
/// those who waited for it and tried anew for whoever asks next.
/// </remarks>
public sealed class PortalStore(StoreFolder folder, ILogger<PortalStore> log) : IDisposable
{
    private readonly SemaphoreSlim _preparing = new(1, 1);
    private volatile bool _prepared;

    /// <summary>Creates the folder, for its owner alone, and brings the tables up to date; done once for all callers.</summary>
    /// <exception cref="StoreUnavailableException">The folder or the file cannot be used; the next call tries again.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_prepared)
        {
            return;
        }

        await _preparing.WaitAsync(cancellationToken);
        try
        {
            if (!_prepared)
            {
                await UpgradeAsync(cancellationToken);
                _prepared = true;
            }
        }
        finally
        {
            _preparing.Release();
        }
    }

    /// <summary>Whether the store answers now; creates and upgrades it where that was not done yet.</summary>
    public async Task<bool> IsReachableAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);

            // A pooled connection would go on answering for a file that is gone.
            await using SqliteConnection connection = new($"{folder.ConnectionString(SqliteOpenMode.ReadWrite)};Pooling=False");
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM sqlite_master";
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
        catch (DbException problem)
        {
            log.LogError(problem, "The store at {File} does not answer.", folder.File);
            return false;
        }
    }

    /// <summary>A context over tables that exist; the caller disposes of it.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be prepared.</exception>
    internal async Task<PortalDbContext> OpenAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        return NewContext();
    }

    /// <summary>Does some work with the tables.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be prepared, or failed while it worked.</exception>
    internal async Task<T> UseAsync<T>(Func<PortalDbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await OpenAsync(cancellationToken);
            return await work(context, cancellationToken);
        }
        catch (DbException problem)
        {
            log.LogError(problem, "The store at {File} failed.", folder.File);
            throw new StoreUnavailableException(folder.File, problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _preparing.Dispose();

    private PortalDbContext NewContext() =>
        new(new DbContextOptionsBuilder<PortalDbContext>().UseSqlite(folder.ConnectionString(SqliteOpenMode.ReadWriteCreate)).Options);

    private async Task UpgradeAsync(CancellationToken cancellationToken)
    {
        try
        {
            folder.Create();
            using var upgrade = await folder.LockAsync(cancellationToken);
            await using var context = NewContext();
            await MigrateAsync(context, cancellationToken);
        }
        catch (Exception problem) when (problem is DbException or IOException or UnauthorizedAccessException)
        {
            log.LogError(problem, "The store at {File} cannot be prepared.", folder.File);
            throw new StoreUnavailableException(folder.File, problem);
        }
    }

    private async Task MigrateAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count == 0)
        {
            return;
        }

        // WAL lets people read while somebody saves; the file remembers it.
        await context.Database.ExecuteSqlAsync($"PRAGMA journal_mode = 'wal'", cancellationToken);

        // EF Core guards a migration by a row that a killed process leaves behind, and that every later migration would wait for without end.
        // Our own lock is the operating system's, which ends with its process: while we hold it, a row that is there belongs to nobody.
        await context.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS __EFMigrationsLock", cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
        log.LogInformation("The store at {File} was upgraded: {Migrations}.", folder.File, string.Join(", ", pending));
    }
}
