using AdminPortal.Changes.Journal.Tables;
using AdminPortal.Changes.Store;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Changes.Journal;

/// <summary>Checks chains and lists, account by account, and stops at the first thing that is wrong.</summary>
internal sealed class JournalVerifier(PortalDbContext context)
{
    public async Task<VerifyResult> VerifyAsync(string? account, CancellationToken cancellationToken)
    {
        long entries = 0;
        List<ChainHead> heads = [];
        foreach (var one in (await AccountsAsync(cancellationToken)).Where(one => account is null || one == account))
        {
            AccountCheck check = new(context, one);
            var broken = await check.RunAsync(cancellationToken);
            entries += check.Entries;
            if (broken is not null)
            {
                return new(entries, heads, broken);
            }

            heads.Add(new(one, check.Entries, Convert.ToHexStringLower(check.LastHash)));
        }

        return new(entries, heads, Broken: null);
    }

    /// <summary>Every account that any table knows: a chain without its head, or a list without its chain, is not to be overlooked.</summary>
    private async Task<List<string>> AccountsAsync(CancellationToken cancellationToken) =>
        await context.Heads.Select(head => head.Account)
            .Union(context.Entries.Select(entry => entry.Account))
            .Union(context.Changes.Select(row => row.Account))
            .OrderBy(account => account)
            .ToListAsync(cancellationToken);
}

/// <summary>The check of one account.</summary>
internal sealed class AccountCheck(PortalDbContext context, string account)
{
    private const int Stretch = 500;

    private readonly Dictionary<string, ChangeRow> _open = new(StringComparer.Ordinal);
    private readonly List<ChangeRow> _ended = [];
    private readonly Dictionary<(string Kind, string Id), Shown> _images = [];
    private long _changes;

    /// <summary>How many entries are as they were written.</summary>
    public long Entries { get; private set; }

    /// <summary>The last one's hash.</summary>
    public byte[] LastHash { get; private set; } = EntryHash.None;

    public async Task<BrokenEntry?> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var entries = await context.Entries.AsNoTracking().Where(entry => entry.Account == account && entry.Sequence > Entries)
                .OrderBy(entry => entry.Sequence).Take(Stretch).ToListAsync(cancellationToken);
            var broken = entries.Select(Follow).FirstOrDefault(found => found is not null);

            // A list that is wrong about an earlier entry comes first.
            if (await CompareAsync(_ended, cancellationToken) is { } wrongRow)
            {
                return wrongRow;
            }

            _ended.Clear();
            if (broken is not null)
            {
                return broken;
            }

            if (entries.Count == 0)
            {
                return await CheckEndAsync(cancellationToken);
            }
        }
    }

    private BrokenEntry? Follow(EntryRow entry)
    {
        var expected = Entries + 1;
        if (entry.Sequence != expected)
        {
            return new(account, expected, $"It is missing: entry {entry.Sequence} comes next.");
        }

        if (!entry.PreviousHash.AsSpan().SequenceEqual(LastHash))
        {
            return new(account, expected, "It names another hash than that of the entry before it.");
        }

        if (!entry.Hash.AsSpan().SequenceEqual(EntryHash.Of(entry)))
        {
            return new(account, expected, "Its hash is not that of its content, time and place.");
        }

        (Entries, LastHash) = (expected, entry.Hash);
        return Fold(entry);
    }

    private BrokenEntry? Fold(EntryRow entry)
    {
        if (JournalEventText.Read(entry.Event) is not { } @event)
        {
            return new(account, entry.Sequence, $"This version knows no event \"{entry.Event}\".");
        }

        if (@event is JournalEvent.Noted)
        {
            return null;
        }

        if (@event is JournalEvent.Intended or JournalEvent.SeenOutside or JournalEvent.Refused)
        {
            _open[entry.ChangeId] = Projection.Begin(entry);
            _changes++;
        }
        else if (_open.TryGetValue(entry.ChangeId, out var begun) && JournalEventText.MayFollow(JournalEventText.Read(begun.Outcome)!.Value, @event))
        {
            Projection.Continue(begun, entry);
        }
        else
        {
            return new(account, entry.Sequence, "It tells the outcome of a change that was not open.");
        }

        var row = _open[entry.ChangeId];
        if (Projection.TellsOfTheResource(entry.Event) && row.ResourceId is { } resource && !(_images.GetValueOrDefault((row.Kind, resource))?.Intent > row.IntentSequence))
        {
            _images[(row.Kind, resource)] = new(entry.Sequence, row.IntentSequence);
        }

        if (@event is JournalEvent.Applied or JournalEvent.Rejected or JournalEvent.Abandoned or JournalEvent.SeenOutside or JournalEvent.Refused)
        {
            _open.Remove(entry.ChangeId);
            _ended.Add(row);
        }

        return null;
    }

    private async Task<BrokenEntry?> CompareAsync(IEnumerable<ChangeRow> changes, CancellationToken cancellationToken)
    {
        foreach (var some in changes.OrderBy(Place).Chunk(Stretch))
        {
            var ids = some.Select(row => row.Id).ToList();
            var found = await context.Changes.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, StringComparer.Ordinal, cancellationToken);
            foreach (var expected in some)
            {
                if (!found.TryGetValue(expected.Id, out var row))
                {
                    return new(account, Place(expected), "Its change is missing in the list of changes.");
                }

                if (Projection.Difference(expected, row) is { } what)
                {
                    return new(account, Place(expected), $"The list of changes shows another {what} for its change.");
                }
            }
        }

        return null;
    }

    private async Task<BrokenEntry?> CheckEndAsync(CancellationToken cancellationToken)
    {
        if (await CompareAsync(_open.Values, cancellationToken) is { } wrongRow)
        {
            return wrongRow;
        }

        var head = await context.Heads.AsNoTracking().SingleOrDefaultAsync(row => row.Account == account, cancellationToken);
        if (head is null)
        {
            return new(account, Entries, "The account's head, which names the last entry, is missing.");
        }

        if (head.LastSequence > Entries)
        {
            return new(account, Entries + 1, $"It is missing: the account's head names {head.LastSequence} entries.");
        }

        if (head.LastSequence < Entries || !head.LastHash.AsSpan().SequenceEqual(LastHash))
        {
            return new(account, Entries, $"The account's head names another last entry: number {head.LastSequence}, hash {Convert.ToHexStringLower(head.LastHash)}.");
        }

        return await CheckListsAsync(cancellationToken);
    }

    private async Task<BrokenEntry?> CheckListsAsync(CancellationToken cancellationToken)
    {
        if (await context.Changes.LongCountAsync(row => row.Account == account, cancellationToken) != _changes)
        {
            var invented = await context.Changes.AsNoTracking()
                .Where(row => row.Account == account && !context.Entries.Any(entry => entry.Account == account && entry.Sequence == row.IntentSequence && entry.ChangeId == row.Id))
                .OrderBy(row => row.IntentSequence).Select(row => new { row.Id, row.IntentSequence }).FirstAsync(cancellationToken);
            return new(account, invented.IntentSequence, $"The list of changes shows change {invented.Id}, of which no entry tells.");
        }

        var images = await context.Resources.AsNoTracking().Where(row => row.Account == account)
            .ToDictionaryAsync(row => (row.Kind, Id: row.ResourceId), row => row.ImageSequence, cancellationToken);
        return images.Keys.Union(_images.Keys)
            .Where(resource => images.GetValueOrDefault(resource) != (_images.GetValueOrDefault(resource)?.Entry ?? 0))
            .Select(resource => new BrokenEntry(
                account, _images.GetValueOrDefault(resource)?.Entry ?? 0, $"The list of resources names another entry as the last of {resource.Kind} {resource.Id}: {images.GetValueOrDefault(resource)}."))
            .OrderBy(broken => broken.Sequence).FirstOrDefault();
    }

    private static long Place(ChangeRow row) => row.OutcomeSequence ?? row.IntentSequence;

    /// <summary>The entry that tells how a resource is, and the first entry of its change.</summary>
    private sealed record Shown(long Entry, long Intent);
}
