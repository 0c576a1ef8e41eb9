using System.Data.Common;
using AdminPortal.Changes.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Store;

/// <summary>The portal's database: a SQLite file under the data folder, or PostgreSQL.</summary>
/// <remarks>
/// Nothing is opened, and nothing of EF Core is loaded, before somebody first asks for the store: the first page must not wait for it. Whoever
/// asks first brings the tables up to date, everybody else waits for that one attempt. A failed attempt is reported to those who waited for it
/// and tried anew for whoever asks next.
/// </remarks>
public sealed class PortalStore : IDisposable
{
    private readonly SemaphoreSlim _preparing = new(1, 1);
    private readonly ILogger<PortalStore> _log;
    private readonly ChangesMeter? _meter;
    private volatile bool _prepared;

    /// <param name="engine">The database.</param>
    /// <param name="log">Where failures are told.</param>
    /// <param name="isPrepared">Whether the tables are to be taken as they are.</param>
    /// <param name="meter">Where its uses are measured, if anywhere.</param>
    internal PortalStore(StoreEngine engine, ILogger<PortalStore> log, bool isPrepared = false, ChangesMeter? meter = null)
    {
        Engine = engine;
        _log = log;
        _meter = meter;
        _prepared = isPrepared;
    }

    internal StoreEngine Engine { get; }

    /// <summary>The kind of database, in OpenTelemetry's word for it.</summary>
    internal string SystemName => Engine.IsShared ? "postgresql" : "sqlite";

    /// <summary>Creates what is missing, for its owner alone, and brings the tables up to date; done once for all callers.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be used; the next call tries again.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_prepared)
        {
            return;
        }

        await _preparing.WaitAsync(cancellationToken);
        try
        {
            if (!_prepared)
            {
                await UpgradeAsync(cancellationToken);
                _prepared = true;
            }
        }
        finally
        {
            _preparing.Release();
        }
    }

    /// <summary>Whether the store answers now; creates and upgrades it where that was not done yet.</summary>
    public async Task<bool> IsReachableAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
            await Engine.AskAsync(cancellationToken);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
        catch (Exception problem) when (StoreFailure.In(problem) is not null)
        {
            _meter?.StoreFailed(SystemName, problem);
            _log.LogError(problem, "The store at {Place} does not answer.", Engine.Place);
            return false;
        }
    }

    /// <summary>Whether there is a store with this table in it; creates nothing.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    internal bool Has(string table)
    {
        try
        {
            using var connection = Engine.OpenExisting(table);
            return connection is not null;
        }
        catch (DbException problem)
        {
            throw new StoreUnavailableException(Engine, problem, mayHaveLanded: false);
        }
    }

    /// <summary>Reads, each statement for itself.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be prepared, or failed.</exception>
    internal Task<T> ReadAsync<T>(Func<PortalDbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        UseAsync("read", async (context, _) => await work(context, cancellationToken), cancellationToken);

    /// <summary>Reads with plain SQL, which pays nothing for EF Core's model: for what is asked all the time.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be prepared, or failed.</exception>
    internal async Task<T> ReadPlainlyAsync<T>(Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        return await ConnectAsync(read, cancellationToken);
    }

    /// <summary>The same for what the first answer needs, which must not wait until the tables are up to date (ADR 9).</summary>
    /// <returns>What was read, or the type's default where there is no such table yet.</returns>
    /// <exception cref="StoreUnavailableException">The store failed.</exception>
    internal async Task<T?> ReadPlainlyAtOnceAsync<T>(string table, Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        _prepared || Has(table) ? await ConnectAsync(read, cancellationToken) : default;

    /// <summary>Reads as of one moment, and keeps nobody from writing meanwhile.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be prepared, or failed.</exception>
    internal Task<T> ReadSnapshotAsync<T>(Func<PortalDbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        UseAsync(
            "read",
            async (context, _) =>
            {
                await using var moment = await Engine.BeginSnapshotAsync(context, cancellationToken);
                return await work(context, cancellationToken);
            },
            cancellationToken);

    /// <summary>Writes in one transaction: all of it, or nothing. It may be run a second time, where the connection turns out to be a dead one.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be prepared, or failed.</exception>
    internal Task<T> WriteAsync<T>(Func<PortalDbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        UseAsync(
            "write",
            async (context, attempt) =>
            {
                using var turn = await Engine.TakeTurnAsync(cancellationToken);
                await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
                var result = await work(context, cancellationToken);

                // From here on nobody can tell whether it was written, and a cancelled commit would be one more way not to know.
                attempt.MayHaveLanded = true;
                await transaction.CommitAsync(CancellationToken.None);
                return result;
            },
            cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _preparing.Dispose();
        (Engine as IDisposable)?.Dispose();
    }

    private Task<T> ConnectAsync<T>(Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken) => TryTwiceAsync(
        "read",
        async _ =>
        {
            await using var connection = Engine.NewConnection();
            await connection.OpenAsync(cancellationToken);
            return await read(connection, cancellationToken);
        });

    private async Task<T> UseAsync<T>(string operation, Func<PortalDbContext, Attempt, Task<T>> work, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        return await TryTwiceAsync(operation, async attempt =>
        {
            await using var context = Engine.NewContext();
            return await work(context, attempt);
        });
    }

    private async Task<T> TryTwiceAsync<T>(string operation, Func<Attempt, Task<T>> work)
    {
        for (var number = 1; ; number++)
        {
            Attempt attempt = new();
            var begun = _meter?.Now ?? 0;
            try
            {
                var result = await work(attempt);
                _meter?.StoreUsed(SystemName, operation, begun, problem: null);
                return result;
            }
            catch (Exception problem) when (number == 1 && !attempt.MayHaveLanded && StoreFailure.In(problem) is { } failure && StoreFailure.IsTransient(failure))
            {
                // After a restart of the server, the first use of a pooled connection finds it dead, and the driver then empties its pool.
                _meter?.StoreUsed(SystemName, operation, begun, failure);
                _log.LogWarning(failure, "The store at {Place} failed, and is asked once more.", Engine.Place);
            }
            catch (Exception problem) when (StoreFailure.In(problem) is { } failure)
            {
                _meter?.StoreUsed(SystemName, operation, begun, failure);
                _meter?.StoreFailed(SystemName, failure);
                _log.LogError(problem, "The store at {Place} failed.", Engine.Place);
                throw new StoreUnavailableException(Engine, failure, attempt.MayHaveLanded);
            }
        }
    }

    private async Task UpgradeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var guard = await Engine.GuardUpgradeAsync(cancellationToken);
            await using var context = Engine.NewContext();
            await MigrateAsync(context, cancellationToken);
        }
        catch (Exception problem) when (StoreFailure.In(problem) is { } failure)
        {
            _meter?.StoreFailed(SystemName, failure);
            _log.LogError(problem, "The store at {Place} cannot be prepared.", Engine.Place);
            throw new StoreUnavailableException(Engine, failure, mayHaveLanded: false);
        }
    }

    private async Task MigrateAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count == 0)
        {
            return;
        }

        await Engine.BeforeUpgradeAsync(cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
        await Engine.AfterUpgradeAsync(context, cancellationToken);
        _log.LogInformation("The store at {Place} was upgraded: {Migrations}.", Engine.Place, string.Join(", ", pending));
    }

    private sealed class Attempt
    {
        public bool MayHaveLanded { get; set; }
    }
}
