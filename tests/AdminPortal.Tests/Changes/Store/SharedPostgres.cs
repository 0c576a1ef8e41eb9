using System.Collections.Concurrent;
using AdminPortal.Changes.Store;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace AdminPortal.Tests.Changes.Store;

/// <summary>The server that the tests share. It starts with the first test that wants it, and each test has a database to itself.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(() => PostgresServer.StartNewAsync());
    private readonly ConcurrentBag<string> _cleared = [];

    /// <summary>A database without tables.</summary>
    internal async Task<TestStore> NewDatabaseAsync()
    {
        var server = await _server.Value;
        return new PostgresTestStore(server, await server.NewDatabaseAsync());
    }

    /// <summary>A database with the portal's tables and nothing in them. A new one takes a third of a second, so one that another test has left is cleared.</summary>
    internal async Task<TestStore> NewStoreAsync()
    {
        var server = await _server.Value;
        if (!_cleared.TryTake(out var database))
        {
            database = await server.NewDatabaseAsync();
            using PortalStore store = new(StoreSettings.AtServer(database).Engine(), NullLogger<PortalStore>.Instance);
            await store.PrepareAsync(TestContext.Current.CancellationToken);
        }

        return new PostgresTestStore(server, database, ended: async left =>
        {
            await left.ExecuteAsync(
                """
                DO $$ BEGIN EXECUTE (SELECT 'TRUNCATE ' || string_agg(format('%I', tablename), ', ') || ' RESTART IDENTITY'
                    FROM pg_tables WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory'); END $$
                """);
            _cleared.Add(database);
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}
