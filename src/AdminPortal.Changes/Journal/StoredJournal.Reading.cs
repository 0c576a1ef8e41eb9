using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using AdminPortal.Changes.Journal.Tables;
using AdminPortal.Changes.Store;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Changes.Journal;

/// <content>Reading.</content>
internal sealed partial class StoredJournal
{
    private const int ExportPage = 500;
    private const int MaxIds = 500;
    private const int MaxEarlier = 50;

    /// <inheritdoc/>
    public Task<long> PositionAsync(string account, CancellationToken cancellationToken) =>
        _store.ReadPlainlyAsync((connection, token) => ImageQuery.PositionAsync(connection, account, token), cancellationToken);

    /// <inheritdoc/>
    public async Task<LastImage?> LastAfterImageAsync(string account, string kind, string id, CancellationToken cancellationToken) =>
        (await LastAfterImagesAsync(account, kind, [id], cancellationToken)).GetValueOrDefault(id);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, LastImage>> LastAfterImagesAsync(
        string account, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        Dictionary<string, LastImage> images = new(StringComparer.Ordinal);
        foreach (var some in ids.Select(id => StoreText.Plain(id)!).Distinct(StringComparer.Ordinal).Chunk(MaxIds))
        {
            foreach (var (id, sequence, content) in await _store.ReadPlainlyAsync((connection, token) => ImageQuery.LastAsync(connection, _store.Engine, account, kind, some, token), cancellationToken))
            {
                images.Add(id, new(sequence, EntryContent.Image(EntryContent.Read(content), "after")));
            }
        }

        return images;
    }

    /// <inheritdoc/>
    public async Task<JournalPage> PageAsync(JournalFilter filter, JournalCursor? after, int size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, IJournal.MaxPageSize);

        // One more than is shown tells whether there is another page.
        var rows = await _store.ReadAsync((context, token) => JournalQuery.ReadAsync(context, filter.Plain(), after, size + 1, token), cancellationToken);
        var shown = rows.Take(size).ToList();
        if (after is not { ToNewer: true })
        {
            return Page(shown, hasOlder: rows.Count > size, hasNewer: after is not null);
        }

        // Too few for a page of their own: the newest page has them, and is full.
        shown.Reverse();
        return rows.Count > size ? Page(shown, hasOlder: true, hasNewer: true) : await PageAsync(filter, after: null, size, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<JournalPage> HistoryAsync(string account, string kind, string id, JournalCursor? after, int size, CancellationToken cancellationToken) =>
        PageAsync(new(account) { Kind = kind, ResourceId = id }, after, size, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> PeopleAsync(string account, string start, int count, CancellationToken cancellationToken) => _store.ReadAsync<IReadOnlyList<string>>(
        async (context, token) =>
        {
            List<string> names = [];
            foreach (var key in await JournalQuery.PeopleAsync(context, account, StoreText.Plain(start)!, count, token))
            {
                names.Add(await context.Changes.AsNoTracking().Where(row => row.Account == account && row.ActorKey == key)
                    .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Select(row => row.Actor!).FirstAsync(token));
            }

            return names;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<ChangeDetail?> FindAsync(string account, Guid id, CancellationToken cancellationToken)
    {
        var (row, entries) = await _store.ReadSnapshotAsync((context, token) => ChangeAsync(context, StoreText.Plain(account)!, id.ToString(), token), cancellationToken);
        return row is null ? null : Detail(row, entries);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalRow> ExportAsync(JournalFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JournalCursor? after = null;
        do
        {
            var page = await PageAsync(filter, after, ExportPage, cancellationToken);
            foreach (var row in page.Rows)
            {
                yield return row;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenChange>> OpenIntentsAsync(CancellationToken cancellationToken) =>
        [.. (await OpenAsync(cancellationToken)).Select(open => open.Change)];

    /// <inheritdoc/>
    public Task<VerifyResult> VerifyAsync(string? account, CancellationToken cancellationToken) =>
        _store.ReadSnapshotAsync((context, token) => new JournalVerifier(context).VerifyAsync(account, token), cancellationToken);

    /// <summary>Open changes, and which process each belongs to.</summary>
    internal async Task<IReadOnlyList<(OpenChange Change, string Instance)>> OpenAsync(CancellationToken cancellationToken)
    {
        var found = await _store.ReadAsync(
            (context, token) => context.Changes.AsNoTracking().Where(row => row.Outcome == JournalEventText.Intended)
                .Join(context.Entries, row => new { row.Account, Sequence = row.IntentSequence }, entry => new { entry.Account, entry.Sequence }, (row, entry) => new { row, entry.Content })
                .OrderBy(open => open.row.Account).ThenBy(open => open.row.IntentSequence)
                .ToListAsync(token),
            cancellationToken);
        return
        [
            .. found.Select(open => (
                new OpenChange(
                    Guid.Parse(open.row.Id), StoredTime.Read(open.row.At), open.row.IntentSequence, EntryContent.ReadIntent(open.row.Account, EntryContent.Read(open.Content))),
                open.row.Instance ?? "")),
        ];
    }

    /// <summary>The baseline of the next change of the same resource that was applied: what the resource was after this one, as the console itself checked.</summary>
    internal async Task<JsonObject?> NextBaselineAsync(OpenChange change, CancellationToken cancellationToken)
    {
        if (change.Intent.ResourceId is not { } resource)
        {
            return null;
        }

        var (account, kind, sequence, applied) = (change.Intent.Account, change.Intent.Kind, change.Sequence, JournalEventText.Of(JournalEvent.Applied));
        var content = await _store.ReadAsync(
            (context, token) => context.Changes.AsNoTracking()
                .Where(row => row.Account == account && row.ResourceId == resource && row.Kind == kind && row.IntentSequence > sequence && row.Outcome == applied)
                .OrderBy(row => row.IntentSequence)
                .Join(context.Entries, row => new { row.Account, Sequence = row.IntentSequence }, entry => new { entry.Account, entry.Sequence }, (row, entry) => entry.Content)
                .FirstOrDefaultAsync(token),
            cancellationToken);
        return content is null ? null : EntryContent.Read(content)["baseline"] as JsonObject;
    }

    private static JournalPage Page(List<ChangeRow> rows, bool hasOlder, bool hasNewer) => new(
        [.. rows.Select(Projection.ToRow)],
        hasOlder ? JournalQuery.Cursor(rows[^1]) : null,
        hasNewer && rows.Count > 0 ? JournalQuery.Cursor(rows[0]) with { ToNewer = true } : null);

    /// <summary>What the changes of the same resource before this one may have left: what the last that was applied did, and any after that of which nobody knows.</summary>
    internal async Task<IReadOnlyList<JsonObject>> EarlierImagesAsync(OpenChange change, CancellationToken cancellationToken)
    {
        if (change.Intent.ResourceId is not { } resource)
        {
            return [];
        }

        var (account, kind, sequence) = (change.Intent.Account, change.Intent.Kind, change.Sequence);
        var rows = await _store.ReadAsync(
            (context, token) => context.Changes.AsNoTracking()
                .Where(row => row.Account == account && row.ResourceId == resource && row.Kind == kind && row.IntentSequence < sequence)
                .OrderByDescending(row => row.IntentSequence).Take(MaxEarlier).Select(row => row.Id).ToListAsync(token),
            cancellationToken);
        List<JsonObject> images = [];
        foreach (var id in rows)
        {
            var earlier = (await FindAsync(account, Guid.Parse(id), cancellationToken))!;
            if (earlier.Row.Outcome is not (JournalEvent.Abandoned or JournalEvent.Rejected or JournalEvent.NotApplied))
            {
                images.AddRange(((JsonObject?[])[(earlier.After as ResourceImage.Known)?.Json, earlier.Proposed]).OfType<JsonObject>());
            }

            if (earlier.Row.Outcome is JournalEvent.Applied or JournalEvent.SeenOutside)
            {
                break;
            }
        }

        return images;
    }

    private static async Task<(ChangeRow? Row, List<EntryRow> Entries)> ChangeAsync(PortalDbContext context, string account, string id, CancellationToken cancellationToken)
    {
        var row = await context.Changes.AsNoTracking().SingleOrDefaultAsync(change => change.Account == account && change.Id == id, cancellationToken);
        List<EntryRow> entries = [];
        for (var sequence = row?.OutcomeSequence ?? row?.IntentSequence; sequence is { } number;)
        {
            var entry = await context.Entries.AsNoTracking().SingleOrDefaultAsync(found => found.Account == account && found.Sequence == number, cancellationToken);
            if (entry is null)
            {
                break;
            }

            entries.Insert(0, entry);

            // A correction names the outcome that it corrects; the first outcome follows the intent.
            sequence = number == row!.IntentSequence ? null : EntryContent.Number(EntryContent.Read(entry.Content), "corrects") ?? row.IntentSequence;
        }

        return (row, entries);
    }

    private static ChangeDetail Detail(ChangeRow row, List<EntryRow> entries)
    {
        // Every entry of a change lies in its chain. Where one was torn out, the rest is shown, and the check says what is missing.
        var first = entries.FirstOrDefault(entry => entry.Sequence == row.IntentSequence) is { } begun ? EntryContent.Read(begun.Content) : [];
        var last = entries.LastOrDefault() is { } ended && ended.Sequence == row.OutcomeSequence ? EntryContent.Read(ended.Content) : [];
        var intent = EntryContent.ReadIntent(row.Account, first);
        return new()
        {
            Row = row.ToRow(),
            Role = EntryContent.Text(first, "role"),
            Before = EntryContent.Image(first, "baseline"),
            Proposed = intent.Proposed,
            After = EntryContent.Image(last, "after"),
            Method = intent.Method,
            Path = intent.Path,
            Correlation = intent.Correlation,
            Batch = intent.Batch,
            Reverts = intent.Reverts,
            Errors = EntryContent.Messages(last, "errors"),
            Messages = EntryContent.Messages(last, "messages"),
            Note = EntryContent.Text(last, "note"),
            Entries = [.. entries.Select(entry => new EntryMark(
                entry.Sequence, StoredTime.Read(entry.At), JournalEventText.Read(entry.Event) ?? JournalEvent.Unclear, Convert.ToHexStringLower(entry.Hash)))],
        };
    }
}
