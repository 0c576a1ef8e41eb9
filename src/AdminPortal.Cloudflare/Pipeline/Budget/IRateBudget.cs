namespace AdminPortal.Cloudflare.Pipeline.Budget;

/// <summary>What is left of a credential's rate limit (reference 1.7), and who uses it.</summary>
public interface IRateBudget
{
    /// <summary>As it is now.</summary>
    RateBudgetState State { get; }

    /// <summary>The state may have changed. Raised on any thread, at most four times a second.</summary>
    event Action? Changed;
}

/// <summary>The rate limit of a credential, for a gauge.</summary>
/// <param name="Remaining">Calls that may still be made in the window, as far as this console counted or was told; never negative.</param>
/// <param name="Quota">Calls that a window allows.</param>
/// <param name="Window">The window's length.</param>
/// <param name="ResetsAt">When all of the quota is there again if nothing more is called; null where all of it is.</param>
/// <param name="InFlight">Calls that are not answered yet.</param>
/// <param name="QueuedInteractive">Calls that wait for their turn, somebody waiting for them.</param>
/// <param name="QueuedBackground">Calls that wait for their turn, nobody waiting for them.</param>
/// <param name="BlockedUntil">Until when the API blocks all calls, or null where it does not.</param>
/// <param name="Uses">Calls of this console that count against the window, the busiest caller first.</param>
public sealed record RateBudgetState(
    long Remaining,
    long Quota,
    TimeSpan Window,
    DateTimeOffset? ResetsAt,
    int InFlight,
    int QueuedInteractive,
    int QueuedBackground,
    DateTimeOffset? BlockedUntil,
    IReadOnlyList<CallerUse> Uses);

/// <summary>How much of the budget one caller used.</summary>
/// <param name="Caller">The name of its <see cref="CallScope"/>; empty where it gave none.</param>
/// <param name="Calls">Its calls that count against the window.</param>
public sealed record CallerUse(string Caller, int Calls);
