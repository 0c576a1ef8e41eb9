namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>Why a call waits before it goes on.</summary>
public enum CallWaitReason
{
    /// <summary>A read failed and is tried again.</summary>
    Retry,

    /// <summary>The API asked for this wait (<c>Retry-After</c>).</summary>
    RetryAfter,

    /// <summary>The call would go beyond the rate limit.</summary>
    Budget,

    /// <summary>The API blocks all calls of the credential (429).</summary>
    Blocked,
}

/// <summary>A call that waits.</summary>
/// <param name="Reason">Why.</param>
/// <param name="GoesOnAt">When it goes on as far as is known now; it may be told anew while the call waits.</param>
public sealed record CallWait(CallWaitReason Reason, DateTimeOffset GoesOnAt);

/// <summary>
/// Tells whoever started calls that one of them waits, and until when. It covers the flow that it is started in until it is disposed of;
/// an inner one takes the place of an outer one. A wait ends at once when the call's token is cancelled.
/// </summary>
public sealed class CallWatch : IDisposable
{
    private static readonly AsyncLocal<CallWatch?> Flow = new();

    private readonly Lock _lock = new();
    private readonly Dictionary<WaitNotice, CallWait> _waits = [];
    private readonly Action<CallWait?> _tell;
    private readonly CallWatch? _outer = Flow.Value;
    private CallWait? _told;
    private bool _over;

    internal CallWatch(Action<CallWait?> tell) => _tell = tell;

    internal static CallWatch? Current => Flow.Value;

    /// <summary>Watches the calls that are made from here until the watch is disposed of.</summary>
    /// <param name="tell">
    /// Gets the wait, the last to end if several calls wait, and null when all go on. It runs on any thread, one at a time, and must
    /// neither block nor throw: a component passes on to <c>InvokeAsync</c>.
    /// </param>
    public static CallWatch Start(Action<CallWait?> tell)
    {
        ArgumentNullException.ThrowIfNull(tell);
        CallWatch watch = new(tell);
        Flow.Value = watch;
        return watch;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _over = true;
        }

        Flow.Value = _outer;
    }

    /// <summary>The rest of the current asynchronous method, and what it calls.</summary>
    internal static void Assume(CallWatch watch) => Flow.Value = watch;

    internal void Set(WaitNotice notice, CallWait? wait)
    {
        lock (_lock)
        {
            if (wait is null)
            {
                _waits.Remove(notice);
            }
            else
            {
                _waits[notice] = wait;
            }

            var last = _waits.Values.MaxBy(one => one.GoesOnAt);
            if (!_over && last != _told)
            {
                _told = last;
                _tell(last);
            }
        }
    }
}

/// <summary>One call's waits, told to the watch of the flow that it was made in.</summary>
internal sealed class WaitNotice : IDisposable
{
    private readonly CallWatch? _watch = CallWatch.Current;
    private readonly Lock _lock = new();
    private bool _over;

    public void Tell(CallWait? wait)
    {
        lock (_lock)
        {
            if (!_over)
            {
                _watch?.Set(this, wait);
            }
        }
    }

    /// <summary>The call goes on; nothing that is told late counts any more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _over = true;
            _watch?.Set(this, null);
        }
    }
}
