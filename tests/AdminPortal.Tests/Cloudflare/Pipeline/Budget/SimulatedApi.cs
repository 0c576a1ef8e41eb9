using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Tests.Cloudflare.Pipeline.Budget;

/// <summary>The far side of a rate limit, with either kind of window, written apart from both the gate and the sandbox.</summary>
internal sealed class SimulatedApi(bool slides, int quota, TimeSpan window, TimeProvider clock)
{
    private readonly List<DateTimeOffset> _arrivals = [];
    private DateTimeOffset _windowEnds;

    public int Refused { get; private set; }

    public RateBudget Arrive()
    {
        var now = clock.GetUtcNow();
        if (slides)
        {
            _arrivals.RemoveAll(arrival => arrival <= now - window);
        }
        else if (now >= _windowEnds)
        {
            _arrivals.Clear();
            _windowEnds = now + window;
        }

        _arrivals.Add(now);
        Refused += _arrivals.Count > quota ? 1 : 0;
        var reset = (slides ? _arrivals[0] + window : _windowEnds) - now;
        return new(Math.Max(0, quota - _arrivals.Count), TimeSpan.FromSeconds(Math.Ceiling(reset.TotalSeconds)), quota, window);
    }
}
