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
        ClearPools();
        _folder.Delete(recursive: true);
    }

    /// <summary>Closes the connections to this folder's file that wait to be used again. Those of other tests, which run at the same time, stay.</summary>
    public void ClearPools()
    {
        foreach (var mode in Enum.GetValues<SqliteOpenMode>())
        {
            using SqliteConnection pooled = new(Data.ConnectionString(mode));
            SqliteConnection.ClearPool(pooled);
        }
    }
}
