using System.Data.Common;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Pipeline;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Budget;

/// <summary>The calls of one credential in this instance that wait for room. One of them asks the database for all.</summary>
internal sealed class CredentialQueue(string credential, BudgetTable table, TimeProvider time, ILogger log)
{
    private const int MostAtOnce = 50;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>How long nobody waits again for a database that was away: reads go on without it.</summary>
    private static readonly TimeSpan AwayPause = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiting> _interactive = [];
    private readonly LinkedList<Waiting> _background = [];
    private List<long> _ended = [];
    private DateTimeOffset _uncountedUntil;
    private bool _isAsking;
    private bool _isTelling;

    public async Task<IDisposable> TakeAsync(BudgetLimit limit, CallPriority priority, CancellationToken cancellationToken)
    {
        Waiting waiting = new(limit);
        lock (_lock)
        {
            (priority == CallPriority.Interactive ? _interactive : _background).AddLast(waiting);
            if (!_isAsking)
            {
                _isAsking = true;
                _ = Task.Run(AskAsync, CancellationToken.None);
            }
        }

        try
        {
            return await waiting.Turn.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            GiveUp(waiting);
            throw;
        }
    }

    private static bool IsAway(Exception problem) => problem is DbException or IOException or TimeoutException or StoreUnavailableException;

    private async Task AskAsync()
    {
        while (Wanted() is { } wanted)
        {
            if (time.GetUtcNow() < _uncountedUntil)
            {
                Give([.. Enumerable.Repeat<long?>(null, wanted.Count)]);
                continue;
            }

            try
            {
                var (ids, opensIn) = await table.TakeAsync(credential, wanted.Count, wanted.Allowed, wanted.Limit.Window);
                Give(ids);
                if (ids.Count == 0)
                {
                    await Task.Delay(opensIn < ShortestPause ? ShortestPause : opensIn > LongestPause ? LongestPause : opensIn, time);
                }
            }
            catch (Exception problem) when (IsAway(problem))
            {
                log.LogWarning("The calls of all instances cannot be counted for now: {Problem}", problem.Message);
                _uncountedUntil = time.GetUtcNow() + AwayPause;
                Give([.. Enumerable.Repeat<long?>(null, wanted.Count)]);
            }
        }
    }

    /// <summary>What to ask for, or nothing, and then nobody asks any more.</summary>
    private (int Count, long Allowed, BudgetLimit Limit)? Wanted()
    {
        lock (_lock)
        {
            var queue = _interactive.Count > 0 ? _interactive : _background;
            if (queue.First is not { Value.Limit: var limit })
            {
                _isAsking = false;
                return null;
            }

            // What background calls leave to interactive ones.
            var floor = queue == _background ? limit.Quota / 10 : 0;
            return (Math.Min(queue.Count, MostAtOnce), Math.Max(1, limit.Quota - floor), limit);
        }
    }

    private void Give(IReadOnlyList<long?> ids)
    {
        List<long> left = [];
        lock (_lock)
        {
            foreach (var id in ids)
            {
                var queue = _interactive.Count > 0 ? _interactive : _background;
                if (queue.First is { Value: var next })
                {
                    queue.RemoveFirst();
                    next.Turn.SetResult(new Counted(this, id));
                }
                else if (id is { } unused)
                {
                    left.Add(unused);
                }
            }
        }

        left.ForEach(End);
    }

    private void GiveUp(Waiting waiting)
    {
        lock (_lock)
        {
            if (!_interactive.Remove(waiting) && !_background.Remove(waiting))
            {
                // Its turn came at the same moment: nobody makes the call.
                _ = waiting.Turn.Task.ContinueWith(turn => turn.Result.Dispose(), TaskScheduler.Default);
            }
        }
    }

    private void End(long id)
    {
        lock (_lock)
        {
            _ended.Add(id);
            if (!_isTelling)
            {
                _isTelling = true;
                _ = Task.Run(TellAsync, CancellationToken.None);
            }
        }
    }

    private async Task TellAsync()
    {
        while (true)
        {
            List<long> ended;
            lock (_lock)
            {
                if (_ended.Count == 0)
                {
                    _isTelling = false;
                    return;
                }

                (ended, _ended) = (_ended, []);
            }

            try
            {
                await table.EndAsync(ended);
            }
            catch (Exception problem) when (IsAway(problem))
            {
                // They count a little longer: until the longest call would have ended.
                log.LogWarning("The end of {Count} calls could not be told to the other instances: {Problem}", ended.Count, problem.Message);
            }
        }
    }

    private sealed record Waiting(BudgetLimit Limit)
    {
        public TaskCompletionSource<IDisposable> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A call that counts; without an id, one that the database could not be told of.</summary>
    private sealed class Counted(CredentialQueue queue, long? id) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (id is { } counted && Interlocked.Exchange(ref _ended, 1) == 0)
            {
                queue.End(counted);
            }
        }
    }
}
