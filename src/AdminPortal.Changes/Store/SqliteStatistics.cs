using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Changes.Store;

/// <summary>Tells SQLite what a full list of changes looks like, so that it takes the index with the most of a filter in it.</summary>
/// <remarks>
/// SQLite counts rows only when it is told to, and knows nothing of an empty table: for a kind and a range of time it would go through all kinds. Its
/// documentation names this way of fixing the plans once and for all (https://www.sqlite.org/optoverview.html#manual_control_of_query_plans_using_sqlite_stat_tables).
/// The numbers are those of a million changes in two accounts; what counts is their order. PostgreSQL counts by itself.
/// </remarks>
internal static class SqliteStatistics
{
    // Rows in all, then rows that share the first column, the first two, and so on. Every index ends with the time and the change's id.
    private static readonly (string Columns, string Counts)[] Indexes =
    [
        ("Account", "1000000 500000 2 1"),
        ("Account_ActorKey", "1000000 500000 10000 2 1"),
        ("Account_Kind", "1000000 500000 125000 2 1"),
        ("Account_Outcome", "1000000 500000 100000 2 1"),
        ("Account_ActorKey_Kind", "1000000 500000 10000 2500 2 1"),
        ("Account_ActorKey_Outcome", "1000000 500000 10000 2000 2 1"),
        ("Account_Kind_Outcome", "1000000 500000 125000 25000 2 1"),
        ("Account_ActorKey_Kind_Outcome", "1000000 500000 10000 2500 500 2 1"),
        ("Account_ResourceId", "1000000 500000 20 2 1"),
    ];

    public static async Task WriteAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        // Counting any table makes the one of statistics, and the last line makes SQLite read it.
        await context.Database.ExecuteSqlAsync($"""ANALYZE "Heads" """, cancellationToken);
        await context.Database.ExecuteSqlAsync($"DELETE FROM sqlite_stat1 WHERE tbl = 'Changes'", cancellationToken);
        foreach (var (columns, counts) in Indexes)
        {
            await context.Database.ExecuteSqlAsync($"INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('Changes', {$"IX_Changes_{columns}_At_Id"}, {counts})", cancellationToken);
        }

        await context.Database.ExecuteSqlAsync($"ANALYZE sqlite_schema", cancellationToken);
    }
}
