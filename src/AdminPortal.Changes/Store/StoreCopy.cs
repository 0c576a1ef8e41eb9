using AdminPortal.Changes.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Changes.Store;

/// <summary>Copies a SQLite file into an empty PostgreSQL database: everything, or nothing. Needs that no portal works on either.</summary>
public static class StoreCopy
{
    private const int Stretch = 1000;

    /// <summary>Copies, and checks the copy's journal against the original's.</summary>
    /// <param name="from">Where everything is.</param>
    /// <param name="to">Where it is to be; its tables are made where they are missing.</param>
    /// <param name="cancellationToken">Ends the copying; nothing of it is kept.</param>
    /// <exception cref="StoreUnavailableException">One of the two is not there, or failed; nothing was copied.</exception>
    public static async Task<StoreCopyResult> RunAsync(StoreSettings from, StoreSettings to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        using PortalStore source = new(from.Engine(), NullLogger<PortalStore>.Instance);
        using PortalStore target = new(to.Engine(), NullLogger<PortalStore>.Instance);
        if (!source.Has("Entries"))
        {
            return new StoreCopyResult.Refused($"There is no store at {source.Engine.Place}.");
        }

        // A file of an older version is brought up to date first, so that both have the same tables.
        await source.PrepareAsync(cancellationToken);
        await target.PrepareAsync(cancellationToken);
        if (await target.ReadAsync(HoldsAnythingAsync, cancellationToken) is { } table)
        {
            return new StoreCopyResult.Refused($"The database at {target.Engine.Place} is not empty: it has rows in {table}. Copy into an empty one.");
        }

        var rows = await source.ReadSnapshotAsync(
            (originals, token) => target.WriteAsync((copies, _) => CopyAsync(originals, copies, token), token),
            cancellationToken);
        var (original, copy) = (await CheckAsync(source, cancellationToken), await CheckAsync(target, cancellationToken));
        return copy.Broken is not null || !copy.Heads.SequenceEqual(original.Heads)
            ? new StoreCopyResult.Differs(copy.Broken?.Wrong ?? "The copy's journal ends with other entries than the original's.")
            : new StoreCopyResult.Copied(rows, copy.Entries);
    }

    /// <summary>The tables in an order in which they can be copied. Instances are not: none of them works on the copy.</summary>
    private static async Task<long> CopyAsync(PortalDbContext from, PortalDbContext to, CancellationToken cancellationToken) =>
        await RowsAsync(from.DataProtectionKeys.OrderBy(key => key.Id), to, key => new DataProtectionKey { FriendlyName = key.FriendlyName, Xml = key.Xml }, cancellationToken)
        + await RowsAsync(from.Preferences.OrderBy(row => row.Person).ThenBy(row => row.Name), to, row => row, cancellationToken)
        + await RowsAsync(from.Drafts.OrderBy(row => row.Person).ThenBy(row => row.Account).ThenBy(row => row.Kind).ThenBy(row => row.ResourceId), to, row => row, cancellationToken)
        + await RowsAsync(from.Sessions.OrderBy(row => row.Id), to, row => row, cancellationToken)
        + await RowsAsync(from.People.OrderBy(row => row.Person), to, row => row, cancellationToken)
        + await RowsAsync(from.ReadOnly.OrderBy(row => row.Id), to, row => row, cancellationToken)
        + await RowsAsync(from.Entries.OrderBy(row => row.Account).ThenBy(row => row.Sequence), to, row => row, cancellationToken)
        + await RowsAsync(from.Heads.OrderBy(row => row.Account), to, row => row, cancellationToken)
        + await RowsAsync(from.Changes.OrderBy(row => row.Id), to, row => row, cancellationToken)
        + await RowsAsync(from.Resources.OrderBy(row => row.Account).ThenBy(row => row.Kind).ThenBy(row => row.ResourceId), to, row => row, cancellationToken);

    private static async Task<long> RowsAsync<T>(IQueryable<T> rows, PortalDbContext to, Func<T, T> copy, CancellationToken cancellationToken)
        where T : class
    {
        long count = 0;
        List<T> waiting = [];
        await foreach (var row in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            waiting.Add(copy(row));
            if (waiting.Count == Stretch)
            {
                count += await KeepAsync(to, waiting, cancellationToken);
            }
        }

        return count + await KeepAsync(to, waiting, cancellationToken);
    }

    private static async Task<int> KeepAsync<T>(PortalDbContext to, List<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        to.Set<T>().AddRange(rows);
        var kept = await to.SaveChangesAsync(cancellationToken);

        // What is tracked is held: a million entries would be.
        to.ChangeTracker.Clear();
        rows.Clear();
        return kept;
    }

    private static async Task<string?> HoldsAnythingAsync(PortalDbContext context, CancellationToken cancellationToken) =>
        await context.Entries.AnyAsync(cancellationToken) ? "Entries"
            : await context.Sessions.AnyAsync(cancellationToken) ? "Sessions"
            : await context.Drafts.AnyAsync(cancellationToken) ? "Drafts"
            : await context.Preferences.AnyAsync(cancellationToken) ? "Preferences"
            : await context.People.AnyAsync(cancellationToken) ? "People"
            : await context.DataProtectionKeys.AnyAsync(cancellationToken) ? "DataProtectionKeys"
            : null;

    private static Task<VerifyResult> CheckAsync(PortalStore store, CancellationToken cancellationToken) =>
        store.ReadSnapshotAsync((context, token) => new JournalVerifier(context).VerifyAsync(account: null, token), cancellationToken);
}

/// <summary>What became of a copy.</summary>
public abstract record StoreCopyResult
{
    private StoreCopyResult()
    {
    }

    /// <summary>Everything is there, and the journal's chain is whole.</summary>
    /// <param name="Rows">How many rows were copied.</param>
    /// <param name="Entries">How many of them are the journal's entries.</param>
    public sealed record Copied(long Rows, long Entries) : StoreCopyResult;

    /// <summary>Nothing was copied.</summary>
    /// <param name="Why">Why.</param>
    public sealed record Refused(string Why) : StoreCopyResult;

    /// <summary>It was copied, and the copy is not what the original is: do not use it.</summary>
    /// <param name="Wrong">What is wrong.</param>
    public sealed record Differs(string Wrong) : StoreCopyResult;
}
