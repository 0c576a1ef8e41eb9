using AdminPortal.Changes.Store;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Tests.Changes.Store;

/// <summary>A folder that a test may fill; it goes when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adminportal-store-");

    public string Path => _folder.FullName;

    public StoreFolder Data => new(System.IO.Path.Combine(Path, "data")) { BusySeconds = 1 };

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
