using AdminPortal.Changes.Journal;

namespace AdminPortal.Benchmarks.Journal;

/// <summary>What the activity page and a resource's history ask for.</summary>
internal sealed class JournalReads(FilledJournal filled)
{
    private const int Page = 50;

    private Random Random => filled.Team.Random;

    /// <summary>Each read under its name; every run of one asks for something else.</summary>
    public IReadOnlyList<(string What, Func<Task> Read)> All =>
    [
        ("first page", () => PageAsync(Everything)),
        ("a person", () => PageAsync(Everything with { Person = filled.Team.AnyPerson() })),
        ("the busiest person", () => PageAsync(Everything with { Person = InventedTeam.Automation })),
        ("a person who left long ago", () => PageAsync(Everything with { Person = InventedTeam.Retired })),
        ("people by the beginning of a name, 10 of them", () => PageAsync(Everything with { PersonStart = $"person-{Random.Next(1, 6)}" })),
        ("people by the beginning of a name, all of them", () => PageAsync(Everything with { PersonStart = "p" })),
        ("a kind", () => PageAsync(Everything with { Kind = Any(InventedTeam.Kinds) })),
        ("an outcome", () => PageAsync(Everything with { Outcome = Any(InventedTeam.Outcomes) })),
        ("an outcome that there is not", () => PageAsync(Everything with { Outcome = JournalEvent.SeenOutside })),
        ("a resource", () => PageAsync(Everything with { ResourceId = filled.Team.AnyResource() })),
        ("an hour", () => PageAsync(Between(TimeSpan.FromHours(1)))),
        ("a year", () => PageAsync(Between(TimeSpan.FromDays(365)))),
        ("person, kind", () => PageAsync(Everything with { Person = filled.Team.AnyPerson(), Kind = Any(InventedTeam.Kinds) })),
        ("person, kind: nothing, of the busiest", () => PageAsync(Everything with { Person = InventedTeam.Automation, Kind = "Peer" })),
        ("person, outcome", () => PageAsync(Everything with { Person = filled.Team.AnyPerson(), Outcome = Any(InventedTeam.Outcomes) })),
        ("kind, outcome", () => PageAsync(Everything with { Kind = Any(InventedTeam.Kinds), Outcome = Any(InventedTeam.Outcomes) })),
        ("person, kind, outcome", () => PageAsync(Everything with { Person = filled.Team.AnyPerson(), Kind = Any(InventedTeam.Kinds), Outcome = Any(InventedTeam.Outcomes) })),
        ("person, kind, outcome, a year", () => PageAsync(
            Between(TimeSpan.FromDays(365)) with { Person = filled.Team.AnyPerson(), Kind = Any(InventedTeam.Kinds), Outcome = Any(InventedTeam.Outcomes) })),
        ("person, an hour", () => PageAsync(Between(TimeSpan.FromHours(1)) with { Person = filled.Team.AnyPerson() })),
        ("resource, person, outcome", () => PageAsync(
            Everything with { ResourceId = filled.Team.AnyResource(), Person = filled.Team.AnyPerson(), Outcome = Any(InventedTeam.Outcomes) })),
        ("a busy resource, and an outcome that it never had", () => PageAsync(Everything with { ResourceId = InventedTeam.BusyResource, Outcome = JournalEvent.SeenOutside })),
        ("a page deep down", () => PageAsync(Everything, Deep())),
        ("a page deep down, person", () => PageAsync(Everything with { Person = InventedTeam.Automation }, Deep())),
        ("history of a resource", () => HistoryAsync(filled.Team.AnyResource())),
        ("history of a busy resource", () => HistoryAsync(InventedTeam.BusyResource)),
        ("last images of 50 resources", () => filled.Journal.LastAfterImagesAsync(
            InventedTeam.Account, "Target", [.. Enumerable.Range(0, Page).Select(_ => filled.Team.AnyResource())], CancellationToken.None)),
        ("one change with its bodies", async () => await filled.Journal.FindAsync(
            InventedTeam.Account, (await filled.Journal.PageAsync(Everything, Deep(), 1, CancellationToken.None)).Rows[0].Id, CancellationToken.None)),
    ];

    private static JournalFilter Everything => new(InventedTeam.Account);

    private Task<JournalPage> HistoryAsync(string resource) =>
        filled.Journal.HistoryAsync(InventedTeam.Account, "Target", resource, after: null, Page, CancellationToken.None);

    private Task<JournalPage> PageAsync(JournalFilter filter, JournalCursor? after = null) => filled.Journal.PageAsync(filter, after, Page, CancellationToken.None);

    private JournalFilter Between(TimeSpan length)
    {
        var from = SomeTime(length);
        return Everything with { From = from, Until = from + length };
    }

    /// <summary>Anywhere but near the two ends.</summary>
    private JournalCursor Deep() => new(SomeTime(TimeSpan.FromDays(30)) + TimeSpan.FromDays(15), Guid.CreateVersion7(FilledJournal.Begin));

    private DateTimeOffset SomeTime(TimeSpan length) => FilledJournal.Begin + (filled.Now - FilledJournal.Begin - length) * Random.NextDouble();

    private T Any<T>(IReadOnlyList<T> from) => from[Random.Next(from.Count)];
}
