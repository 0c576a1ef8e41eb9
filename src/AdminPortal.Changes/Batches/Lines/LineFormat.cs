using System.Text.RegularExpressions;
using Microsoft.VisualBasic.FileIO;

namespace AdminPortal.Changes.Batches.Lines;

/// <summary>
/// How a line's columns are told apart. Where a line has a tab, tabs part its columns; else, where it has a comma or a quotation mark, commas
/// do, and a column may stand in quotation marks; else blanks, and each word after the hostname is taken for what it looks like, unless a header
/// says otherwise.
/// </summary>
internal static partial class LineFormat
{
    private static readonly string[][] Titles =
    [
        ["hostname", "host", "name"],
        ["ipv4", "ipv4 address", "ipv4_address", "ip", "address"],
        ["ipv6", "ipv6 address", "ipv6_address"],
        ["network", "virtual network", "virtual_network", "vnet", "virtual_network_id"],
    ];

    /// <summary>The usual order of the columns.</summary>
    public static readonly IReadOnlyList<int> UsualOrder = [0, 1, 2, 3];

    /// <summary>The columns' cells in the order of the line; null where a quotation mark is not closed.</summary>
    public static IReadOnlyList<string>? Split(string line)
    {
        if (IsWords(line))
        {
            return Blanks().Split(line.Trim());
        }

        using TextFieldParser parser = new(new StringReader(line)) { HasFieldsEnclosedInQuotes = true };
        parser.SetDelimiters(line.Contains('\t', StringComparison.Ordinal) ? "\t" : ",");
        try
        {
            return [.. (parser.ReadFields() ?? []).Select(Tidy)];
        }
        catch (MalformedLineException)
        {
            return null;
        }
    }

    /// <summary>A cell with single blanks: a tab inside quotation marks would part columns when the cell is written out again.</summary>
    public static string Tidy(string cell) => Blanks().Replace(cell.Trim(), " ");

    /// <summary>The columns that a header names, each by its place in the usual order; null where a line is none. One word alone is a hostname.</summary>
    public static IReadOnlyList<int>? Header(IReadOnlyList<string> cells)
    {
        List<int> order = [.. cells.Select(cell => Array.FindIndex(Titles, titles => titles.Contains(cell, StringComparer.OrdinalIgnoreCase)))];
        return order.Count < 2 || order.Contains(-1) || order.Distinct().Count() < order.Count ? null : order;
    }

    /// <summary>The cells in the usual order, and what stands beyond the columns.</summary>
    public static (TargetCells Cells, IReadOnlyList<string> Beyond) Arrange(string line, IReadOnlyList<string> cells, IReadOnlyList<int> order)
    {
        var named = new string[] { "", "", "", "" };
        List<string> beyond = [];
        foreach (var (cell, place) in cells.Select((cell, place) => (cell, place)))
        {
            var column = place > 0 && IsWords(line) && order.SequenceEqual(UsualOrder) ? LooksLike(cell) : place < order.Count ? order[place] : -1;
            if (column < 0 || (named[column].Length > 0 && cell.Length > 0))
            {
                beyond.Add(cell);
            }
            else if (cell.Length > 0)
            {
                named[column] = cell;
            }
        }

        return (new(named[0], named[1], named[2], named[3]), [.. beyond.Where(cell => cell.Length > 0)]);
    }

    /// <summary>Lines, the usual header first, that read as these cells again.</summary>
    public static string Write(IEnumerable<TargetCells> lines) => string.Concat(lines.Select(Write).Prepend("hostname,ipv4,ipv6,network\n"));

    /// <summary>One line.</summary>
    public static string Write(TargetCells cells) => $"{string.Join(',', new[] { cells.Hostname, cells.Ipv4, cells.Ipv6, cells.Network }.Select(Quote))}\n";

    private static bool IsWords(string line) => !line.AsSpan().ContainsAny('\t', ',', '"');

    private static int LooksLike(string word) =>
        word.Contains(':', StringComparison.Ordinal) ? 2 : word.Contains('.', StringComparison.Ordinal) && word.All(character => char.IsAsciiDigit(character) || character == '.') ? 1 : 3;

    private static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(',', '"') || cell.StartsWith('#') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();
}
