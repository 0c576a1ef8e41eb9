using AdminPortal.Changes;
using AdminPortal.Changes.Store;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Pipeline;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Benchmarks;

/// <summary>The console's operations with a journal in a SQLite file of their own.</summary>
internal sealed class OperationsOnAStore : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adminportal-benchmark-");
    private readonly ServiceProvider _services;

    public OperationsOnAStore(ICloudflareAccounts accounts) => _services = new ServiceCollection()
        .AddLogging()
        .AddPortalStore(_folder.FullName)
        .AddSingleton(accounts)
        .AddPortalOperations()
        .BuildServiceProvider();

    public ResourceUpdates Updates => _services.GetRequiredService<ResourceUpdates>();

    public void Dispose()
    {
        _services.DisposeAsync().AsTask().GetAwaiter().GetResult();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
