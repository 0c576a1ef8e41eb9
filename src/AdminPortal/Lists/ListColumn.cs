namespace AdminPortal.Lists;

/// <summary>One column of a list.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
/// <param name="Title">The heading.</param>
/// <param name="Text">The cell's text; null where the resource has none.</param>
/// <param name="Sort">The name that stands for this column in the address, or null where it cannot be sorted by.</param>
/// <param name="Look">How the cell looks.</param>
/// <param name="Moment">The cell's moment, shown as a day of the reader's own calendar; the text is then its form for searching and sorting.</param>
public sealed record ListColumn<TResource>(string Title, Func<TResource, string?> Text, string? Sort = null, CellLook Look = CellLook.Plain, Func<TResource, DateTimeOffset?>? Moment = null);

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
