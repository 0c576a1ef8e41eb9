using AdminPortal.Tests.Changes.Store;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace AdminPortal.Tests.Changes.Store;

/// <summary>The server that the tests share, each with a database of its own. It starts with the first test that wants it.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(() => PostgresServer.StartNewAsync());

    internal async Task<TestStore> NewStoreAsync() => await PostgresTestStore.NewAsync(await _server.Value);

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}
