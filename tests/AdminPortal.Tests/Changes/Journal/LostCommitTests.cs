using System.Data.Common;
using AdminPortal.Changes.Instances;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.Tests.Changes.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Changes.Journal;

/// <summary>The store keeps an intent, and its answer is lost.</summary>
public sealed class LostCommitTests : JournalTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();

    [Fact]
    public async Task Intend_WhoseCommitIsNotAnswered_FailsAndIsGivenUpInTheJournal()
    {
        Clock.Rings = true;
        using PortalStore store = new(new LosingEngine(Database.Settings.Engine(), ((SqliteTestStore)Database).Folder), Database.Log);
        await using InstanceLease lease = new(store, ThisInstance.Begin(Clock), Clock, NullLogger<InstanceLease>.Instance);
        await using StoredJournal journal = new(store, lease, Clock, NullLogger<StoredJournal>.Instance);

        var problem = await Assert.ThrowsAsync<StoreUnavailableException>(() => journal.IntendAsync(Intent(), Ending));
        await journal.Settled.WaitAsync(Ending);

        Assert.True(problem.MayHaveLanded);
        var row = Assert.Single((await Journal.PageAsync(new(Account), after: null, 10, Ending)).Rows);
        Assert.Equal(JournalEvent.Abandoned, row.Outcome);
        await AssertIntactAsync(2);
    }

    /// <summary>The engine, with a first commit whose answer gets lost.</summary>
    private sealed class LosingEngine(StoreEngine inner, StoreFolder folder) : StoreEngine
    {
        private readonly LoseFirst _loser = new();

        public override string Place => inner.Place;

        public override string Remedy => inner.Remedy;

        public override bool IsShared => inner.IsShared;

        public override PortalDbContext NewContext() => new SqlitePortalDbContext(
            new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite(folder.ConnectionString(Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite)).AddInterceptors(_loser).Options);

        public override Task<IAsyncDisposable> GuardUpgradeAsync(CancellationToken cancellationToken) => inner.GuardUpgradeAsync(cancellationToken);

        public override Task BeforeUpgradeAsync(CancellationToken cancellationToken) => inner.BeforeUpgradeAsync(cancellationToken);

        public override Task AfterUpgradeAsync(PortalDbContext context, CancellationToken cancellationToken) => inner.AfterUpgradeAsync(context, cancellationToken);

        public override Task<IDisposable?> TakeTurnAsync(CancellationToken cancellationToken) => inner.TakeTurnAsync(cancellationToken);

        public override Task<IDbContextTransaction> BeginSnapshotAsync(PortalDbContext context, CancellationToken cancellationToken) => inner.BeginSnapshotAsync(context, cancellationToken);

        public override Task AskAsync(CancellationToken cancellationToken) => inner.AskAsync(cancellationToken);

        public override Task<long> SizeAsync(PortalDbContext context, CancellationToken cancellationToken) => inner.SizeAsync(context, cancellationToken);

        public override string Strings(string parameter) => inner.Strings(parameter);

        public override DbConnection NewConnection() => inner.NewConnection();

        public override DbConnection? OpenExisting(string table) => inner.OpenExisting(table);
    }

    private sealed class LoseFirst : DbTransactionInterceptor
    {
        private bool _isFirst = true;

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            var lose = _isFirst;
            _isFirst = false;
            return lose ? throw new IOException("The connection broke.") : Task.CompletedTask;
        }
    }
}
