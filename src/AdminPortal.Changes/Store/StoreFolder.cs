using Microsoft.Data.Sqlite;

namespace AdminPortal.Changes.Store;

/// <summary>The folder that holds the portal's data.</summary>
/// <param name="path">An absolute path, or one relative to the working directory.</param>
public sealed class StoreFolder(string path)
{
    private const int LockAttempts = 600;
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(50);

    /// <summary>The folder's absolute path.</summary>
    public string Folder { get; } = Path.GetFullPath(path);

    /// <summary>How long to wait for another program that has locked the file, such as a backup, before a person is told.</summary>
    internal int BusySeconds { get; init; } = 5;

    /// <summary>The database's absolute path.</summary>
    public string File => Path.Combine(Folder, "portal.db");

    internal string ConnectionString(SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = File, Mode = mode, DefaultTimeout = BusySeconds }.ToString();

    /// <summary>Creates the folder where it is missing, readable by its owner alone: it will hold the keys that sign people in.</summary>
    internal void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder);
        }
        else
        {
            Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Takes the folder for one process, or gives null where another one has it.</summary>
    /// <exception cref="IOException">The lock file cannot be opened for another reason; so <see cref="UnauthorizedAccessException"/>.</exception>
    internal FileStream? TryHold()
    {
        var file = Path.Combine(Folder, "instance.lock");
        try
        {
            return new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem) when (IsLockedByAnother(problem))
        {
            return null;
        }
    }

    /// <summary>Keeps other processes from upgrading the store until it is disposed of or this process ends, whatever ends it.</summary>
    /// <exception cref="IOException">Another process has not let go for half a minute.</exception>
    internal async Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(Folder, "upgrade.lock");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < LockAttempts && System.IO.File.Exists(file))
            {
                await Task.Delay(LockRetry, cancellationToken);
            }
        }
    }

    /// <summary>What a file that another process holds gives: EWOULDBLOCK on Linux (11) and macOS (35), a sharing violation on Windows.</summary>
    private static bool IsLockedByAnother(IOException problem) => (problem.HResult & 0xFFFF) is 11 or 35 or 32;
}
