using AdminPortal.Changes.Feed;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Changes.Deletions;

/// <summary>The way of a deletion: one DELETE.</summary>
public sealed class ResourceDeletions(ICloudflareAccounts accounts, ChangeAnnouncer announcer)
{
    /// <summary>Deletes a resource on behalf of <paramref name="actor"/>.</summary>
    public async Task<DeletionOutcome> DeleteAsync(ResourceKind kind, Actor actor, string accountId, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (WriteAccess.RefusalFor(actor, accounts, accountId, out var client) is { } refusal)
        {
            return new DeletionOutcome.Forbidden(refusal);
        }

        if (kind is not IDeletableKind deletable)
        {
            return new DeletionOutcome.Forbidden("The API deletes none of these.");
        }

        var answer = await announcer.Begin(kind, actor, accountId, WhatHappened.Deleted, id).SendAsync(() => deletable.DeleteAsync(client, id, cancellationToken));
        return answer.Match<DeletionOutcome>(ok => new DeletionOutcome.Deleted(ok.Answer), failure => new DeletionOutcome.NotDeleted(failure));
    }
}
