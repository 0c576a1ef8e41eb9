using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Cloudflare.Pipeline.Budget;

/// <summary>
/// What the API's headers say is left, which includes what others use with the same credential. Answers overtake each other, so within one
/// window the lowest figure is the latest; windows are told apart by when they end, which is known to a second.
/// </summary>
internal sealed class ToldBudget
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private long _lowest;
    private TimeSpan _endsAfter;
    private TimeSpan _endsBefore;
    private int _unheard;

    /// <summary>Whether any answer had the headers; null before the first answer.</summary>
    public bool? Speaks { get; private set; }

    /// <summary>When the last told window is over for certain.</summary>
    public TimeSpan EndsBefore => _endsBefore;

    public bool IsFresh(TimeSpan now) => now < _endsBefore;

    /// <summary>What is left, if none of the calls in flight was counted yet.</summary>
    public long Left(int inFlight) => _lowest - inFlight - _unheard;

    /// <summary>Whether the API counted more calls in its window than this process can have made in it.</summary>
    public bool SeesOthers(long quota, TimeSpan window, OwnCalls own) => quota - _lowest > own.InFlight + own.EndedAfter(_endsAfter - window);

    public void Hear(TimeSpan sentAt, TimeSpan now, RateBudget? told, TimeSpan window)
    {
        Speaks = Speaks is true || told is not null;
        if (told?.Remaining is not { } remaining)
        {
            return;
        }

        var (endsAfter, endsBefore) = told.Reset is { } reset ? (sentAt + reset - Second, now + reset) : (sentAt, now + window);
        if (!IsFresh(now) || endsAfter > _endsBefore)
        {
            (_lowest, _endsAfter, _endsBefore, _unheard) = (remaining, endsAfter, endsBefore, 0);
        }
        else if (endsBefore >= _endsAfter)
        {
            if (remaining < _lowest)
            {
                (_lowest, _unheard) = (remaining, 0);
            }

            (_endsAfter, _endsBefore) = (Later(endsAfter, _endsAfter), Later(now, endsBefore < _endsBefore ? endsBefore : _endsBefore));
        }
    }

    /// <summary>A call ended without an answer: the API may have counted it or not.</summary>
    public void HearNothing() => _unheard++;

    /// <summary>A block has begun: what was told before it is void after it.</summary>
    public void Void() => _endsBefore = TimeSpan.MinValue;

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
