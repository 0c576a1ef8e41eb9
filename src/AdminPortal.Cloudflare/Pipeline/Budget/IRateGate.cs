using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Cloudflare.Pipeline.Budget;

/// <summary>
/// Lets calls of one credential through so that its rate limit is never met. One for a process; what other
/// instances use of the credential is kept by <see cref="ISharedBudget"/>, where there are any.
/// </summary>
internal interface IRateGate : IRateBudget, IDisposable
{
    /// <summary>How many calls a window allows, and how long it is, as far as the API has told.</summary>
    (long Quota, TimeSpan Window) Limit { get; }

    /// <summary>Queues a call. Its <see cref="RateTicket.Turn"/> says when it may be sent.</summary>
    /// <param name="caller">Who makes it.</param>
    /// <param name="waits">Gets the estimated wait, and again when the estimate changes; not called where there is none.</param>
    RateTicket Ask(CallIdentity caller, Action<CallWait> waits);
}

/// <summary>What became of a call's place in the queue.</summary>
internal abstract record RateTurn
{
    private RateTurn()
    {
    }

    /// <summary>The call may be sent; <see cref="RateTicket.Complete"/> is owed.</summary>
    public sealed record Granted : RateTurn
    {
        public static readonly Granted Instance = new();
    }

    /// <summary>The API blocks all calls for longer than anybody should wait.</summary>
    public sealed record Refused(TimeSpan Wait) : RateTurn;
}

/// <summary>What an answer said about the rate limit.</summary>
/// <param name="Budget">Its headers, or null where it had none.</param>
/// <param name="BlockedFor">For how long a 429 blocks; null for any other answer.</param>
internal sealed record RateAnswer(RateBudget? Budget, TimeSpan? BlockedFor = null);
