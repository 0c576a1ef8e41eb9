namespace AdminPortal.Components.Tests.Calls;

/// <summary>The table of <c>docs/calls.md</c>.</summary>
public static class CallsTable
{
    private static readonly IReadOnlyList<IReadOnlyList<string>> Lines =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "calls.md"))
            .Where(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    /// <summary>Its pages and operations, for theories.</summary>
    public static IEnumerable<TheoryDataRow<string>> Rows => Names.Select(name => new TheoryDataRow<string>(name));

    /// <summary>Its pages and operations.</summary>
    public static IEnumerable<string> Names => Lines.Skip(2).Select(line => line[0]);

    /// <summary>The number of calls; null where the kind has no such thing.</summary>
    /// <param name="row">A page or an operation.</param>
    /// <param name="kind">The plural of a kind.</param>
    public static int? Of(string row, string kind)
    {
        var column = Lines[0].ToList().IndexOf(kind);
        Assert.True(column > 0, $"docs/calls.md has no column {kind}.");
        var cell = Assert.Single(Lines, line => line[0] == row)[column];
        return cell == "—" ? null : int.Parse(cell);
    }
}
