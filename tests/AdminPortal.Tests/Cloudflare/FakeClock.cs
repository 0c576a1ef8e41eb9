using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Tests.Cloudflare;

/// <summary>A clock that stands until a test moves it; timers ring while it moves, in order, on the thread that moves it.</summary>
/// <param name="hurries">Whether it moves by itself to whatever is waited for, except to the end of an attempt's time.</param>
internal sealed class FakeClock(bool hurries = false) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Time since the start.</summary>
    public TimeSpan Now
    {
        get
        {
            lock (_lock)
            {
                return _now;
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => Start + Now;

    public override long GetTimestamp() => Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Alarm alarm = new(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Advance(TimeSpan time)
    {
        var end = Now + time;
        while (RingNext(alarm => alarm.At <= end))
        {
        }

        lock (_lock)
        {
            _now = end > _now ? end : _now;
        }
    }

    /// <summary>Moves to the next timer that is no attempt's end; false where there is none.</summary>
    public bool AdvanceToNext() => RingNext(alarm => alarm.Wait != Transport.Timeout);

    /// <summary>Moves from timer to timer until the work is done.</summary>
    public async Task<T> RunAsync<T>(Task<T> work, Func<bool>? mayMove = null)
    {
        while (!work.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if ((mayMove is not null && !mayMove()) || !AdvanceToNext())
            {
                await Task.Yield();
            }
        }

        return await work;
    }

    private bool RingNext(Func<Alarm, bool> which)
    {
        Alarm? next;
        lock (_lock)
        {
            next = _alarms.Where(which).MinBy(alarm => alarm.At);
            if (next is null)
            {
                return false;
            }

            _alarms.Remove(next);
            _now = next.At > _now ? next.At : _now;
        }

        next.Ring();
        return true;
    }

    private sealed class Alarm(FakeClock clock, Action ring) : ITimer
    {
        public TimeSpan At { get; private set; }

        public TimeSpan Wait { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Assert.Equal(Timeout.InfiniteTimeSpan, period);
            lock (clock._lock)
            {
                clock._alarms.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                (At, Wait) = (clock._now + dueTime, dueTime);
                clock._alarms.Add(this);
            }

            if (clock.Hurries)
            {
                ThreadPool.QueueUserWorkItem(_ => clock.AdvanceToNext());
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private bool Hurries => hurries;
}
