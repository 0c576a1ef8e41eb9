using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Feed;

/// <summary>The feed of one process. Publishing counts and queues; a thread of the pool, while there is something to tell, tells it.</summary>
public sealed class ChangeFeed(ILogger<ChangeFeed> log) : IChangeFeed
{
    private readonly ConcurrentDictionary<(string Account, string Kind), Topic> _topics = new();
    private readonly ConcurrentQueue<ResourceChange> _queue = new();
    private int _queued;

    /// <inheritdoc/>
    public void Publish(ResourceChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        TopicOf(change.AccountId, change.KindPath).Count();
        _queue.Enqueue(change);
        if (Interlocked.Increment(ref _queued) == 1)
        {
            // The writer's flow stays out of it: what a subscriber reads is not read in the writer's name.
            ThreadPool.UnsafeQueueUserWorkItem(static feed => feed.TellAll(), this, preferLocal: false);
        }
    }

    /// <inheritdoc/>
    public IDisposable Subscribe(string accountId, string kindPath, Action<ResourceChange> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return TopicOf(accountId, kindPath).Add(handler);
    }

    /// <inheritdoc/>
    public long CountOf(string accountId, string kindPath) => _topics.TryGetValue(Key(accountId, kindPath), out var topic) ? topic.Changes : 0;

    /// <summary>What somebody is subscribed to.</summary>
    internal IEnumerable<(string Account, string Kind)> Followed => _topics.Where(topic => topic.Value.IsFollowed).Select(topic => topic.Key);

    /// <summary>An account's id is the same in any case.</summary>
    private static (string, string) Key(string accountId, string kindPath) => (accountId.ToUpperInvariant(), kindPath);

    private Topic TopicOf(string accountId, string kindPath) => _topics.GetOrAdd(Key(accountId, kindPath), _ => new());

    private void TellAll()
    {
        do
        {
            if (_queue.TryDequeue(out var change))
            {
                TopicOf(change.AccountId, change.KindPath).Tell(change, log);
            }
        }
        while (Interlocked.Decrement(ref _queued) > 0);
    }

    private sealed class Topic
    {
        private readonly Lock _lock = new();
        private Subscription[] _subscriptions = [];
        private long _changes;

        public bool IsFollowed
        {
            get
            {
                lock (_lock)
                {
                    return _subscriptions.Length > 0;
                }
            }
        }

        public long Changes => Interlocked.Read(ref _changes);

        public void Count() => Interlocked.Increment(ref _changes);

        public Subscription Add(Action<ResourceChange> handler)
        {
            Subscription added = new(this, handler);
            lock (_lock)
            {
                _subscriptions = [.. _subscriptions, added];
            }

            return added;
        }

        public void Remove(Subscription subscription)
        {
            lock (_lock)
            {
                _subscriptions = [.. _subscriptions.Where(other => other != subscription)];
            }
        }

        public void Tell(ResourceChange change, ILogger log)
        {
            Subscription[] subscriptions;
            lock (_lock)
            {
                subscriptions = _subscriptions;
            }

            foreach (var subscription in subscriptions)
            {
                try
                {
                    subscription.Handler(change);
                }
                catch (Exception problem)
                {
                    // One page's fault: the others are told all the same.
                    log.LogError(problem, "A subscriber failed on a change of {Kind}", change.KindPath);
                }
            }
        }
    }

    private sealed class Subscription(Topic topic, Action<ResourceChange> handler) : IDisposable
    {
        public Action<ResourceChange> Handler => handler;

        public void Dispose() => topic.Remove(this);
    }
}
