using Microsoft.AspNetCore.Components.Server.Circuits;

namespace AdminPortal.Hosting;

/// <summary>Gives memory back to the system when the last page has gone.</summary>
/// <remarks>
/// The garbage collector keeps what it once needed for many collections more, and a console that nobody uses collects nothing: after a busy hour it would hold on to the
/// memory of two hundred pages all night. The collection stops every thread for a moment, which nobody waits for then.
/// </remarks>
/// <param name="time">The clock.</param>
/// <param name="collect">Collects; the process's own collector where it is left out.</param>
internal sealed class IdleMemory(TimeProvider time, Action? collect = null) : CircuitHandler, IDisposable
{
    /// <summary>How long nobody has to have a page open: a reload closes one and opens the next.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    /// <summary>Fewer pages than these leave nothing worth a collection.</summary>
    public const int Worthwhile = 10;

    private readonly Lock _lock = new();
    private readonly Action _collect = collect ?? (() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));
    private ITimer? _timer;
    private int _open;
    private int _opened;

    /// <inheritdoc/>
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _open++;
            _opened++;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (--_open == 0 && _opened >= Worthwhile)
            {
                _timer ??= time.CreateTimer(_ => GiveBack(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(Rest, Timeout.InfiniteTimeSpan);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private void GiveBack()
    {
        lock (_lock)
        {
            if (_open > 0)
            {
                return;
            }

            _opened = 0;
        }

        _collect();
    }
}
