namespace AdminPortal.Cloudflare.Pipeline.Budget;

/// <summary>One call's place in the queue, and then its share of the budget until it is answered.</summary>
internal sealed class RateTicket(CallIdentity caller, Action<CallWait> waits, Action<RateTicket> cancel, Action<RateTicket, RateAnswer?> complete)
{
    // Whoever waits goes on elsewhere, never inside the gate.
    private readonly TaskCompletionSource<RateTurn> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CallIdentity Caller => caller;

    public Task<RateTurn> Turn => _turn.Task;

    /// <summary>When the call was let through, on the gate's own time line.</summary>
    internal TimeSpan GrantedAt { get; private set; }

    /// <summary>Gives the place up; a call that was let through keeps it.</summary>
    public void Cancel() => cancel(this);

    /// <summary>The call has ended.</summary>
    /// <param name="answer">What its answer said, or null where no answer came.</param>
    public void Complete(RateAnswer? answer) => complete(this, answer);

    internal void Tell(CallWait wait) => waits(wait);

    internal void Grant(TimeSpan now)
    {
        GrantedAt = now;
        _turn.SetResult(RateTurn.Granted.Instance);
    }

    internal void Refuse(TimeSpan wait) => _turn.SetResult(new RateTurn.Refused(wait));

    internal void Abandon() => _turn.SetCanceled();
}
