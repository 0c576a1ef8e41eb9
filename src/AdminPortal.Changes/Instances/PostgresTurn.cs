using System.Data.Common;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AdminPortal.Changes.Instances;

/// <summary>The turn as an advisory lock: it ends with the connection, whatever ends that, and another instance has it seconds later.</summary>
internal sealed class PostgresTurn : IBackgroundTurn
{
    // Any number, as long as every instance uses the same and nothing else in the database does.
    private const long TurnLock = 4_702_111_234_474_983_746;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly string _connectionString;
    private readonly TimeProvider _time;
    private readonly ILogger<PostgresTurn> _log;

    public PostgresTurn(string connectionString, TimeProvider time, ILogger<PostgresTurn> log)
    {
        // Not from the pool: the lock has to end with the connection.
        _connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 5, CommandTimeout = 5, ApplicationName = "AdminPortal background" }.ConnectionString;
        (_time, _log) = (time, log);
    }

    /// <inheritdoc/>
    public bool IsShared => true;

    /// <inheritdoc/>
    public async Task<IHeldTurn> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            NpgsqlConnection connection = new(_connectionString);
            try
            {
                await connection.OpenAsync(cancellationToken);
                if (await TryTakeAsync(connection, cancellationToken))
                {
                    return new Held(connection);
                }
            }
            catch (Exception problem) when (problem is DbException or IOException or TimeoutException)
            {
                _log.LogWarning("Whose turn it is to work in the background cannot be asked: {Problem}", problem.Message);
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }

            await connection.DisposeAsync();
            await Task.Delay(Pause, _time, cancellationToken);
        }
    }

    /// <summary>Asks instead of waiting in the database, where a wait would not notice a server that is gone.</summary>
    private static async Task<bool> TryTakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new("SELECT pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = TurnLock } } };
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private sealed class Held(NpgsqlConnection connection) : IHeldTurn
    {
        public async Task<bool> IsHeldAsync(CancellationToken cancellationToken)
        {
            try
            {
                await using NpgsqlCommand command = new("SELECT 1", connection);
                await command.ExecuteNonQueryAsync(cancellationToken);
                return true;
            }
            catch (Exception problem) when (problem is DbException or IOException or TimeoutException or InvalidOperationException)
            {
                // The lock went with the connection.
                return false;
            }
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
