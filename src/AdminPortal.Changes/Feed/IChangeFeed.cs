namespace AdminPortal.Changes.Feed;

/// <summary>Carries word of changes to whatever shows what was changed.</summary>
public interface IChangeFeed
{
    /// <summary>Tells everybody. Neither blocks nor fails, whatever the subscribers do.</summary>
    void Publish(ResourceChange change);

    /// <summary>Hears of the changes of one kind in one account until the subscription is disposed of; one that is on its way then may still come.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="kindPath">The kind, by its path.</param>
    /// <param name="handler">Gets one change after another, in order, on any thread. All subscribers share that thread: it must not block.</param>
    IDisposable Subscribe(string accountId, string kindPath, Action<ResourceChange> handler);

    /// <summary>
    /// How many changes of a kind there were so far. The number rises before anybody is told, so what was read under a lower one may be out of
    /// date, and what is read under the present one has every change in it that was told.
    /// </summary>
    long CountOf(string accountId, string kindPath);
}
