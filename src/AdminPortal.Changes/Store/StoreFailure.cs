using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Changes.Store;

/// <summary>Tells a store that fails from code that is wrong.</summary>
internal static class StoreFailure
{
    // SQLSTATE class 23, which both drivers' constraint violations come down to: a mistake of ours, not the store's state.
    private const string ConstraintViolation = "23";
    private const int SqliteConstraint = 19;

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
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteConstraint,
        DbException { SqlState: { } state } => state.StartsWith(ConstraintViolation, StringComparison.Ordinal),
        _ => false,
    };
}
