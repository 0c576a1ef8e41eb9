using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.Lists;

/// <summary>What a list shows: search, filters, order and page. The address is its only home.</summary>
public sealed record ListQuery
{
    /// <summary>Rows a page holds unless the address or the person says otherwise.</summary>
    public const int DefaultPageSize = 50;

    /// <summary>The most rows that a page holds.</summary>
    public const int LargestPageSize = 200;

    /// <summary>The parameter that the search has in the address.</summary>
    public const string SearchName = "q";

    /// <summary>The parameter that the order has in the address.</summary>
    public const string SortName = "sort";

    private const string TooLong = "Too long: 256 characters at most.";
    private const int LongestText = 256;
    private const int LastPage = 1_000_000;

    /// <summary>An address can hold thousands of values that make no sense; a page that tells of each would be no help.</summary>
    private const int MostIgnored = 20;

    /// <summary>The page sizes that are offered.</summary>
    public static IReadOnlyList<int> PageSizes { get; } = [25, DefaultPageSize, 100, LargestPageSize];

    /// <summary>What is searched for.</summary>
    public string Search { get; init; } = "";

    /// <summary>The order: the <see cref="ListColumn{TResource}.Sort"/> of a column, or a keyed one.</summary>
    public string? Sort { get; init; }

    /// <summary>Whether the order is turned round.</summary>
    public bool Descending { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Rows a page holds as the address says, 1 to 200; null where it does not say.</summary>
    public int? Size { get; init; }

    /// <summary>Rows a page holds where the address does not say.</summary>
    public int OwnSize { get; init; } = DefaultPageSize;

    /// <summary>Rows a page holds.</summary>
    public int PageSize => Size ?? OwnSize;

    /// <summary>Chosen filters: name and value, a name once for each of its values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Filters { get; init; } = [];

    /// <summary>What the address asks for and the list cannot do.</summary>
    public IReadOnlyList<IgnoredValue> Ignored { get; init; } = [];

    /// <summary>Whose days the dates mean.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Whether anything narrows the list.</summary>
    public bool IsNarrowed => Search.Length > 0 || Filters.Count > 0;

    /// <summary>Reads an address leniently: a filter value that makes no sense is ignored with words, anything else without.</summary>
    /// <param name="address">An absolute address.</param>
    /// <param name="filters">The list's filters.</param>
    /// <param name="sortProblem">What is wrong with an order, or null.</param>
    public static ListQuery From(string address, IReadOnlyList<ListFilter> filters, Func<string, string?>? sortProblem = null)
    {
        ArgumentNullException.ThrowIfNull(filters);
        var parameters = QueryHelpers.ParseQuery(new Uri(address).Query);
        List<KeyValuePair<string, string>> chosen = [];
        List<IgnoredValue> ignored = [];
        foreach (var filter in filters)
        {
            foreach (var (value, index) in All(filter.Name).Distinct().Select((value, index) => (value, index)))
            {
                if (Problem(filter, value, index) is { } problem)
                {
                    ignored.Add(new(filter.Name, filter.ChipLabel, value, problem));
                }
                else
                {
                    chosen.Add(new(filter.Name, value));
                }
            }
        }

        var sort = Text(SortName);
        if (sort is not null && sortProblem?.Invoke(sort) is { } wrong)
        {
            ignored.Add(new(SortName, "Order", sort, wrong));
            sort = null;
        }

        var search = All(SearchName).FirstOrDefault("");
        if (search.Length > LongestText)
        {
            ignored.Add(new(SearchName, "Search", search, TooLong));
            search = "";
        }

        return new()
        {
            Search = search,
            Sort = sort,
            Descending = Text("dir") == "desc",
            Page = Math.Clamp(Number("page") ?? 1, 1, LastPage),
            Size = Number("size") is { } size ? Math.Clamp(size, 1, LargestPageSize) : null,
            Filters = chosen,
            Ignored = [.. ignored.Take(MostIgnored)],
        };

        IEnumerable<string> All(string name) => parameters.TryGetValue(name, out var values) ? values.Where(value => !string.IsNullOrEmpty(value)).Select(value => value!) : [];

        string? Text(string name) => All(name).FirstOrDefault() is { Length: <= LongestText } text ? text : null;

        int? Number(string name) => int.TryParse(Text(name), out var number) ? number : null;
    }

    /// <summary>The values of a filter.</summary>
    public IReadOnlyList<string> ValuesOf(string name) => [.. Filters.Where(filter => filter.Key == name).Select(filter => filter.Value)];

    /// <summary>The value of a filter that has one, or null.</summary>
    public string? ValueOf(string name) => ValuesOf(name) is [var value, ..] ? value : null;

    /// <summary>
    /// The address that shows this query on <paramref name="path"/>; what is as usual is left out. A page's number means something together
    /// with its size only, so an address with the one has the other, whoever opens it.
    /// </summary>
    public string ToAddress(string path)
    {
        List<KeyValuePair<string, string?>> parameters =
        [
            new(SearchName, Search.Length > 0 ? Search : null),
            .. Filters.Select(filter => new KeyValuePair<string, string?>(filter.Key, filter.Value)),
            .. Ignored.Where(ignored => ignored.Name is not (SearchName or SortName)).Select(ignored => new KeyValuePair<string, string?>(ignored.Name, ignored.Value)),
            new(SortName, Sort),
            new("dir", Sort is not null && Descending ? "desc" : null),
            new("page", Page > 1 ? Page.ToString() : null),
            new("size", (Page > 1 ? PageSize : Size)?.ToString()),
        ];
        return QueryHelpers.AddQueryString(path, parameters.Where(parameter => parameter.Value is not null));
    }

    /// <summary>The same list sorted by a column: ascending first, then descending.</summary>
    public ListQuery SortedBy(string sort) => this with { Sort = sort, Descending = Sort == sort && !Descending, Page = 1 };

    /// <summary>The same list with the values of a filter chosen, or with none; what was ignored of it is gone.</summary>
    public ListQuery FilteredBy(string name, params IReadOnlyList<string> values) => this with
    {
        Filters = [.. Filters.Where(filter => filter.Key != name), .. values.Where(value => value.Length > 0).Select(value => new KeyValuePair<string, string>(name, value))],
        Ignored = [.. Ignored.Where(ignored => ignored.Name != name)],
        Page = 1,
    };

    /// <summary>The same list without one value of a filter.</summary>
    public ListQuery Without(string name, string value) => this with
    {
        Filters = [.. Filters.Where(filter => filter.Key != name || filter.Value != value)],
        Page = 1,
    };

    /// <summary>The same list without something that was ignored anyway.</summary>
    public ListQuery Without(IgnoredValue ignored)
    {
        ArgumentNullException.ThrowIfNull(ignored);
        return this with { Search = ignored.Name == SearchName ? "" : Search, Ignored = [.. Ignored.Where(other => other != ignored)] };
    }

    /// <summary>The same list without any filter; search and order stay.</summary>
    public ListQuery Unfiltered() => this with { Filters = [], Ignored = [], Page = 1 };

    /// <summary>Whether this is the page after <paramref name="other"/> of the same list.</summary>
    public bool IsPageAfter(ListQuery other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Page == other.Page + 1 && OnPage(1) == other.OnPage(1);
    }

    private string OnPage(int page) => (this with { Page = page, Size = PageSize }).ToAddress("");

    private static string? Problem(ListFilter filter, string value, int index) =>
        index >= filter.Most ? filter.Most == 1 ? "Only one can be asked for." : $"At most {filter.Most} are looked for at once."
        : value.Length > LongestText ? TooLong
        : filter.ProblemOf(value);
}

/// <summary>Something that an address asks for and the list cannot do.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Value">What was asked for.</param>
/// <param name="Why">What is wrong with it, in a sentence.</param>
public sealed record IgnoredValue(string Name, string Label, string Value, string Why);
