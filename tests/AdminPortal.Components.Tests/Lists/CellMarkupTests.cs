using AdminPortal.Lists;
using AdminPortal.Shell;
using AngleSharp.Dom;
using Bunit;

namespace AdminPortal.Components.Tests.Lists;

/// <summary>Cells that are written as markup: what the API sends is text, whatever it looks like.</summary>
public sealed class CellMarkupTests : BunitContext
{
    private static readonly DateTimeOffset Moment = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    [Fact]
    public void Cells_OfHostileText_ShowItAndRunNothing()
    {
        const string Hostile = "</td><script>alert('x')</script><img src=x onerror=\"alert(1)\"> & Zürich";

        var row = Row([new("Name", text => text), new("Address", text => text, Look: CellLook.Figures)], Hostile);

        Assert.Equal([Hostile, Hostile], row.QuerySelectorAll("td").Select(cell => cell.TextContent));
        Assert.Equal([null, "figures"], row.QuerySelectorAll("td").Select(cell => cell.GetAttribute("class")));
        Assert.Empty(row.QuerySelectorAll("script, img"));
    }

    [Fact]
    public void Cells_WithoutTextOrMoment_AreEmpty()
    {
        var row = Row([new("Name", _ => null), new("Made", text => text, Look: CellLook.Extra, Moment: _ => null), new("Kept", text => text, Moment: _ => Moment)], "hidden");

        Assert.Equal(["", "", "2026-02-03"], row.QuerySelectorAll("td").Select(cell => cell.TextContent));
        Assert.Equal(("2026-02-03T04:05:06.0000000Z", "2026-02-03 04:05 UTC"), (row.QuerySelector("time")!.GetAttribute("datetime"), row.QuerySelector("time")!.GetAttribute("title")));
    }

    private IElement Row(IReadOnlyList<ListColumn<string>> columns, string resource) => Render(builder =>
    {
        builder.OpenElement(0, "table");
        builder.OpenElement(1, "tr");
        builder.AddContent(2, new CellMarkup().Of(columns, resource, new ReaderTime(JSInterop.JSRuntime, TimeProvider.System)));
        builder.CloseElement();
        builder.CloseElement();
    }).Find("tr");
}
