using Microsoft.Extensions.Logging;

namespace AdminPortal.Cloudflare.Pipeline.Budget;

/// <summary>The gate of one process: interactive calls before background ones, each kind in the order of its arrival.</summary>
internal sealed class RateGate : IRateGate
{
    /// <summary>Documented is 200 for each IP address; answers and calls take different times on the way, so some room is left.</summary>
    public const int PerSecond = 180;

    /// <summary>For an API that does not count calls by the second.</summary>
    public const int NoLimit = int.MaxValue;

    /// <summary>Nobody waits longer; a call that would have to is refused at once.</summary>
    public static readonly TimeSpan LongestBlock = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;
    private static readonly TimeSpan BetweenNews = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly LinkedList<RateTicket> _interactive = [];
    private readonly LinkedList<RateTicket> _background = [];
    private readonly RateMeter _meter;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly long _started;
    private readonly ITimer _turns;
    private readonly ITimer _news;
    private bool _newsPending;

    public RateGate(TimeProvider clock, ILogger logger, int perSecond = PerSecond)
    {
        (_clock, _logger, _meter, _started) = (clock, logger, new(perSecond), clock.GetTimestamp());
        _turns = clock.CreateTimer(_ => OnTurn(), null, Never, Never);
        _news = clock.CreateTimer(_ => OnNews(), null, Never, Never);
    }

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public RateBudgetState State
    {
        get
        {
            lock (_lock)
            {
                var now = Now;
                return new(
                    _meter.Remaining(now),
                    _meter.Quota,
                    _meter.Window,
                    _meter.FullAt(now) is { } full ? Moment(full, now) : null,
                    _meter.InFlight,
                    _interactive.Count,
                    _background.Count,
                    _meter.BlockedUntil > now ? Moment(_meter.BlockedUntil, now) : null,
                    _meter.Uses);
            }
        }
    }

    /// <inheritdoc/>
    public (long Quota, TimeSpan Window) Limit
    {
        get
        {
            lock (_lock)
            {
                return (_meter.Quota, _meter.Window);
            }
        }
    }

    /// <summary>The gate's own time line, which nobody can set back.</summary>
    private TimeSpan Now => _clock.GetElapsedTime(_started);

    /// <inheritdoc/>
    public RateTicket Ask(CallIdentity caller, Action<CallWait> waits)
    {
        RateTicket ticket = new(caller, waits, Cancel, Complete);
        CallWait wait;
        lock (_lock)
        {
            var now = Now;
            caller.OnPromoted(() => Promote(ticket));
            var queue = caller.Priority == CallPriority.Interactive ? _interactive : _background;
            queue.AddLast(ticket);
            Proceed(now);
            if (ticket.Turn.IsCompleted)
            {
                return ticket;
            }

            wait = Wait(ticket.Caller.Priority, queue.Count - 1 + (queue == _background ? _interactive.Count : 0), now);
        }

        Tell(() => ticket.Tell(wait));
        return ticket;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _turns.Dispose();
        _news.Dispose();
    }

    private void Cancel(RateTicket ticket)
    {
        lock (_lock)
        {
            if (_interactive.Remove(ticket) || _background.Remove(ticket))
            {
                ticket.Abandon();
                Proceed(Now);
            }
        }
    }

    private void Promote(RateTicket ticket)
    {
        lock (_lock)
        {
            if (_background.Remove(ticket))
            {
                _interactive.AddLast(ticket);
                Proceed(Now);
            }
        }
    }

    private void Complete(RateTicket ticket, RateAnswer? answer)
    {
        lock (_lock)
        {
            var now = Now;
            _meter.End(ticket, answer, now);
            Proceed(now);
        }
    }

    private void OnTurn()
    {
        lock (_lock)
        {
            Proceed(Now);
        }
    }

    /// <summary>Lets through whoever may go, and sets the clock for the next who may later. Every change of anything ends here.</summary>
    private void Proceed(TimeSpan now)
    {
        if (_meter.BlockedUntil - now > LongestBlock)
        {
            Refuse(_interactive, _meter.BlockedUntil - now);
            Refuse(_background, _meter.BlockedUntil - now);
        }

        LetThrough(_interactive, CallPriority.Interactive, now);
        LetThrough(_background, CallPriority.Background, now); // What holds an interactive call holds a background one too.

        TimeSpan? next = _interactive.Count > 0 ? _meter.OpensAt(CallPriority.Interactive, now)
            : _background.Count > 0 ? _meter.OpensAt(CallPriority.Background, now)
            : null;
        _turns.Change(next is { } opens ? DueIn(opens - now) : Never, Never);
        if (!_newsPending)
        {
            _newsPending = true;
            _news.Change(BetweenNews, Never);
        }
    }

    private void LetThrough(LinkedList<RateTicket> queue, CallPriority priority, TimeSpan now)
    {
        while (queue.First is { } first && _meter.Allows(priority, now))
        {
            queue.RemoveFirst();
            _meter.Start(first.Value.Caller.Caller, now);
            first.Value.Grant(now);
        }
    }

    private static void Refuse(LinkedList<RateTicket> queue, TimeSpan wait)
    {
        foreach (var ticket in queue)
        {
            ticket.Refuse(wait);
        }

        queue.Clear();
    }

    /// <summary>Timers keep whole milliseconds, and one that rings too early would only be set again.</summary>
    private static TimeSpan DueIn(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds)));

    private void OnNews()
    {
        List<(RateTicket Ticket, CallWait Wait)> waits = [];
        lock (_lock)
        {
            _newsPending = false;
            var now = Now;
            waits.AddRange(_interactive.Select((ticket, ahead) => (ticket, Wait(CallPriority.Interactive, ahead, now))));
            waits.AddRange(_background.Select((ticket, ahead) => (ticket, Wait(CallPriority.Background, _interactive.Count + ahead, now))));
            if (Changed is not null && _meter.FullAt(now) is { } full)
            {
                // A gauge that nobody's call moves has to move by itself, as far as the old calls fade.
                _news.Change(DueIn(full - now < TimeSpan.FromSeconds(5) ? full - now : TimeSpan.FromSeconds(5)), Never);
            }
        }

        foreach (var (ticket, wait) in waits)
        {
            Tell(() => ticket.Tell(wait));
        }

        Tell(() => Changed?.Invoke());
    }

    private CallWait Wait(CallPriority priority, int ahead, TimeSpan now) => new(
        now < _meter.BlockedUntil ? CallWaitReason.Blocked : CallWaitReason.Budget,
        Moment(_meter.Estimate(priority, ahead, now), now));

    /// <summary>Rounded up to whole seconds, so that an unchanged estimate stays the same.</summary>
    private DateTimeOffset Moment(TimeSpan at, TimeSpan now)
    {
        var moment = _clock.GetUtcNow() + (at - now);
        var past = moment.Ticks % TimeSpan.TicksPerSecond;
        return past == 0 ? moment : moment.AddTicks(TimeSpan.TicksPerSecond - past);
    }

    /// <summary>Who listens badly costs itself its news, and nobody else a turn.</summary>
    private void Tell(Action listener)
    {
        try
        {
            listener();
        }
        catch (Exception problem)
        {
            _logger.LogError(problem, "A listener to the rate budget failed");
        }
    }
}
