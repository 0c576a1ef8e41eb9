using System.Data.Common;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AdminPortal.Changes.Writes;

/// <summary>The locks of all instances that share a PostgreSQL database: those of this process first, then advisory locks, which end with the connection whatever ends it.</summary>
/// <remarks>
/// While the database cannot be reached the process's own locks are all there is. No intent can be journaled then, so nothing is sent; should the
/// database come back in between, the comparison with the live copy still keeps one from writing over another.
/// </remarks>
internal sealed class PostgresResourceLocks(ResourceLocks own, string connectionString, ILogger<PostgresResourceLocks> log) : IResourceLocks
{
    // A pool of their own: who waits for a resource must not use up the connections that others need to end what they hold.
    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "AdminPortal locks", Timeout = 5 }.ConnectionString;

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> HoldAsync(string account, string kind, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.ToList();
        var held = await own.HoldAsync(account, kind, wanted, cancellationToken);
        if (wanted.Count == 0)
        {
            return held;
        }

        try
        {
            return new Held(await LockAsync([.. ResourceLocks.Names(account, kind, wanted)], cancellationToken), held);
        }
        catch (Exception problem) when (problem is DbException or IOException or TimeoutException)
        {
            log.LogWarning("Other instances cannot be kept from {Count} resources: {Problem}", wanted.Count, problem.Message);
            return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    private async Task<NpgsqlConnection> LockAsync(string[] names, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = new(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);

            // One after another in the order of their names, as everybody takes them; a wait has no end but the caller's.
            await using NpgsqlCommand command = new("SELECT pg_advisory_lock(hashtextextended(name, 0)) FROM unnest($1) WITH ORDINALITY AS wanted(name, place) ORDER BY place", connection)
            {
                CommandTimeout = 0,
                Parameters = { new() { Value = names } },
            };
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            // Taken or not: an unpooled end releases everything.
            await EndAsync(connection);
            throw;
        }
    }

    /// <summary>Gives back what is held, and the connection; one that is broken has given it back already.</summary>
    private static async Task EndAsync(NpgsqlConnection connection)
    {
        try
        {
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await using NpgsqlCommand command = new("SELECT pg_advisory_unlock_all()", connection);
                await command.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
        catch (Exception problem) when (problem is DbException or IOException or TimeoutException)
        {
            NpgsqlConnection.ClearPool(connection);
        }
        finally
        {
            await connection.DisposeAsync();
        }
    }

    private sealed class Held(NpgsqlConnection connection, IAsyncDisposable own) : IAsyncDisposable
    {
        private int _ended;

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                await EndAsync(connection);
                await own.DisposeAsync();
            }
        }
    }
}
