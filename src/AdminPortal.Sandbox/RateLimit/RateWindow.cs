namespace AdminPortal.Sandbox.RateLimit;

/// <summary>What is left of the quota after a request was counted.</summary>
internal readonly record struct RateState(bool IsAllowed, int Remaining, TimeSpan ResetsIn);

/// <summary>
/// Counts requests in fixed windows. Going over the quota blocks everything for one more full window from that moment, as the documentation of the limits says.
/// </summary>
internal sealed class RateWindow(SandboxRateLimit limit, TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _endsAt;
    private int _used;
    private bool _isBlocked;

    public RateState Count()
    {
        if (!limit.Enabled)
            return new RateState(IsAllowed: true, limit.Announced, limit.Window);

        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now >= _endsAt)
                (_endsAt, _used, _isBlocked) = (now + limit.Window, 0, false);

            if (!_isBlocked && ++_used > limit.Quota)
                (_endsAt, _isBlocked) = (now + limit.Window, true);

            return new RateState(!_isBlocked, _isBlocked ? 0 : limit.Quota - _used, _endsAt - now);
        }
    }

    public void Reset()
    {
        lock (_gate)
            _endsAt = default;
    }
}
