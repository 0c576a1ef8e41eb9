using AdminPortal.Changes.Journal.Tables;
using AdminPortal.Changes.Store;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Changes.Journal;

/// <summary>One account's chain inside one transaction, locked against everybody else who would append.</summary>
internal sealed class Chain
{
    private readonly PortalDbContext _context;
    private readonly HeadRow _head;

    private Chain(PortalDbContext context, HeadRow head) => (_context, _head) = (context, head);

    /// <summary>The last entry's number.</summary>
    public long Position => _head.LastSequence;

    /// <summary>Waits until nobody else appends to the account. The lock ends with the transaction.</summary>
    public static async Task<Chain> LockAsync(PortalDbContext context, string account, CancellationToken cancellationToken)
    {
        if (await context.LockHead(account).AsTracking().ToListAsync(cancellationToken) is [var head])
        {
            return new(context, head);
        }

        await context.Database.ExecuteSqlAsync(
            $"""INSERT INTO "Heads" ("Account", "LastSequence", "LastHash") VALUES ({account}, 0, {EntryHash.None}) ON CONFLICT ("Account") DO NOTHING""",
            cancellationToken);
        return new(context, (await context.LockHead(account).AsTracking().ToListAsync(cancellationToken)).Single());
    }

    /// <summary>Appends an entry; it is written with the context's changes.</summary>
    public EntryRow Append(JournalEvent @event, string change, string content, DateTimeOffset at)
    {
        var (sequence, time, text) = (_head.LastSequence + 1, StoredTime.Write(at), JournalEventText.Of(@event));
        EntryRow entry = new()
        {
            Account = _head.Account,
            Sequence = sequence,
            At = time,
            Event = text,
            ChangeId = change,
            Content = content,
            PreviousHash = _head.LastHash,
            Hash = EntryHash.Of(_head.Account, sequence, time, text, change, content, _head.LastHash),
        };
        _context.Entries.Add(entry);
        (_head.LastSequence, _head.LastHash) = (entry.Sequence, entry.Hash);
        return entry;
    }

    /// <summary>Remembers that this entry tells how the resource is, unless a later change has told already: what became of a change may be found out long after.</summary>
    /// <param name="kind">The resource's kind.</param>
    /// <param name="resourceId">The resource.</param>
    /// <param name="entry">What tells of it.</param>
    /// <param name="intent">The number of the change's first entry.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task ShowAsync(string kind, string resourceId, EntryRow entry, long intent, CancellationToken cancellationToken)
    {
        if (await _context.Resources.FindAsync([entry.Account, kind, resourceId], cancellationToken) is not { } resource)
        {
            _context.Resources.Add(new() { Account = entry.Account, Kind = kind, ResourceId = resourceId, ImageSequence = entry.Sequence });
        }
        else if (resource.ImageSequence < intent || !await IsOvertakenAsync(resource, intent, cancellationToken))
        {
            resource.ImageSequence = entry.Sequence;
        }
    }

    private Task<bool> IsOvertakenAsync(ResourceRow resource, long intent, CancellationToken cancellationToken) => _context.Entries
        .Where(entry => entry.Account == resource.Account && entry.Sequence == resource.ImageSequence)
        .Join(_context.Changes, entry => entry.ChangeId, row => row.Id, (_, row) => row.IntentSequence)
        .AnyAsync(shown => shown > intent, cancellationToken);
}
