using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace AdminPortal.Changes.Store;

/// <summary>A PostgreSQL database, which several instances may share.</summary>
internal sealed class PostgresEngine : StoreEngine
{
    /// <summary>The database's clock, in SQL; see <see cref="StoredTime"/>.</summary>
    public const string Now = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

    // Any number, as long as every instance uses the same and nothing else in the database does.
    private const long UpgradeLock = 4_702_111_234_474_983_745;

    // A person waits for the store: better to be told within seconds than to wait a quarter of a minute for a connection.
    private const int ConnectSeconds = 5;
    private const int CommandSeconds = 15;

    private readonly string _connectionString;
    private PooledDbContextFactory<PostgresPortalDbContext>? _contexts;

    public PostgresEngine(string connectionString)
    {
        NpgsqlConnectionStringBuilder builder = new(connectionString);
        builder.Timeout = builder.ShouldSerialize("Timeout") ? builder.Timeout : ConnectSeconds;
        builder.CommandTimeout = builder.ShouldSerialize("Command Timeout") ? builder.CommandTimeout : CommandSeconds;
        builder.ApplicationName ??= "AdminPortal";
        _connectionString = builder.ConnectionString;
        Place = $"{builder.Host}:{builder.Port}/{builder.Database ?? builder.Username}";
    }

    public override string Place { get; }

    public override string Remedy => "Store:ConnectionString must name a PostgreSQL database that is up, and a user who may create tables in it.";

    public override bool IsShared => true;

    public override PortalDbContext NewContext() =>
        (_contexts ??= new(new DbContextOptionsBuilder<PostgresPortalDbContext>().UseNpgsql(_connectionString).Options)).CreateDbContext();

    public override async Task<IAsyncDisposable> GuardUpgradeAsync(CancellationToken cancellationToken)
    {
        // The lock is the session's: it ends with the connection, whatever ends that. A pooled one would live on.
        NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using NpgsqlCommand command = new("SELECT pg_advisory_lock(@lock)", connection) { CommandTimeout = 60 };
            command.Parameters.AddWithValue("lock", UpgradeLock);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override Task BeforeUpgradeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task AfterUpgradeAsync(PortalDbContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task<IDisposable?> TakeTurnAsync(CancellationToken cancellationToken) => Task.FromResult<IDisposable?>(null);

    public override Task<IDbContextTransaction> BeginSnapshotAsync(PortalDbContext context, CancellationToken cancellationToken) =>
        context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    public override async Task AskAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = new(_connectionString);
        await connection.OpenAsync(cancellationToken);
        await using NpgsqlCommand command = new("SELECT 1", connection);
        await command.ExecuteScalarAsync(cancellationToken);
    }

    public override Task<long> SizeAsync(PortalDbContext context, CancellationToken cancellationToken) =>
        context.Database.SqlQuery<long>($"""SELECT pg_database_size(current_database()) AS "Value" """).SingleAsync(cancellationToken);

    public override string Strings(string parameter) => $"SELECT json_array_elements_text(@{parameter}::json)";

    public override DbConnection NewConnection() => new NpgsqlConnection(_connectionString);

    public override DbConnection? OpenExisting(string table)
    {
        NpgsqlConnection connection = new(_connectionString);
        try
        {
            connection.Open();
            using NpgsqlCommand command = new("SELECT to_regclass(quote_ident(@table)) IS NOT NULL", connection);
            command.Parameters.AddWithValue("table", table);
            if (command.ExecuteScalar() is true)
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
}
