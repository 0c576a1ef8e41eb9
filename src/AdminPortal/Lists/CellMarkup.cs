using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Lists;

/// <summary>
/// A row's cells as one piece of markup. They have no life of their own, and as a render tree a list of fifty rows would keep some two thousand frames for each of its
/// readers, twice over, and compare them at each render (docs/performance.md).
/// </summary>
internal sealed class CellMarkup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _markup = new(1024);

    /// <summary>The cells of these columns.</summary>
    /// <param name="columns">The columns, in their order.</param>
    /// <param name="resource">The row's resource.</param>
    /// <param name="reader">Shows times as the reader's clock does.</param>
    public MarkupString Of<TResource>(IEnumerable<ListColumn<TResource>> columns, TResource resource, ReaderTime reader)
    {
        _markup.Clear();
        foreach (var column in columns)
        {
            var (look, text) = (column.Look.ClassName(), column.Moment is null ? column.Text(resource) : null);
            _markup.Append(look is null ? "<td>" : $"<td class=\"{look}\">").Append(Encoded(text));
            if (column.Moment?.Invoke(resource) is { } moment)
            {
                _markup.Append($"<time datetime=\"{moment.UtcDateTime:O}\" title=\"{Encoded(ReaderTime.ShowUtc(moment))}\">{Encoded(reader.ShowDay(moment))}</time>");
            }

            _markup.Append("</td>");
        }

        return new(_markup.ToString());
    }

    private static string? Encoded(string? text) => text is null ? null : Encoder.Encode(text);
}
