using AdminPortal.Changes.Journal;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Lists;
using AdminPortal.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.History;

/// <summary>Which changes a page shows, and which page of them. The address is its only home.</summary>
/// <param name="Narrowed">The filters.</param>
/// <param name="Place">Where the page begins or ends; null for the newest one.</param>
internal sealed record ChangesQuery(ListQuery Narrowed, JournalCursor? Place)
{
    private const string Person = "person";
    private const string Kind = "kind";
    private const string Resource = "resource";
    private const string Outcome = "outcome";
    private const string From = "from";
    private const string Until = "until";
    private const string PlaceName = "at";
    private const string ZoneName = "zone";

    /// <summary>The filters of a resource's own history.</summary>
    public static IReadOnlyList<ListFilter> OfResource { get; } =
    [
        new TextFilter(Person, "Person", _ => null) { Hint = "The name, or how it begins." },
        new ChoiceFilter(Outcome, "Outcome", [.. ChangeWords.Outcomes.Select(outcome => (ChangeWords.InAddress(outcome), ChangeWords.Of(outcome)))]),
        new DayFilter(From, "First day"),
        new DayFilter(Until, "Last day"),
    ];

    /// <summary>The filters of everything in an account.</summary>
    public static IReadOnlyList<ListFilter> OfAccount { get; } =
    [
        OfResource[0],
        new ChoiceFilter(Kind, "Kind", [.. Kinds.Lists.Select(list => (list.Kind.Name, list.Kind.Name))]),
        new TextFilter(Resource, "Resource id", _ => null) { IsFigures = true },
        .. OfResource.Skip(1),
    ];

    /// <summary>Reads an address: a filter that makes no sense is ignored with words, a place that is none without.</summary>
    public static ChangesQuery Read(string address, IReadOnlyList<ListFilter> filters) => new(
        ListQuery.From(address, filters),
        JournalCursor.TryParse(QueryHelpers.ParseQuery(new Uri(address).Query).GetValueOrDefault(PlaceName), out var place) ? place : null);

    /// <summary>The zone that an address for an export names, or UTC.</summary>
    public static TimeZoneInfo ZoneIn(string address) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(QueryHelpers.ParseQuery(new Uri(address).Query).GetValueOrDefault(ZoneName).ToString(), out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>What the journal is asked for.</summary>
    /// <param name="account">The account.</param>
    /// <param name="zone">Whose days are meant.</param>
    /// <param name="of">The resource whose history it is, or null for everything.</param>
    public JournalFilter In(string account, TimeZoneInfo zone, HistoryOf? of = null) => new(account)
    {
        PersonStart = Narrowed.ValueOf(Person),
        Kind = of?.Kind.Name ?? Narrowed.ValueOf(Kind),
        ResourceId = of?.Id ?? Narrowed.ValueOf(Resource),
        Outcome = Narrowed.ValueOf(Outcome) is { } outcome ? ChangeWords.Outcomes.First(one => ChangeWords.InAddress(one) == outcome) : null,
        From = ReaderDay.Read(Narrowed.ValueOf(From)) is { } first ? ReaderDay.Start(first, zone) : null,
        Until = ReaderDay.Read(Narrowed.ValueOf(Until)) is { } last ? ReaderDay.Start(last.AddDays(1), zone) : null,
    };

    /// <summary>The address of this page of the list at <paramref name="path"/>.</summary>
    public string ToAddress(string path) => Place is null ? Narrowed.ToAddress(path) : QueryHelpers.AddQueryString(Narrowed.ToAddress(path), PlaceName, Place.ToString());

    /// <summary>The address of everything that the filters leave, at <paramref name="path"/>.</summary>
    public string ToExport(string path, TimeZoneInfo zone, HistoryOf? of = null)
    {
        var narrowed = of is null ? Narrowed : Narrowed.FilteredBy(Kind, of.Kind.Name).FilteredBy(Resource, of.Id);
        var address = (narrowed with { Ignored = [] }).ToAddress(path);
        return narrowed.ValueOf(From) is null && narrowed.ValueOf(Until) is null ? address : QueryHelpers.AddQueryString(address, ZoneName, zone.Id);
    }
}

/// <summary>The resource whose history is shown.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Id">Its id.</param>
public sealed record HistoryOf(ResourceKind Kind, string Id);
