namespace AdminPortal.Cloudflare.Pipeline.Budget;

/// <summary>
/// The calls of this process that count against the window. A call counts from when it is let through until a whole window after its end:
/// whenever in between the API counted it, and whether its window is fixed or slides, it has forgotten the call by then.
/// </summary>
internal sealed class OwnCalls
{
    private readonly List<(TimeSpan EndedAt, string Caller)> _ended = [];
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);
    private int _first;

    public int InFlight { get; private set; }

    public int Ended => _ended.Count - _first;

    public IReadOnlyList<CallerUse> Uses
    {
        get
        {
            CallerUse[] uses = [.. _uses.Select(use => new CallerUse(use.Key, use.Value))];
            Array.Sort(uses, (one, other) => other.Calls.CompareTo(one.Calls) is not 0 and var byCalls ? byCalls : string.CompareOrdinal(one.Caller, other.Caller));
            return uses;
        }
    }

    public void Start(string caller)
    {
        InFlight++;
        _uses[caller] = _uses.GetValueOrDefault(caller) + 1;
    }

    public void End(string caller, TimeSpan now)
    {
        InFlight--;
        _ended.Add((now, caller));
    }

    /// <summary>When the call that ended as number <paramref name="index"/> of those that still count did so.</summary>
    public TimeSpan EndOf(int index) => _ended[_first + index].EndedAt;

    /// <summary>How many of those that still count ended after <paramref name="moment"/>.</summary>
    public int EndedAfter(TimeSpan moment)
    {
        var (low, high) = (_first, _ended.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _ended[middle].EndedAt > moment ? (low, middle) : (middle + 1, high);
        }

        return _ended.Count - low;
    }

    /// <summary>Forgets what ended at or before <paramref name="moment"/>.</summary>
    public void Forget(TimeSpan moment)
    {
        for (; _first < _ended.Count && _ended[_first].EndedAt <= moment; _first++)
        {
            var caller = _ended[_first].Caller;
            if (--_uses[caller] == 0)
            {
                _uses.Remove(caller);
            }
        }

        if (_first > 1024 && _first > _ended.Count / 2)
        {
            _ended.RemoveRange(0, _first);
            _first = 0;
        }
    }
}
