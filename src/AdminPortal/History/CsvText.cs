using System.Text;

namespace AdminPortal.History;

/// <summary>Lines of RFC 4180 that no spreadsheet takes for anything but text.</summary>
internal static class CsvText
{
    /// <summary>What makes a cell a formula to a spreadsheet when it comes first.</summary>
    private const string FormulaStarts = "=+-@\t\r";

    /// <summary>What has to stand between quotes.</summary>
    private static readonly System.Buffers.SearchValues<char> Quoted = System.Buffers.SearchValues.Create(",\"\r\n");

    /// <summary>Appends a line with its end.</summary>
    public static void AppendLine(StringBuilder text, params ReadOnlySpan<string?> cells)
    {
        for (var index = 0; index < cells.Length; index++)
        {
            text.Append(index == 0 ? "" : ",");
            AppendCell(text, cells[index] ?? "");
        }

        text.Append("\r\n");
    }

    private static void AppendCell(StringBuilder text, string cell)
    {
        // The apostrophe is what spreadsheets themselves write before a text that is not to be calculated.
        var safe = cell.Length > 0 && FormulaStarts.Contains(cell[0], StringComparison.Ordinal) ? $"'{cell}" : cell;
        if (safe.AsSpan().ContainsAny(Quoted))
        {
            text.Append('"').Append(safe.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            text.Append(safe);
        }
    }
}
