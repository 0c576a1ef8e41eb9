using System.Data.Common;
using AdminPortal.Changes.Signals;
using AdminPortal.Changes.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Access;

/// <summary>The read-only switch in the store.</summary>
internal sealed class StoredReadOnlySwitch : IReadOnlySwitch, IDisposable
{
    private readonly PortalStore _store;
    private readonly ISignals _signals;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lock _lock = new();
    private readonly Followers<bool> _changed;
    private readonly IDisposable[] _elsewhere;
    private volatile ReadOnlyPeriod? _lastKnown;

    public StoredReadOnlySwitch(PortalStore store, ISignals signals, TimeProvider time, ILogger<StoredReadOnlySwitch> log)
    {
        (_store, _signals, _time, _log, _changed) = (store, signals, time, log, new(log));
        _elsewhere = [signals.Follow(SignalTopics.ReadOnly, _ => Refresh()), signals.FollowGaps(Refresh)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var following in _elsewhere)
        {
            following.Dispose();
        }
    }

    /// <inheritdoc/>
    public ReadOnlyPeriod? LastKnown => InForce(_lastKnown);

    /// <inheritdoc/>
    public async Task<ReadOnlyPeriod?> ReadAsync(CancellationToken cancellationToken)
    {
        // Three times in every save.
        Know(await _store.ReadPlainlyAsync(FindAsync, cancellationToken));
        return LastKnown;
    }

    /// <inheritdoc/>
    public async Task BeginAsync(ReadOnlyPeriod period, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        await _store.WriteAsync(
            async (context, token) =>
            {
                await StoredConsoleJournal.LockAsync(context, token);
                await context.ReadOnly.ExecuteDeleteAsync(token);
                context.ReadOnly.Add(new()
                {
                    Id = ReadOnlyRow.Only, By = period.By, Reason = period.Reason, Since = StoredTime.Write(period.Since), Until = StoredTime.Write(period.Until),
                });
                ConsoleEvent began = new(ConsoleEventKind.ReadOnlyBegan, period.By)
                {
                    Reason = period.Reason,
                    Note = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Until {period.Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC."),
                };
                await StoredConsoleJournal.AppendAsync(context, [began], _time.GetUtcNow(), token);
                return await context.SaveChangesAsync(token);
            },
            cancellationToken);
        Know(period);
        _signals.Send(SignalTopics.ReadOnly, "");
    }

    /// <inheritdoc/>
    public async Task EndAsync(string by, CancellationToken cancellationToken)
    {
        await _store.WriteAsync(
            async (context, token) =>
            {
                if (await context.ReadOnly.ExecuteDeleteAsync(token) > 0)
                {
                    await StoredConsoleJournal.AppendAsync(context, [new(ConsoleEventKind.ReadOnlyEnded, by)], _time.GetUtcNow(), token);
                }

                return await context.SaveChangesAsync(token);
            },
            cancellationToken);
        Know(null);
        _signals.Send(SignalTopics.ReadOnly, "");
    }

    /// <inheritdoc/>
    public IDisposable Follow(Action changed) => _changed.Add(_ => changed());

    private static async Task<ReadOnlyPeriod?> FindAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.Ask("""SELECT "By", "Reason", "Since", "Until" FROM "ReadOnly" """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetString(0), reader.GetString(1), StoredTime.Read(reader.GetInt64(2)), StoredTime.Read(reader.GetInt64(3)))
            : null;
    }

    private void Refresh() => _ = RefreshAsync();

    private async Task RefreshAsync()
    {
        try
        {
            await ReadAsync(CancellationToken.None);
        }
        catch (StoreUnavailableException problem)
        {
            // Every write asks the store itself; only what pages show stays as it was.
            _log.LogWarning("Whether the console is read-only cannot be asked: {Problem}", problem.Message);
        }
    }

    private ReadOnlyPeriod? InForce(ReadOnlyPeriod? period) => period is not null && period.Until > _time.GetUtcNow() ? period : null;

    private void Know(ReadOnlyPeriod? period)
    {
        bool isNews;
        lock (_lock)
        {
            isNews = InForce(period) != LastKnown;
            _lastKnown = period;
        }

        if (isNews)
        {
            _changed.Tell(true);
        }
    }
}
