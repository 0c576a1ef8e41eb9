using System.Collections.Concurrent;
using System.Diagnostics;
using AdminPortal.Changes.Store;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Journal;

/// <summary>What was done and could not be written down yet, because the store was not there. Tried again until it is written, in the order in which it came.</summary>
/// <remarks>It lies in memory. Should the process end before the store is back, the intents are still open, and the next start finds out what became of them.</remarks>
internal sealed class PendingOutcomes(Func<PendingOutcome, Task> write, TimeProvider time, ILogger log) : IAsyncDisposable
{
    /// <summary>How many may wait. Every call in flight is one, and no call begins while the store is away.</summary>
    public const int Capacity = 2000;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<PendingOutcome> _waiting = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _lock = new();
    private Task? _writing;

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Ends when nothing waits any more.</summary>
    public Task Settled
    {
        get
        {
            lock (_lock)
            {
                return _writing ?? Task.CompletedTask;
            }
        }
    }

    /// <summary>Keeps an outcome; false where too many wait already.</summary>
    public bool TryKeep(PendingOutcome outcome)
    {
        lock (_lock)
        {
            if (_waiting.Count >= Capacity || _ending.IsCancellationRequested)
            {
                return false;
            }

            _waiting.Enqueue(outcome);
            if (_writing is null or { IsCompleted: true })
            {
                // It belongs to nobody's click: each outcome brings its own.
                using var apart = ExecutionContext.SuppressFlow();
                _writing = Task.Run(WriteAllAsync, CancellationToken.None);
            }

            return true;
        }
    }

    /// <summary>Tries once more, for a short while, and then lets go.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_ending.IsCancellationRequested)
            {
                return;
            }

            _ending.Cancel();
        }

        if (_writing is { } writing)
        {
            await writing;
        }

        await Task.WhenAny(Task.Run(TryAllAsync, CancellationToken.None), Task.Delay(LastPatience, time, CancellationToken.None));
        if (!_waiting.IsEmpty)
        {
            log.LogError("{Count} outcomes could not be written before the end; the next start finds out what became of those changes.", _waiting.Count);
        }
    }

    private async Task WriteAllAsync()
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                await Task.Delay(wait, time, _ending.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (await TryAllAsync())
            {
                lock (_lock)
                {
                    if (_waiting.IsEmpty)
                    {
                        _writing = null;
                        return;
                    }
                }
            }
        }
    }

    private async Task<bool> TryAllAsync()
    {
        while (_waiting.TryPeek(out var next))
        {
            try
            {
                await write(next);
            }
            catch (StoreUnavailableException)
            {
                return false;
            }
            catch (Exception problem)
            {
                // Whatever is wrong with this one must not keep the others from being written.
                log.LogCritical(problem, "The outcome of change {Change} cannot be written. It stays open until the next start.", next.Change);
            }

            _waiting.TryDequeue(out _);
        }

        return true;
    }
}

/// <summary>An outcome that waits.</summary>
/// <param name="Account">The account.</param>
/// <param name="Change">The change.</param>
/// <param name="Outcome">What became of it.</param>
internal sealed record PendingOutcome(string Account, string Change, ChangeOutcome Outcome)
{
    /// <summary>The span under way when it came, to which its writing belongs however late.</summary>
    public ActivityContext Cause { get; } = Activity.Current?.Context ?? default;
}
