using AdminPortal.Changes.Store;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Changes.Access;

/// <summary>The read-only switch in the store.</summary>
internal sealed class StoredReadOnlySwitch(PortalStore store, TimeProvider time) : IReadOnlySwitch
{
    private readonly Lock _lock = new();
    private Action? _changed;
    private volatile ReadOnlyPeriod? _lastKnown;

    /// <inheritdoc/>
    public ReadOnlyPeriod? LastKnown => InForce(_lastKnown);

    /// <inheritdoc/>
    public async Task<ReadOnlyPeriod?> ReadAsync(CancellationToken cancellationToken)
    {
        var row = await store.ReadAsync((context, token) => context.ReadOnly.AsNoTracking().SingleOrDefaultAsync(token), cancellationToken);
        Know(row is null ? null : new(row.By, row.Reason, StoredTime.Read(row.Since), StoredTime.Read(row.Until)));
        return LastKnown;
    }

    /// <inheritdoc/>
    public async Task BeginAsync(ReadOnlyPeriod period, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        await store.WriteAsync(
            async (context, token) =>
            {
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
                await StoredConsoleJournal.AppendAsync(context, [began], time.GetUtcNow(), token);
                return await context.SaveChangesAsync(token);
            },
            cancellationToken);
        Know(period);
    }

    /// <inheritdoc/>
    public async Task EndAsync(string by, CancellationToken cancellationToken)
    {
        await store.WriteAsync(
            async (context, token) =>
            {
                if (await context.ReadOnly.ExecuteDeleteAsync(token) > 0)
                {
                    await StoredConsoleJournal.AppendAsync(context, [new(ConsoleEventKind.ReadOnlyEnded, by)], time.GetUtcNow(), token);
                }

                return await context.SaveChangesAsync(token);
            },
            cancellationToken);
        Know(null);
    }

    /// <inheritdoc/>
    public IDisposable Follow(Action changed)
    {
        lock (_lock)
        {
            _changed += changed;
        }

        return new Following(() =>
        {
            lock (_lock)
            {
                _changed -= changed;
            }
        });
    }

    private ReadOnlyPeriod? InForce(ReadOnlyPeriod? period) => period is not null && period.Until > time.GetUtcNow() ? period : null;

    private void Know(ReadOnlyPeriod? period)
    {
        Action? changed;
        lock (_lock)
        {
            changed = InForce(period) == LastKnown ? null : _changed;
            _lastKnown = period;
        }

        changed?.Invoke();
    }
}
