using AdminPortal.Cloudflare.Targets;
using AdminPortal.Cloudflare.Values;
using AdminPortal.Lists;

namespace AdminPortal.Targets;

/// <summary>The filters of the targets list, all of which the API itself applies (reference 2.1), and what they are called there.</summary>
internal static class TargetsListFilters
{
    public const string Network = "network";
    private const string Hostname = "hostname";
    private const string Ipv4 = "ipv4";
    private const string Ipv6 = "ipv6";
    private const string Pattern = "ip-like";
    private const string Ipv4Range = "ipv4-range";
    private const string Ipv6Range = "ipv6-range";
    private const string CreatedAfter = "created-after";
    private const string CreatedBefore = "created-before";
    private const string ModifiedAfter = "modified-after";
    private const string ModifiedBefore = "modified-before";
    private const string Tags = "tag";
    private const string Addresses = "ip";
    private const string Ids = "id";

    public static IReadOnlyList<ListFilter> All { get; } =
    [
        new TextFilter(Hostname, "Hostname", TargetFilterRules.Hostname) { Hint = "The whole hostname; the search looks for a part of it." },
        new AskedChoiceFilter(Network, "Virtual network", TargetFilterRules.Id),
        new TextFilter(Ipv4, "IPv4 address", TargetFilterRules.Ipv4) { IsFigures = true },
        new TextFilter(Ipv6, "IPv6 address", TargetFilterRules.Ipv6) { IsFigures = true },
        new TextFilter(Pattern, "Address pattern", TargetFilterRules.Pattern) { IsFigures = true, Hint = "* stands for any part: 10.1.* or 2001:db8:*" },
        new RangeFilter(Ipv4Range, "IPv4 range", TargetFilterRules.Ipv4Range),
        new RangeFilter(Ipv6Range, "IPv6 range", TargetFilterRules.Ipv6Range) { IsLong = true },
        new DayFilter(CreatedAfter, "Created on or after"),
        new DayFilter(CreatedBefore, "Created on or before"),
        new DayFilter(ModifiedAfter, "Modified on or after"),
        new DayFilter(ModifiedBefore, "Modified on or before"),
        new LinesFilter(Tags, "Tags", TargetFilterRules.Tag, TargetFilterRules.MostValues) { ChipLabel = "Tag", Hint = "One key:value a line; a target has all of them." },
        new LinesFilter(Addresses, "Any of these addresses", TargetFilterRules.AnyAddress, TargetFilterRules.MostValues) { ChipLabel = "Any address", IsFigures = true, Hint = "One a line, of either family." },
        new LinesFilter(Ids, "Any of these target ids", TargetFilterRules.Id, TargetFilterRules.MostValues) { ChipLabel = "Any id", IsFigures = true, Hint = "One a line." },
    ];

    /// <summary>What the API is asked. An address in the search box is looked for as an address, one with <c>*</c> as a pattern, anything else in the hostname.</summary>
    public static TargetQuery ToApi(ListQuery query) => new()
    {
        Hostname = query.ValueOf(Hostname),
        HostnameContains = FilterOfSearch(query.Search) is null ? query.Search : null,
        VirtualNetworkId = query.ValueOf(Network),
        IpV4 = OrSearch(query, Ipv4),
        IpV6 = OrSearch(query, Ipv6),
        IpLike = OrSearch(query, Pattern),
        Ips = query.ValuesOf(Addresses),
        TargetIds = query.ValuesOf(Ids),
        Tags = query.ValuesOf(Tags),
        Ipv4Range = Range(query, Ipv4Range),
        Ipv6Range = Range(query, Ipv6Range),
        CreatedAfter = Start(query, CreatedAfter),
        CreatedBefore = End(query, CreatedBefore),
        ModifiedAfter = Start(query, ModifiedAfter),
        ModifiedBefore = End(query, ModifiedBefore),
        Page = query.Page,
        PerPage = query.PageSize,
        Order = query.Sort,
        Descending = query.Descending,
    };

    /// <summary>The API takes each of these parameters once, so a search for an address gives way to the filter.</summary>
    public static ListQuery Settle(ListQuery query) =>
        FilterOfSearch(query.Search) is { } name && query.ValueOf(name) is not null
            ? query with { Ignored = [.. query.Ignored, new(ListQuery.SearchName, "Search", query.Search, $"The filter \"{All.First(filter => filter.Name == name).Label}\" is set, and the API takes only one.")] }
            : query;

    private static string? FilterOfSearch(string search) =>
        Address.Ipv4(search) is not null ? Ipv4
        : Address.Ipv6(search) is not null ? Ipv6
        : search.Contains('*', StringComparison.Ordinal) ? Pattern
        : null;

    private static string? OrSearch(ListQuery query, string name) => query.ValueOf(name) ?? (FilterOfSearch(query.Search) == name ? query.Search : null);

    private static (string Start, string End)? Range(ListQuery query, string name) => query.ValueOf(name) is { } range ? RangeFilter.EndsOf(range) : null;

    private static DateTimeOffset? Start(ListQuery query, string name) => ReaderDay.Read(query.ValueOf(name)) is { } day ? ReaderDay.Start(day, query.Zone) : null;

    private static DateTimeOffset? End(ListQuery query, string name) => ReaderDay.Read(query.ValueOf(name)) is { } day ? ReaderDay.End(day, query.Zone) : null;
}
