using AdminPortal.Changes.Store;
using Npgsql;

namespace AdminPortal.Changes.Budget;

/// <summary>The calls that count, in the database, by the database's clock: no clock of an instance is compared with another's.</summary>
internal sealed class BudgetTable
{
    /// <summary>A call takes no longer: one whose end was never told, because its instance ended, has ended by then.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(60);

    private const int LockSeed = 1;

    private readonly PortalStore _store;
    private readonly string _connectionString;

    public BudgetTable(PortalStore store, string connectionString)
    {
        (_store, _connectionString) = (store, new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "AdminPortal budget", Timeout = 5, CommandTimeout = 5 }.ConnectionString);
    }

    /// <summary>Counts as many calls as there is room for, all instances in turn.</summary>
    /// <param name="credential">The credential.</param>
    /// <param name="wanted">How many at most.</param>
    /// <param name="allowed">How many may count at once.</param>
    /// <param name="window">How long a call counts after its end.</param>
    /// <returns>The ids of those that were counted; where there are none, also in how long there may be room.</returns>
    public async Task<(IReadOnlyList<long?> Ids, TimeSpan OpensIn)> TakeAsync(string credential, int wanted, long allowed, TimeSpan window)
    {
        await _store.PrepareAsync(CancellationToken.None);
        await using NpgsqlConnection connection = new(_connectionString);
        await connection.OpenAsync();

        // One transaction, and each statement with a view of its own: the count sees what others have counted while this one waited for the lock.
        await using NpgsqlBatch batch = new(connection);
        batch.BatchCommands.Add(new("SELECT pg_advisory_xact_lock(hashtextextended($1, $2))") { Parameters = { new() { Value = credential }, new() { Value = (long)LockSeed } } });
        batch.BatchCommands.Add(new($"""
            DELETE FROM "BudgetCalls" WHERE "Credential" = $1 AND coalesce("EndedAt", "TakenAt" + $2) + $3 <= {PostgresEngine.Now}
            """)
        { Parameters = { new() { Value = credential }, new() { Value = Microseconds(LongestCall) }, new() { Value = Microseconds(Memory(window)) } } });
        batch.BatchCommands.Add(new($"""
            INSERT INTO "BudgetCalls" ("Credential", "TakenAt")
            SELECT $1, {PostgresEngine.Now} FROM generate_series(1, least($2, $3 - (SELECT count(*) FROM "BudgetCalls" WHERE "Credential" = $1)))
            RETURNING "Id"
            """)
        { Parameters = { new() { Value = credential }, new() { Value = (long)wanted }, new() { Value = allowed } } });
        batch.BatchCommands.Add(new($"""
            SELECT coalesce(min("EndedAt") + $2 - {PostgresEngine.Now}, $3) FROM "BudgetCalls" WHERE "Credential" = $1
            """)
        { Parameters = { new() { Value = credential }, new() { Value = Microseconds(Memory(window)) }, new() { Value = Microseconds(TimeSpan.FromMilliseconds(100)) } } });
        return await ReadAsync(batch);
    }

    /// <summary>Tells that calls have ended.</summary>
    public async Task EndAsync(IReadOnlyCollection<long> ids)
    {
        await using NpgsqlConnection connection = new(_connectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new($"""UPDATE "BudgetCalls" SET "EndedAt" = {PostgresEngine.Now} WHERE "Id" = ANY($1) AND "EndedAt" IS NULL""", connection)
        {
            Parameters = { new() { Value = ids.ToArray() } },
        };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<(IReadOnlyList<long?> Ids, TimeSpan OpensIn)> ReadAsync(NpgsqlBatch batch)
    {
        List<long?> ids = [];
        await using var reader = await batch.ExecuteReaderAsync();

        // The lock gives a row, the deletion none and no result.
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetInt64(0));
        }

        await reader.NextResultAsync();
        await reader.ReadAsync();
        return (ids, TimeSpan.FromMicroseconds(reader.GetInt64(0)));
    }

    /// <summary>A little longer than the window, for clocks that do not run alike.</summary>
    private static TimeSpan Memory(TimeSpan window) => window + (window / 100);

    private static long Microseconds(TimeSpan time) => (long)time.TotalMicroseconds;
}
