namespace AdminPortal.Cloudflare.Pipeline.Budget;

/// <summary>Knows whether one more call stays within every limit, and when it will. Not thread-safe: its gate is.</summary>
/// <param name="perSecond">Calls let through within any second.</param>
internal sealed class RateMeter(int perSecond)
{
    /// <summary>The documented limit, until an answer tells another (reference 1.7).</summary>
    public const long DefaultQuota = 1200;

    /// <summary>The documented window, and for how long a 429 blocks that does not say.</summary>
    public static readonly TimeSpan DefaultWindow = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Calls in flight while it is not known what is left: at the start, and when a told window has ended. Others may use the same
    /// credential, so the first answers of a window come before the crowd.
    /// </summary>
    private const int Scouts = 16;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Queue<TimeSpan> _lastSecond = new();
    private readonly OwnCalls _own = new();
    private readonly ToldBudget _told = new();
    private TimeSpan _othersUntil;

    public long Quota { get; private set; } = DefaultQuota;

    public TimeSpan Window { get; private set; } = DefaultWindow;

    public TimeSpan BlockedUntil { get; private set; }

    public int InFlight => _own.InFlight;

    public IReadOnlyList<CallerUse> Uses => _own.Uses;

    /// <summary>How long an ended call counts: a little longer than the window, for clocks that do not run alike.</summary>
    private TimeSpan Memory => Window + (Window < 100 * Second ? Window / 100 : Second);

    private long OwnLeft => Quota - _own.InFlight - _own.Ended;

    /// <summary>What others use between two answers is not known, so where there are others a little is left to them.</summary>
    private long ToldLeft(TimeSpan now) => _told.Left(_own.InFlight) - (now < _othersUntil ? Math.Max(1, Quota / 50) : 0);

    public long Remaining(TimeSpan now)
    {
        Forget(now);
        return now < BlockedUntil ? 0 : Math.Max(0, _told.IsFresh(now) ? Math.Min(OwnLeft, ToldLeft(now)) : OwnLeft);
    }

    /// <summary>When all of the quota is there again if nothing more is called; null where it is there.</summary>
    public TimeSpan? FullAt(TimeSpan now)
    {
        Forget(now);
        var own = _own.InFlight > 0 ? now + Memory : _own.Ended > 0 ? _own.EndOf(_own.Ended - 1) + Memory : now;
        var full = Later(Later(own, BlockedUntil), _told.IsFresh(now) && ToldLeft(now) < Quota ? _told.EndsBefore : now);
        return full > now ? full : null;
    }

    public bool Allows(CallPriority priority, TimeSpan now)
    {
        Forget(now);
        var floor = Floor(priority);
        return now >= BlockedUntil
            && _lastSecond.Count < perSecond
            && OwnLeft > floor
            && (!_told.IsFresh(now) || ToldLeft(now) > floor)
            && _own.InFlight < MostInFlight(now);
    }

    public void Start(string caller, TimeSpan now)
    {
        _own.Start(caller);
        _lastSecond.Enqueue(now);
    }

    public void End(RateTicket ticket, RateAnswer? answer, TimeSpan now)
    {
        _own.End(ticket.Caller.Caller, now);
        if (answer is null)
        {
            _told.HearNothing();
            return;
        }

        Quota = answer.Budget?.Quota is > 0 and var quota ? quota : Quota;
        Window = answer.Budget?.Window is { } window && window > TimeSpan.Zero ? window : Window;
        _told.Hear(ticket.GrantedAt, now, answer.Budget, Window);
        if (_told.IsFresh(now) && _told.SeesOthers(Quota, Window, _own))
        {
            // Where others were in this window they will be in the next one too.
            _othersUntil = now + (2 * Window);
        }

        if (answer.BlockedFor is { } wait)
        {
            BlockedUntil = Later(BlockedUntil, now + wait);
            _told.Void();
        }
    }

    /// <summary>When the next call of that priority may be let through; null where that hangs on a call in flight.</summary>
    public TimeSpan? OpensAt(CallPriority priority, TimeSpan now)
    {
        if (now < BlockedUntil)
        {
            return BlockedUntil;
        }

        if (_own.InFlight >= MostInFlight(now))
        {
            return null;
        }

        var floor = Floor(priority);
        var opens = _lastSecond.Count < perSecond ? now : _lastSecond.Peek() + Second;
        opens = _told.IsFresh(now) && ToldLeft(now) <= floor ? Later(opens, _told.EndsBefore) : opens;
        var lacking = floor + 1 - OwnLeft;
        return lacking <= 0 ? opens : lacking <= _own.Ended ? Later(opens, _own.EndOf((int)lacking - 1) + Memory) : null;
    }

    /// <summary>An estimate for a call that has <paramref name="ahead"/> others before it.</summary>
    public TimeSpan Estimate(CallPriority priority, int ahead, TimeSpan now)
    {
        var needed = Floor(priority) + 1 + ahead;
        var opens = Later(now, BlockedUntil) + (Second * (ahead / perSecond));
        opens = _told.IsFresh(now) && ToldLeft(now) < needed ? Later(opens, _told.EndsBefore) : opens;
        if (needed <= OwnLeft)
        {
            return opens;
        }

        var (windows, index) = Math.DivRem(needed - OwnLeft - 1, Quota);
        var first = index < _own.Ended ? _own.EndOf((int)index) : now;
        return Later(opens, first + (Memory * (windows + 1)));
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>What background calls leave to interactive ones.</summary>
    private long Floor(CallPriority priority) => priority == CallPriority.Background ? Quota / 10 : 0;

    private long MostInFlight(TimeSpan now) => _told.Speaks switch
    {
        null => Scouts,
        true when !_told.IsFresh(now) => Math.Max(Scouts, Quota / 10),
        _ => long.MaxValue,
    };

    private void Forget(TimeSpan now)
    {
        _own.Forget(now - Memory);
        while (_lastSecond.TryPeek(out var oldest) && oldest <= now - Second)
        {
            _lastSecond.Dequeue();
        }
    }
}
