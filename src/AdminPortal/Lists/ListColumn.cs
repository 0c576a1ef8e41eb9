namespace AdminPortal.Lists;

/// <summary>One column of a list.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
/// <param name="Title">The heading.</param>
/// <param name="Text">The cell's text; null where the resource has none.</param>
/// <param name="Sort">The name that stands for this column in the address, or null where it cannot be sorted by.</param>
/// <param name="Look">How the cell looks.</param>
/// <param name="Moment">The cell's moment, shown as a day of the reader's own calendar; the text is then its form for searching and sorting.</param>
public sealed record ListColumn<TResource>(string Title, Func<TResource, string?> Text, string? Sort = null, CellLook Look = CellLook.Plain, Func<TResource, DateTimeOffset?>? Moment = null)
{
    /// <summary>How the list is ordered by a part of the cell that a key names.</summary>
    public KeyedOrder? Keyed { get; init; }

    /// <summary>Whether the column is shown only to who asks for it.</summary>
    public bool IsExtra { get; init; }

    /// <summary>Whether an order is by this column.</summary>
    public bool IsSortedBy(string? sort) => sort is not null && (sort == Sort || Keyed?.KeyOf(sort) is not null);

    /// <summary>The heading under an order: a keyed one says by which key.</summary>
    public string TitleUnder(string? sort) => Keyed?.KeyOf(sort) is { } key ? $"{Title}: {key}" : Title;
}

/// <summary>An order by what stands under a key, such as one tag of many.</summary>
/// <param name="Prefix">What stands before the key in the address.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Hint">What it does, in a sentence.</param>
public sealed record KeyedOrder(string Prefix, string Label, string Hint)
{
    /// <summary>The key of an order, or null where it is another order.</summary>
    public string? KeyOf(string? sort) => sort is not null && sort.StartsWith(Prefix, StringComparison.Ordinal) && sort.Length > Prefix.Length ? sort[Prefix.Length..] : null;
}

/// <summary>How a cell looks.</summary>
public enum CellLook
{
    /// <summary>Running text.</summary>
    Plain,

    /// <summary>An address or identifier: tabular figures.</summary>
    Figures,

    /// <summary>One word for a state.</summary>
    Badge,

    /// <summary>The first thing to leave on a narrow screen.</summary>
    Extra,
}

/// <summary>Names looks for the style sheet.</summary>
internal static class CellLooks
{
    /// <summary>The class of a cell; null where it needs none.</summary>
    public static string? ClassName(this CellLook look) => look switch
    {
        CellLook.Plain => null,
        CellLook.Figures => "figures",
        CellLook.Badge => "state",
        CellLook.Extra => "extra",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
