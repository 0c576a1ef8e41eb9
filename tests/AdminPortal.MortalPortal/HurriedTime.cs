namespace AdminPortal.MortalPortal;

/// <summary>
/// Short waits take a fiftieth: an instance of a shared store is watched for twenty seconds, five at a time, before it counts as ended. Time-outs,
/// which are longer, stay as they are.
/// </summary>
internal sealed class HurriedTime : TimeProvider
{
    private const int Hurry = 50;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    private static TimeSpan Shorter(TimeSpan wait) => wait > TimeSpan.Zero && wait <= Longest ? wait / Hurry : wait;
}
