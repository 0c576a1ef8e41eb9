using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace AdminPortal.Changes.Store;

/// <summary>One SQLite file, in WAL mode, in the data folder. A commit is on the disk when it returns (<c>synchronous = FULL</c>, the default).</summary>
internal sealed class SqliteEngine(StoreFolder folder) : StoreEngine, IDisposable
{
    // SQLite has one writer. Who finds it busy sleeps in steps of 150 ms, so this process lines its own writers up.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private PooledDbContextFactory<SqlitePortalDbContext>? _contexts;

    public override string Place => folder.File;

    public override string Remedy => "Store:Folder must name a folder that this account may create and write.";

    public override bool IsShared => false;

    public override PortalDbContext NewContext() => (_contexts ??= new(OptionsFor(folder, SqliteOpenMode.ReadWrite))).CreateDbContext();

    public override Task<IAsyncDisposable> GuardUpgradeAsync(CancellationToken cancellationToken)
    {
        folder.Create();
        return folder.LockAsync(cancellationToken);
    }

    public override async Task BeforeUpgradeAsync(CancellationToken cancellationToken)
    {
        // Only an upgrade creates the file: a file that went away later is missed, and no empty one takes its place.
        await using SqlitePortalDbContext creating = new(OptionsFor(folder, SqliteOpenMode.ReadWriteCreate));

        // WAL lets people read while somebody saves; the file remembers it.
        await creating.Database.ExecuteSqlAsync($"PRAGMA journal_mode = 'wal'", cancellationToken);

        // EF Core guards a migration by a row that a killed process leaves behind, and that every later migration would wait for without end.
        // Our own lock is the operating system's, which ends with its process: while we hold it, a row that is there belongs to nobody.
        await creating.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS __EFMigrationsLock", cancellationToken);
    }

    public override Task AfterUpgradeAsync(PortalDbContext context, CancellationToken cancellationToken) => SqliteStatistics.WriteAsync(context, cancellationToken);

    public override async Task<IDisposable?> TakeTurnAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        return new Turn(_turn);
    }

    public override async Task<IDbContextTransaction> BeginSnapshotAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        var connection = (SqliteConnection)context.Database.GetDbConnection();

        // EF Core's own transactions take the write lock at once.
        return (await context.Database.UseTransactionAsync(connection.BeginTransaction(IsolationLevel.Serializable, deferred: true), cancellationToken))!;
    }

    public override async Task AskAsync(CancellationToken cancellationToken)
    {
        // A pooled connection would go on answering for a file that is gone.
        await using SqliteConnection connection = new($"{folder.ConnectionString(SqliteOpenMode.ReadWrite)};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master";
        await command.ExecuteScalarAsync(cancellationToken);
    }

    public override Task<long> SizeAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        // What was committed last is still in the log beside the file.
        FileInfo[] files = [new(folder.File), new($"{folder.File}-wal")];
        return Task.FromResult(files.Where(file => file.Exists).Sum(file => file.Length));
    }

    public override string Strings(string parameter) => $"SELECT value FROM json_each(@{parameter})";

    public override DbConnection NewConnection() => new SqliteConnection(folder.ConnectionString(SqliteOpenMode.ReadWrite));

    public override DbConnection? OpenExisting(string table)
    {
        if (!File.Exists(folder.File))
        {
            return null;
        }

        SqliteConnection connection = new(folder.ConnectionString(SqliteOpenMode.ReadWrite));
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $table";
            command.Parameters.AddWithValue("$table", table);
            if (command.ExecuteScalar() is not null)
            {
                return connection;
            }
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        connection.Dispose();
        return null;
    }

    public void Dispose() => _turn.Dispose();

    private static DbContextOptions<SqlitePortalDbContext> OptionsFor(StoreFolder folder, SqliteOpenMode mode) =>
        new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite(folder.ConnectionString(mode)).Options;

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
