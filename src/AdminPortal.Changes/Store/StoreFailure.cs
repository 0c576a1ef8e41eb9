using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Changes.Store;

/// <summary>Tells a store that fails from code that is wrong.</summary>
internal static class StoreFailure
{
    // A broken constraint (class 23) or a value that cannot be (class 22) is a mistake of ours, and does not mend itself by waiting.
    private static readonly string[] Mistakes = ["22", "23"];

    // The same in SQLite: TOOBIG, CONSTRAINT, MISMATCH.
    private static readonly int[] SqliteMistakes = [18, 19, 20];

    /// <summary>The failure inside what EF Core wrapped around it, or null where the store is not at fault.</summary>
    public static Exception? In(Exception problem)
    {
        for (var inner = problem; inner is not null; inner = inner.InnerException)
        {
            // A driver reports a cancelled statement as the cause of a cancellation.
            if (inner is StoreUnavailableException or OperationCanceledException)
            {
                return null;
            }

            if (inner is DbException or IOException or UnauthorizedAccessException or TimeoutException)
            {
                return IsOurMistake(inner) ? null : inner;
            }
        }

        return null;
    }

    /// <summary>Whether the same may work when it is done again at once: nothing was kept of the first attempt.</summary>
    public static bool IsTransient(Exception failure) => failure is DbException { IsTransient: true };

    private static bool IsOurMistake(Exception failure) => failure switch
    {
        SqliteException sqlite => SqliteMistakes.Contains(sqlite.SqliteErrorCode),
        DbException { SqlState: { } state } => Mistakes.Any(mistake => state.StartsWith(mistake, StringComparison.Ordinal)),
        _ => false,
    };
}
