using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Journal.Tables;
using AdminPortal.Changes.Store;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Changes.Access;

/// <summary>The console's own chain in the store.</summary>
internal sealed class StoredConsoleJournal(PortalStore store, TimeProvider time) : IConsoleJournal
{
    /// <inheritdoc/>
    public Task NoteAsync(ConsoleEvent happened, CancellationToken cancellationToken) => store.WriteAsync(
        async (context, token) =>
        {
            await AppendAsync(context, [happened], time.GetUtcNow(), token);
            return await context.SaveChangesAsync(token);
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ConsoleEntry>> ReadAsync(long? before, int size, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, IJournal.MaxPageSize);
        var rows = await store.ReadAsync(
            (context, token) => context.Entries.AsNoTracking().Where(entry => entry.Account == IConsoleJournal.Account && entry.Sequence < (before ?? long.MaxValue))
                .OrderByDescending(entry => entry.Sequence).Take(size).ToListAsync(token),
            cancellationToken);
        return [.. rows.Select(Entry)];
    }

    /// <summary>
    /// Waits until nobody else appends to the chain. Comes first where what is to be journaled hangs on what is read: another instance might read the same, and journal it too.
    /// </summary>
    internal static Task LockAsync(PortalDbContext context, CancellationToken cancellationToken) => Chain.LockAsync(context, IConsoleJournal.Account, cancellationToken);

    /// <summary>Adds to the chain what happened; it is written with the rest of the context's changes, or not at all.</summary>
    internal static async Task AppendAsync(PortalDbContext context, IReadOnlyCollection<ConsoleEvent> happened, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (happened.Count == 0)
        {
            return;
        }

        var now = StoredTime.Read(StoredTime.Write(at));
        var chain = await Chain.LockAsync(context, IConsoleJournal.Account, cancellationToken);
        foreach (var one in happened)
        {
            chain.Append(JournalEvent.Noted, Guid.CreateVersion7(now).ToString(), EntryContent.Of(one), now);
        }
    }

    private static ConsoleEntry Entry(EntryRow row)
    {
        var content = EntryContent.Read(row.Content);
        return new(
            row.Sequence,
            StoredTime.Read(row.At),
            new(Enum.TryParse<ConsoleEventKind>(EntryContent.Text(content, "what"), out var what) ? what : ConsoleEventKind.Refused, EntryContent.Text(content, "actor") ?? "")
            {
                Person = EntryContent.Text(content, "person"),
                PersonName = EntryContent.Text(content, "person_name"),
                Reason = EntryContent.Text(content, "reason"),
                Note = EntryContent.Text(content, "note"),
            });
    }
}
