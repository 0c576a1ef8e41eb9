using System.Collections.Concurrent;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Pipeline.Budget;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Budget;

/// <summary>The budget of all instances that share a PostgreSQL database. While the database is away, each instance keeps the limit by itself, as well as it can.</summary>
internal sealed class PostgresBudget(BudgetTable table, TimeProvider time, ILogger<PostgresBudget> log) : ISharedBudget
{
    private readonly ConcurrentDictionary<string, CredentialQueue> _queues = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<IDisposable> TakeAsync(string credential, long quota, TimeSpan window, CallPriority priority, CancellationToken cancellationToken) =>
        _queues.GetOrAdd(credential, name => new(name, table, time, log)).TakeAsync(new(quota, window), priority, cancellationToken);
}

/// <summary>A rate limit.</summary>
/// <param name="Quota">Calls that a window allows.</param>
/// <param name="Window">The window's length.</param>
internal sealed record BudgetLimit(long Quota, TimeSpan Window);
