namespace AdminPortal.Tests.Changes.Journal;

/// <summary>A clock that stands until a test moves it. Whoever waits for it waits for ever, or, where it rings, no time at all.</summary>
internal sealed class SteppingClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero).UtcTicks;

    /// <summary>Whether waiting ends at once.</summary>
    public volatile bool Rings;

    /// <summary>What happens while somebody waits.</summary>
    public Action? Meanwhile { get; set; }

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Meanwhile?.Invoke();
        return System.CreateTimer(callback, state, Rings && dueTime != Timeout.InfiniteTimeSpan ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, period);
    }
}
