namespace AdminPortal.Changes.Writes;

/// <summary>How many writes of this instance have begun and have no outcome yet, so that the instance can be stopped between two of them.</summary>
public sealed class WritesUnderWay(TimeProvider time)
{
    /// <summary>What somebody reads whose write is not begun any more.</summary>
    public const string StopWords = "This instance of the console is being stopped. The page connects to another one in a moment; save again then.";

    /// <summary>A creation in two steps has a moment without a write between them.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private readonly Lock _lock = new();
    private TaskCompletionSource _none = Ended();
    private int _count;
    private volatile bool _isClosed;

    /// <summary>Why no operation may begin; null while it may.</summary>
    public string? Refusal => _isClosed ? StopWords : null;

    /// <summary>Counts a write until the result is disposed of, for the first time.</summary>
    public IDisposable Begin()
    {
        lock (_lock)
        {
            if (_count++ == 0)
            {
                _none = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        return new Following(End);
    }

    /// <summary>Lets no operation begin any more, and waits until those that have begun are at their end.</summary>
    /// <param name="longest">How long at most.</param>
    /// <returns>How many are still under way.</returns>
    public async Task<int> CloseAsync(TimeSpan longest)
    {
        _isClosed = true;
        using CancellationTokenSource late = new(longest, time);
        try
        {
            while (true)
            {
                await Now().WaitAsync(late.Token);
                await Task.Delay(Quiet, time, late.Token);
                if (Now().IsCompleted)
                {
                    return 0;
                }
            }
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    private static TaskCompletionSource Ended()
    {
        TaskCompletionSource ended = new();
        ended.SetResult();
        return ended;
    }

    private Task Now()
    {
        lock (_lock)
        {
            return _none.Task;
        }
    }

    private void End()
    {
        lock (_lock)
        {
            if (--_count == 0)
            {
                _none.SetResult();
            }
        }
    }
}
