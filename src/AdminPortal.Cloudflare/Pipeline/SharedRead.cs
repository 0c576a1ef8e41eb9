using System.Diagnostics.CodeAnalysis;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>One read and everybody who waits for its answer. It is cancelled when the last of them has gone.</summary>
/// <typeparam name="T">The answer.</typeparam>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing, and the last to go may cancel after the answer has come.")]
internal sealed class SharedRead<T>(CallIdentity identity)
{
    private readonly Lock _lock = new();
    private readonly List<WaitNotice> _members = [];
    private readonly CancellationTokenSource _abandoned = new();
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CallWait? _wait;
    private bool _isClosed;

    public Task<T> Answer => _answer.Task;

    /// <summary>Null where the read is already given up.</summary>
    public IDisposable? Join()
    {
        Member member = new(this);
        CallWait? wait;
        lock (_lock)
        {
            if (_isClosed)
            {
                return null;
            }

            _members.Add(member.Notice);
            wait = _wait;
        }

        if (CallScope.Current.Priority == CallPriority.Interactive)
        {
            identity.Promote();
        }

        if (wait is not null)
        {
            member.Notice.Tell(wait);
        }

        return member;
    }

    /// <summary>Begins it. It belongs to all members alike, so it is neither awaited nor cancelled by the first.</summary>
    public void Begin(Func<CancellationToken, Task<T>> read, Action ended) => _ = RunAsync(read, ended);

    private async Task RunAsync(Func<CancellationToken, Task<T>> read, Action ended)
    {
        using CallWatch watch = new(Tell);
        CallWatch.Assume(watch);
        CallScope.Assume(identity);
        try
        {
            var answer = await read(_abandoned.Token);
            ended();
            _answer.SetResult(answer);
        }
        catch (Exception problem)
        {
            // To the members, who each know what to make of it; where none is left, nobody asks.
            ended();
            _answer.SetException(problem);
            _ = _answer.Task.Exception;
        }
    }

    private void Tell(CallWait? wait)
    {
        List<WaitNotice> members;
        lock (_lock)
        {
            _wait = wait;
            members = [.. _members];
        }

        members.ForEach(member => member.Tell(wait));
    }

    private void Leave(WaitNotice notice)
    {
        bool isLast;
        lock (_lock)
        {
            _members.Remove(notice);
            isLast = _members.Count == 0;
            _isClosed |= isLast;
        }

        if (isLast && !_answer.Task.IsCompleted)
        {
            _abandoned.Cancel();
        }
    }

    private sealed class Member(SharedRead<T> read) : IDisposable
    {
        public WaitNotice Notice { get; } = new();

        public void Dispose()
        {
            Notice.Dispose();
            read.Leave(Notice);
        }
    }
}
