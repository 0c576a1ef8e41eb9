using AdminPortal.Changes.Journal.Tables;
using AdminPortal.Changes.Store;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Changes.Journal;

/// <summary>
/// Lists of changes, newest first; towards newer ones, those next to the cursor first. Each way through them is an index, and each page begins where
/// the one before ended.
/// </summary>
internal static class JournalQuery
{
    // Up to so many people are looked up one by one and merged; more than that are not rare among the newest changes.
    private const int FewPeople = 25;
    private const int LongestStretch = 2000;

    // The last character there is: whatever begins with a text lies between the text and the text with this after it.
    private const string Last = "\U0010FFFF";

    public static async Task<List<ChangeRow>> ReadAsync(PortalDbContext context, JournalFilter filter, JournalCursor? after, int count, CancellationToken cancellationToken)
    {
        if (filter.PersonStart is not { Length: > 0 } start || filter.Person is not null)
        {
            return await Query(context, filter, after, count).ToListAsync(cancellationToken);
        }

        var people = await PeopleAsync(context, filter.Account, start, FewPeople + 1, cancellationToken);
        return people.Count > FewPeople
            ? await ReadManyPeopleAsync(context, filter, Projection.Key(start), after, count, cancellationToken)
            : await ReadFewPeopleAsync(context, filter, people, after, count, cancellationToken);
    }

    /// <summary>Keys of people whose name begins so. Goes from one to the next, and not through all their changes.</summary>
    public static async Task<List<string>> PeopleAsync(PortalDbContext context, string account, string start, int count, CancellationToken cancellationToken)
    {
        var (first, end) = (Projection.Key(start), Projection.Key(start) + Last);
        return await context.Database.SqlQuery<string>(
            $"""
            WITH RECURSIVE people(person) AS (
                SELECT min("ActorKey") FROM "Changes" WHERE "Account" = {account} AND "ActorKey" >= {first} AND "ActorKey" < {end}
                UNION ALL
                SELECT (SELECT min("ActorKey") FROM "Changes" WHERE "Account" = {account} AND "ActorKey" > person AND "ActorKey" < {end}) FROM people WHERE person IS NOT NULL
            )
            SELECT person AS "Value" FROM people WHERE person IS NOT NULL LIMIT {count}
            """).ToListAsync(cancellationToken);
    }

    /// <summary>The one query that answers a filter without the beginning of a name.</summary>
    public static IQueryable<ChangeRow> Query(PortalDbContext context, JournalFilter filter, JournalCursor? after, int count) =>
        Next(context, Filtered(context, filter), after, count);

    private static IQueryable<ChangeRow> Filtered(PortalDbContext context, JournalFilter filter)
    {
        var rows = context.Changes.AsNoTracking().Where(row => row.Account == filter.Account);
        if (filter.Person is { } person)
        {
            var key = Projection.Key(person);
            rows = rows.Where(row => row.ActorKey == key);
        }

        if (filter.Kind is { } kind)
        {
            rows = rows.Where(row => row.Kind == kind);
        }

        if (filter.ResourceId is { } resource)
        {
            rows = rows.Where(row => row.ResourceId == resource);
        }

        if (filter.Outcome is { } outcome)
        {
            var text = JournalEventText.Of(outcome);
            rows = rows.Where(row => row.Outcome == text);
        }

        if (filter.From is { } from)
        {
            var earliest = StoredTime.Write(from);
            rows = rows.Where(row => row.At >= earliest);
        }

        if (filter.Until is { } until)
        {
            var end = StoredTime.Write(until);
            rows = rows.Where(row => row.At < end);
        }

        return rows;
    }

    private static IQueryable<ChangeRow> Next(PortalDbContext context, IQueryable<ChangeRow> rows, JournalCursor? after, int count) =>
        after is { ToNewer: true }
            ? context.Newer(rows, StoredTime.Write(after.At), after.Id.ToString()).OrderBy(row => row.At).ThenBy(row => row.Id).Take(count)
            : (after is null ? rows : context.Older(rows, StoredTime.Write(after.At), after.Id.ToString()))
                .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(count);

    private static async Task<List<ChangeRow>> ReadFewPeopleAsync(
        PortalDbContext context, JournalFilter filter, List<string> people, JournalCursor? after, int count, CancellationToken cancellationToken)
    {
        List<ChangeRow> found = [];
        foreach (var person in people)
        {
            found.AddRange(await Query(context, filter with { Person = person }, after, count).ToListAsync(cancellationToken));
        }

        return after is { ToNewer: true }
            ? [.. found.OrderBy(row => row.At).ThenBy(row => row.Id, StringComparer.Ordinal).Take(count)]
            : [.. found.OrderByDescending(row => row.At).ThenByDescending(row => row.Id, StringComparer.Ordinal).Take(count)];
    }

    private static async Task<List<ChangeRow>> ReadManyPeopleAsync(
        PortalDbContext context, JournalFilter filter, string start, JournalCursor? after, int count, CancellationToken cancellationToken)
    {
        List<ChangeRow> found = [];
        var all = Filtered(context, filter);
        for (var stretch = 2 * count; ; stretch = Math.Min(2 * stretch, LongestStretch))
        {
            var rows = await Next(context, all, after, stretch).ToListAsync(cancellationToken);
            found.AddRange(rows.Where(row => row.ActorKey?.StartsWith(start, StringComparison.Ordinal) == true));
            if (found.Count >= count || rows.Count < stretch)
            {
                return [.. found.Take(count)];
            }

            after = Cursor(rows[^1]) with { ToNewer = after is { ToNewer: true } };
        }
    }

    public static JournalCursor Cursor(ChangeRow row) => new(StoredTime.Read(row.At), Guid.Parse(row.Id));
}
