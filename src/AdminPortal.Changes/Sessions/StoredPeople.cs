using System.Text.Json;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Store;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Changes.Sessions;

/// <summary>The people in the store.</summary>
internal sealed class StoredPeople(PortalStore store, AccessPolicy policy, TimeProvider time) : IPeople
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<KnownPerson>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await store.ReadAsync((context, token) => context.People.AsNoTracking().OrderByDescending(row => row.LastAt).ToListAsync(token), cancellationToken);
        return [.. rows.Select(row => new KnownPerson(row.Person, row.Name, row.Issuer, PeopleTable.HoldsOf(row), StoredTime.Read(row.FirstAt), StoredTime.Read(row.LastAt)))];
    }

    /// <inheritdoc/>
    public async Task NoteRolesAsync(string person, CancellationToken cancellationToken)
    {
        var known = await store.ReadAsync((context, token) => context.People.AsNoTracking().SingleOrDefaultAsync(row => row.Person == person, token), cancellationToken);
        if (known is null || known.Roles == PeopleTable.RolesOf(policy, known))
        {
            return;
        }

        await store.WriteAsync(
            async (context, token) =>
            {
                await StoredConsoleJournal.LockAsync(context, token);
                if (await context.People.AsTracking().SingleOrDefaultAsync(row => row.Person == person, token) is { } row)
                {
                    await StoredConsoleJournal.AppendAsync(context, PeopleTable.Compare(policy, row), time.GetUtcNow(), token);
                }

                return await context.SaveChangesAsync(token);
            },
            cancellationToken);
    }
}

/// <summary>The table of people, for those who write it together with something else.</summary>
internal static class PeopleTable
{
    /// <summary>Remembers who signs in. Gives the change of roles that there is to journal, or nothing.</summary>
    public static async Task<IReadOnlyList<ConsoleEvent>> SignedInAsync(PortalDbContext context, AccessPolicy policy, NewSession session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (at, holds, name) = (StoredTime.Write(now), JsonSerializer.Serialize(session.Holds), StoreText.Plain(session.Name)!);
        if (await context.People.AsTracking().SingleOrDefaultAsync(row => row.Person == session.Person, cancellationToken) is not { } row)
        {
            row = new() { Person = session.Person, Name = name, Issuer = session.Issuer, Holds = holds, FirstAt = at, LastAt = at, Roles = "" };
            context.People.Add(row);
        }

        (row.Name, row.Holds, row.LastAt) = (name, holds, at);
        return Compare(policy, row);
    }

    /// <summary>Brings the row's roles up to date, and gives what there is to journal of it.</summary>
    public static IReadOnlyList<ConsoleEvent> Compare(AccessPolicy policy, PersonRow row)
    {
        var (before, now) = (row.Roles, RolesOf(policy, row));
        row.Roles = now;
        return before == now
            ? []
            : [new(ConsoleEventKind.RoleChanged, row.Name) { Person = row.Person, PersonName = row.Name, Note = before.Length == 0 ? $"First seen with {now}." : $"From {before} to {now}." }];
    }

    public static string RolesOf(AccessPolicy policy, PersonRow row) => StoreText.Bounded(RoleSummary.Of(policy.GrantsOf(HoldsOf(row))), 4000)!;

    public static IReadOnlyList<HeldValue> HoldsOf(PersonRow row) => JsonSerializer.Deserialize<List<HeldValue>>(row.Holds) ?? [];
}
