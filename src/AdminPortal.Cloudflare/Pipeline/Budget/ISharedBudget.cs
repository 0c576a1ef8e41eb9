namespace AdminPortal.Cloudflare.Pipeline.Budget;

/// <summary>Counts the calls of a credential over all instances that use it, so that together they stay within its rate limit (reference 1.7).</summary>
public interface ISharedBudget
{
    /// <summary>Waits until one more call of all instances stays within the limit, and counts it until a whole window after its end.</summary>
    /// <param name="credential">The same text for the same credential on every instance; opens nothing.</param>
    /// <param name="quota">Calls that a window allows.</param>
    /// <param name="window">The window's length.</param>
    /// <param name="priority">Interactive calls go before background ones of the same instance, which also leave a tenth of the quota.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is counted then.</param>
    /// <returns>To be disposed of when the call has ended.</returns>
    Task<IDisposable> TakeAsync(string credential, long quota, TimeSpan window, CallPriority priority, CancellationToken cancellationToken);
}
