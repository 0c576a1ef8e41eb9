namespace AdminPortal.MortalPortal;

/// <summary>Waits that take a fiftieth: an instance of a shared store is watched for twenty seconds before it counts as ended.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private const int Hurry = 50;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    private static TimeSpan Shorter(TimeSpan wait) => wait > TimeSpan.Zero ? wait / Hurry : wait;
}
