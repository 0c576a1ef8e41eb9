using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.Lists;

/// <summary>What a list shows: search, filters, order and page. The address is its only home.</summary>
public sealed record ListQuery
{
    /// <summary>Rows a page holds unless the address says otherwise.</summary>
    public const int DefaultPageSize = 50;

    private const int LargestPageSize = 200;
    private const int LongestText = 256;
    private const int LastPage = 1_000_000;

    /// <summary>The page sizes that are offered.</summary>
    public static IReadOnlyList<int> PageSizes { get; } = [25, DefaultPageSize, 100, LargestPageSize];

    /// <summary>What is searched for.</summary>
    public string Search { get; init; } = "";

    /// <summary>The column that the list is sorted by, as <see cref="ListColumn{TResource}.Sort"/> names it.</summary>
    public string? Sort { get; init; }

    /// <summary>Whether the order is turned round.</summary>
    public bool Descending { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Rows a page holds, 1 to 200.</summary>
    public int PageSize { get; init; } = DefaultPageSize;

    /// <summary>Chosen filters by name.</summary>
    public IReadOnlyDictionary<string, string> Filters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether anything narrows the list.</summary>
    public bool IsNarrowed => Search.Length > 0 || Filters.Count > 0;

    /// <summary>Reads an address leniently: what makes no sense in it is left out.</summary>
    public static ListQuery From(string address, IReadOnlyList<ListFilter> filters)
    {
        ArgumentNullException.ThrowIfNull(filters);
        var parameters = QueryHelpers.ParseQuery(new Uri(address).Query);
        return new()
        {
            Search = Text("q") ?? "",
            Sort = Text("sort"),
            Descending = Text("dir") == "desc",
            Page = Math.Clamp(Number("page") ?? 1, 1, LastPage),
            PageSize = Math.Clamp(Number("size") ?? DefaultPageSize, 1, LargestPageSize),
            Filters = filters.Where(filter => Text(filter.Name) is not null).ToDictionary(filter => filter.Name, filter => Text(filter.Name)!, StringComparer.Ordinal),
        };

        string? Text(string name) => parameters.TryGetValue(name, out var values) && values[0] is { Length: > 0 and <= LongestText } text ? text : null;

        int? Number(string name) => int.TryParse(Text(name), out var number) ? number : null;
    }

    /// <summary>The address that shows this query on <paramref name="path"/>; what is as usual is left out.</summary>
    public string ToAddress(string path)
    {
        List<KeyValuePair<string, string?>> parameters =
        [
            new("q", Search.Length > 0 ? Search : null),
            .. Filters.Select(filter => new KeyValuePair<string, string?>(filter.Key, filter.Value)),
            new("sort", Sort),
            new("dir", Sort is not null && Descending ? "desc" : null),
            new("page", Page > 1 ? Page.ToString() : null),
            new("size", PageSize != DefaultPageSize ? PageSize.ToString() : null),
        ];
        return QueryHelpers.AddQueryString(path, parameters.Where(parameter => parameter.Value is not null));
    }

    /// <summary>The same list sorted by a column: ascending first, then descending.</summary>
    public ListQuery SortedBy(string sort) => this with { Sort = sort, Descending = Sort == sort && !Descending, Page = 1 };

    /// <summary>The same list with a filter chosen, or not.</summary>
    public ListQuery FilteredBy(string name, string? value)
    {
        Dictionary<string, string> filters = new(Filters, StringComparer.Ordinal);
        filters.Remove(name);
        if (!string.IsNullOrEmpty(value))
        {
            filters[name] = value;
        }

        return this with { Filters = filters, Page = 1 };
    }
}
