namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>Whose turn comes first when the rate limit is short.</summary>
public enum CallPriority
{
    /// <summary>Somebody waits for it.</summary>
    Interactive,

    /// <summary>Nobody does: it goes after all interactive calls, and not at all while little is left of the quota.</summary>
    Background,
}

/// <summary>Says for whom the calls of a flow are made, and how urgent they are. Without one they are interactive and unnamed.</summary>
public sealed class CallScope : IDisposable
{
    private static readonly AsyncLocal<CallIdentity?> Flow = new();

    private readonly CallIdentity? _outer = Flow.Value;

    private CallScope(CallIdentity identity) => Flow.Value = identity;

    /// <summary>Who makes the calls of this flow.</summary>
    internal static CallIdentity Current => Flow.Value ?? new("", CallPriority.Interactive);

    /// <summary>Everything that is called from here until the scope is disposed of.</summary>
    /// <param name="caller">Who makes the calls, as the gauge shows it to everybody: a person's name as they signed in, or a piece of the console. No log and no trace carries it.</param>
    /// <param name="priority">How urgent it is.</param>
    public static CallScope Begin(string caller, CallPriority priority = CallPriority.Interactive) => new(new(caller, priority));

    /// <inheritdoc/>
    public void Dispose() => Flow.Value = _outer;

    /// <summary>The rest of the current asynchronous method, and what it calls.</summary>
    internal static void Assume(CallIdentity identity) => Flow.Value = identity;
}

/// <summary>Who makes a call. Its priority can only rise: when somebody joins a call that until then nobody waited for.</summary>
internal sealed class CallIdentity(string caller, CallPriority priority)
{
    private volatile bool _isInteractive = priority == CallPriority.Interactive;
    private volatile Action? _promoted;

    public string Caller => caller;

    public CallPriority Priority => _isInteractive ? CallPriority.Interactive : CallPriority.Background;

    /// <summary>A copy whose priority rises on its own.</summary>
    public CallIdentity Copy() => new(caller, Priority);

    public void Promote()
    {
        _isInteractive = true;
        Interlocked.MemoryBarrier();
        _promoted?.Invoke();
    }

    /// <summary>To be called before <see cref="Priority"/> is read, so that no promotion falls in between.</summary>
    public void OnPromoted(Action promoted)
    {
        _promoted = promoted;
        Interlocked.MemoryBarrier();
    }
}
