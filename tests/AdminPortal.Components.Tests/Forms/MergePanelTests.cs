using System.Text.Json.Nodes;
using AdminPortal.Changes.Merge;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using Bunit;

namespace AdminPortal.Components.Tests.Forms;

public sealed class MergePanelTests : PortalTestContext
{
    private const string Baseline = """{"name":"a","mtu":1476,"description":"old","x_new":1}""";
    private const string Mine = """{"name":"a","mtu":1400,"description":"mine","x_new":1}""";
    private const string Live = """{"name":"a","mtu":1476,"description":"theirs","x_new":2}""";

    private JsonObject? _continued;
    private bool _dropped;

    [Fact]
    public void Panel_OfTwoEdits_ShowsAllThreeSidesOfEveryField() => Assert.Equal(
        [
            ["Description", "old", "theirs", "mine", ""],
            ["MTU", "1476", "1476", "1400", "Yours"],
            ["/x_new", "1", "2", "1", "Now"],
        ],
        Show().FindAll("tbody tr").Select(row => row.Children.Select(cell => cell.QuerySelector("fieldset") is null ? cell.Words() : "").ToArray()));

    [Fact]
    public void Conflict_NotDecided_HoldsTheReviewBackAndSaysHowMany()
    {
        var panel = Show();

        Assert.True(panel.Button("Review again").HasAttribute("disabled"));
        Assert.Contains("1 field was changed by both", panel.Find(".form-actions [role=status]").Words(), StringComparison.Ordinal);
        Assert.Empty(panel.FindAll("input:checked"));
        Assert.Equal("Description: whose value is taken?", panel.Find("fieldset legend").Words());
    }

    [Theory]
    [InlineData("Yours", "mine")]
    [InlineData("Now", "theirs")]
    public void Conflict_Decided_IsInWhatIsReviewed(string side, string expected)
    {
        var panel = Show();

        panel.FindAll("fieldset label").Single(label => label.Words() == side).QuerySelector("input")!.Change("on");
        panel.Button("Review again").Click();

        Assert.Equal($$"""{"name":"a","mtu":1400,"description":"{{expected}}","x_new":2}""", _continued?.ToJsonString());
    }

    [Fact]
    public void Choice_OnceAnotherMergeIsShown_HasToBeMadeAgain()
    {
        var panel = Show();
        panel.Find("fieldset input").Change("on");
        Assert.False(panel.Button("Review again").HasAttribute("disabled"));

        panel.Render(parameters => parameters.Add(shown => shown.Merge, Merge(Live.Replace("theirs", "once more", StringComparison.Ordinal))));

        Assert.True(panel.Button("Review again").HasAttribute("disabled"));
    }

    [Fact]
    public void Panel_WithoutConflicts_CanBeReviewedAtOnce()
    {
        var panel = Show(Baseline.Replace("\"x_new\":1", "\"x_new\":2", StringComparison.Ordinal));

        Assert.Equal("Both sides fit together.", panel.Find(".form-actions [role=status]").Words());
        panel.Button("Review again").Click();

        Assert.Equal("""{"name":"a","mtu":1400,"description":"mine","x_new":2}""", _continued?.ToJsonString());
    }

    [Fact]
    public void Drop_Pressed_TellsWhoOpenedThePanel()
    {
        Show().Button("Drop my changes").Click();

        Assert.True(_dropped);
        Assert.Null(_continued);
    }

    private IRenderedComponent<MergePanel> Show(string live = Live) => Render<MergePanel>(parameters => parameters
        .Add(panel => panel.Merge, Merge(live))
        .Add(panel => panel.OnContinue, resolved => _continued = resolved)
        .Add(panel => panel.OnDrop, () => _dropped = true));

    private static ThreeWayMerge Merge(string live) =>
        ThreeWayMerge.Of(InterconnectKind.Instance, JsonNode.Parse(Baseline)!.AsObject(), JsonNode.Parse(Mine)!.AsObject(), JsonNode.Parse(live)!.AsObject());
}
