using System.Text.Json;
using AdminPortal.Changes.Signals;

namespace AdminPortal.Changes.Feed;

/// <summary>The feed of all instances: what this one publishes, the others hear too.</summary>
internal sealed class SharedChangeFeed : IChangeFeed, IDisposable
{
    /// <summary>More ids than this do not fit into one word between instances.</summary>
    private const int IdsPerWord = 40;

    private readonly ChangeFeed _own;
    private readonly ISignals _signals;
    private readonly TimeProvider _time;
    private readonly IDisposable[] _following;

    public SharedChangeFeed(ChangeFeed own, ISignals signals, TimeProvider time)
    {
        (_own, _signals, _time) = (own, signals, time);
        _following = [signals.Follow(SignalTopics.Change, Hear), signals.FollowGaps(HearOfAGap)];
    }

    /// <inheritdoc/>
    public void Publish(ResourceChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _own.Publish(change);
        foreach (var ids in change.Ids.Count == 0 ? [[]] : change.Ids.Chunk(IdsPerWord))
        {
            _signals.Send(SignalTopics.Change, JsonSerializer.Serialize(change with { Ids = ids }));
        }
    }

    /// <inheritdoc/>
    public IDisposable Subscribe(string accountId, string kindPath, Action<ResourceChange> handler) => _own.Subscribe(accountId, kindPath, handler);

    /// <inheritdoc/>
    public long CountOf(string accountId, string kindPath) => _own.CountOf(accountId, kindPath);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var following in _following)
        {
            following.Dispose();
        }
    }

    private void Hear(string text)
    {
        if (JsonSerializer.Deserialize<ResourceChange>(text) is { } change)
        {
            _own.Publish(change);
        }
    }

    /// <summary>Nobody knows what was changed meanwhile, so everything that is open may have been.</summary>
    private void HearOfAGap()
    {
        foreach (var (account, kind) in _own.Followed)
        {
            _own.Publish(new(account, kind, [], WhatHappened.Unclear, "somebody on another instance", _time.GetUtcNow()));
        }
    }
}
