using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace AdminPortal.Changes.Store;

/// <summary>What is particular to one database; all else is the same code for both.</summary>
internal abstract class StoreEngine
{
    /// <summary>Where the store is, for people and the log; without credentials.</summary>
    public abstract string Place { get; }

    /// <summary>Which setting to look at when the store cannot be used.</summary>
    public abstract string Remedy { get; }

    /// <summary>Whether a write may have to wait for another process.</summary>
    public abstract bool IsShared { get; }

    /// <summary>A context of the engine's own kind, from a pool: to build one costs more than most of what is asked of it.</summary>
    public abstract PortalDbContext NewContext();

    /// <summary>Keeps other processes from upgrading the tables until it is disposed of or this process ends, whatever ends it.</summary>
    public abstract Task<IAsyncDisposable> GuardUpgradeAsync(CancellationToken cancellationToken);

    /// <summary>What has to be done between the guard and the first table.</summary>
    public abstract Task BeforeUpgradeAsync(CancellationToken cancellationToken);

    /// <summary>What has to be done when the tables are up to date.</summary>
    public abstract Task AfterUpgradeAsync(PortalDbContext context, CancellationToken cancellationToken);

    /// <summary>Waits for the turn to write, where the engine has one writer.</summary>
    public abstract Task<IDisposable?> TakeTurnAsync(CancellationToken cancellationToken);

    /// <summary>Begins a transaction whose reads are all of one moment, and which keeps nobody from writing.</summary>
    public abstract Task<IDbContextTransaction> BeginSnapshotAsync(PortalDbContext context, CancellationToken cancellationToken);

    /// <summary>Whether the store answers now.</summary>
    /// <exception cref="DbException">It does not.</exception>
    public abstract Task AskAsync(CancellationToken cancellationToken);

    /// <summary>How many bytes the store takes on the disk.</summary>
    public abstract Task<long> SizeAsync(PortalDbContext context, CancellationToken cancellationToken);

    /// <summary>A query for the strings of a JSON list.</summary>
    /// <param name="parameter">The parameter that holds the list, without its @.</param>
    public abstract string Strings(string parameter);

    /// <summary>A connection for reading without the object mapper, not opened yet.</summary>
    public abstract DbConnection NewConnection();

    /// <summary>A connection to a store that is there and has the table, for reading without the object mapper; null before there is one.</summary>
    /// <exception cref="DbException">The store does not answer.</exception>
    public abstract DbConnection? OpenExisting(string table);
}
