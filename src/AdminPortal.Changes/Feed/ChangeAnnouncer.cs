using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Changes.Feed;

/// <summary>Tells the feed of writes. Every operation sends through it, so that no change goes untold.</summary>
public sealed class ChangeAnnouncer(IChangeFeed feed, TimeProvider time)
{
    /// <summary>A write that is about to be sent.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="actor">The person.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="what">What happens if it lands.</param>
    /// <param name="ids">The resources, as far as they have ids already.</param>
    public AnnouncedWrite Begin(ResourceKind kind, Actor actor, string accountId, WhatHappened what, params IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(actor);
        return new(feed, time, new(accountId, kind.Path, ids, what, actor.Name, default));
    }
}
