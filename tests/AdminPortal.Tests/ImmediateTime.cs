using System.Collections.Concurrent;

namespace AdminPortal.Tests;

/// <summary>A clock whose timers ring at once and remember how long they should have waited.</summary>
internal sealed class ImmediateTime : TimeProvider
{
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    /// <summary>Happens during each wait.</summary>
    public Action? Waited { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            Waits.Enqueue(dueTime);
            Waited?.Invoke();
        }

        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
