using System.Data.Common;
using AdminPortal.Changes.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AdminPortal.Tests.Changes.Store;

/// <summary>An empty store of one engine, and a way past the portal into it.</summary>
internal abstract class TestStore : IAsyncDisposable
{
    public abstract StoreSettings Settings { get; }

    /// <summary>What the stores of this test told the log.</summary>
    public RecordedLog Log { get; } = new();

    /// <summary>Stores share nothing but the database, as processes do.</summary>
    public PortalStore NewStore() => new(Settings.Engine(), Log);

    /// <summary>The services of one portal process.</summary>
    public ServiceProvider NewPortal(Action<IServiceCollection>? more = null)
    {
        ServiceCollection services = [];
        services.AddSingleton<ILogger<PortalStore>>(Log).AddLogging();
        more?.Invoke(services);
        return services.AddPortalStore(Settings).BuildServiceProvider();
    }

    public abstract DbConnection NewConnection();

    /// <summary>Runs SQL behind the portal's back.</summary>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = NewConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = NewConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    public abstract ValueTask DisposeAsync();
}

internal sealed class SqliteTestStore : TestStore
{
    private static readonly Lazy<Task<byte[]>> FileWithTables = new(MakeFileAsync);

    private readonly TemporaryFolder _folder = new();

    public StoreFolder Folder => _folder.Data;

    public override StoreSettings Settings => StoreSettings.InFolder(_folder.Data);

    /// <inheritdoc cref="TemporaryFolder.ClearPools"/>
    public void ClearPools() => _folder.ClearPools();

    /// <summary>A file with the portal's tables and nothing in them; made once and copied.</summary>
    public static async Task<TestStore> NewWithTablesAsync()
    {
        SqliteTestStore store = new();
        store.Folder.Create();
        await File.WriteAllBytesAsync(store.Folder.File, await FileWithTables.Value);
        return store;
    }

    public override DbConnection NewConnection()
    {
        _folder.Data.Create();
        return new SqliteConnection($"{_folder.Data.ConnectionString(SqliteOpenMode.ReadWriteCreate)};Pooling=False");
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<byte[]> MakeFileAsync()
    {
        await using SqliteTestStore made = new();
        using (var store = made.NewStore())
        {
            await store.PrepareAsync(CancellationToken.None);
        }

        await made.ScalarAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        return await File.ReadAllBytesAsync(made.Folder.File);
    }
}

/// <param name="server">The server.</param>
/// <param name="connectionString">The database.</param>
/// <param name="ended">What becomes of the database when the test ends; where it is not said, it is removed.</param>
internal sealed class PostgresTestStore(PostgresServer server, string connectionString, Func<TestStore, Task>? ended = null) : TestStore
{
    public override StoreSettings Settings => StoreSettings.AtServer(connectionString);

    /// <summary>The server, to be stopped by a test that has it to itself.</summary>
    public PostgresServer Server => server;

    /// <summary>A database on a server of one's own.</summary>
    public static async Task<PostgresTestStore> NewAloneAsync()
    {
        var server = await PostgresServer.StartNewAsync();
        return new(server, await server.NewDatabaseAsync(), ended: async _ => await server.DisposeAsync());
    }

    public override DbConnection NewConnection() => new NpgsqlConnection($"{connectionString};Pooling=false");

    public override async ValueTask DisposeAsync() => await (ended is null ? server.DropDatabaseAsync(connectionString) : ended(this));
}
