namespace AdminPortal.Changes.Store;

/// <summary>This process's hold on the store: a SQLite file serves one instance, PostgreSQL any number.</summary>
/// <remarks>The hold is a lock of the operating system. It ends when it is disposed of or when the process ends, whatever ends it; no file has to be cleared away.</remarks>
public sealed class StoreHold : IDisposable
{
    private readonly FileStream? _lock;

    private StoreHold(FileStream? @lock) => _lock = @lock;

    /// <summary>Takes the store for this process. Opens nothing of it.</summary>
    /// <returns>The hold, or why there is none, in words for whoever starts the process.</returns>
    public static (StoreHold? Hold, string? Refusal) Take(StoreSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Folder is not { } folder)
        {
            return (new(@lock: null), null);
        }

        try
        {
            folder.Create();
            return folder.TryHold() is { } taken
                ? (new(taken), null)
                : (null, $"Another instance of AdminPortal works on the store in {folder.Folder}. A SQLite file serves one instance; "
                    + "end the other one, give this one a Store:Folder of its own, or let both share PostgreSQL (Store:ConnectionString).");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (null, $"The store in {folder.Folder} cannot be used: {problem.Message} Store:Folder must name a folder that this account may create and write.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();
}
