using AdminPortal.Changes.Feed;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Tests.Changes.Access;
using AdminPortal.Tests.Changes.Journal;

namespace AdminPortal.Tests.Changes.Feed;

/// <summary>A feed that tells nobody and remembers what it was told.</summary>
internal sealed class RecordedFeed : IChangeFeed
{
    public List<ResourceChange> Changes { get; } = [];

    /// <summary>What was journaled.</summary>
    public RecordedJournal Journal { get; } = new();

    public ChangeAnnouncer Announcer(TimeProvider? time = null) => new(this, time ?? TimeProvider.System);

    public ChangeWriter Writer(ICloudflareAccounts accounts, TimeProvider? time = null) =>
        new(TestGate.Of(accounts, Journal), Journal, new(), new ResourceLocks(), Announcer(time), new(time ?? TimeProvider.System), time ?? TimeProvider.System);

    public void Publish(ResourceChange change) => Changes.Add(change);

    public IDisposable Subscribe(string accountId, string kindPath, Action<ResourceChange> handler) => throw new NotSupportedException();

    public long CountOf(string accountId, string kindPath) => Changes.Count;
}
