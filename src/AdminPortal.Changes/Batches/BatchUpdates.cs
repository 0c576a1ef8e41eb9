using System.Runtime.CompilerServices;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Changes.Batches;

/// <summary>Updates of several resources, one after another, each in the way of an update (ADR 11).</summary>
public sealed class BatchUpdates(ResourceUpdates updates)
{
    /// <summary>Saves each of <paramref name="requests"/> on behalf of <paramref name="actor"/>, and tells of each step, by its place in the list.</summary>
    /// <param name="kind">The kind of all of them.</param>
    /// <param name="actor">The person.</param>
    /// <param name="requests">The updates.</param>
    /// <param name="stop">Ends the batch after the resource whose turn it is.</param>
    /// <param name="cancellationToken">Ends it at once, also while a call waits for its turn.</param>
    public async IAsyncEnumerable<(int Index, BatchStep<TResource> Step)> RunAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, Actor actor, IReadOnlyList<UpdateRequest> requests, CancellationToken stop, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(requests);
        var batch = Guid.CreateVersion7();
        for (var index = 0; index < requests.Count; index++)
        {
            if (stop.IsCancellationRequested || cancellationToken.IsCancellationRequested)
            {
                yield return (index, new BatchStep<TResource>.Stopped());
                continue;
            }

            yield return (index, new BatchStep<TResource>.Saving());
            yield return (index, await SaveAsync(kind, actor, requests[index] with { Batch = batch }, cancellationToken));
        }
    }

    /// <summary>Has the API check each of <paramref name="requests"/> without saving it, one after another; null for one that the actor may not make.</summary>
    public async IAsyncEnumerable<(int Index, ApiResult<NoResult>? Said)> CheckAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, Actor actor, IReadOnlyList<UpdateRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        ArgumentNullException.ThrowIfNull(requests);
        for (var index = 0; index < requests.Count; index++)
        {
            yield return (index, await updates.CheckAsync(kind, actor, requests[index], cancellationToken));
        }
    }

    private async Task<BatchStep<TResource>> SaveAsync<TResource, TInput>(ResourceKind<TResource, TInput> kind, Actor actor, UpdateRequest request, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        try
        {
            return new BatchStep<TResource>.Settled(await updates.SaveAsync(kind, actor, request, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new BatchStep<TResource>.Interrupted();
        }
    }
}
