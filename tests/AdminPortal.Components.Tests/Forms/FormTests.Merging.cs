using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Values;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using Bunit;

namespace AdminPortal.Components.Tests.Forms;

/// <content>The resource is no longer what the edit began with.</content>
public abstract partial class FormTests<TPage, TResource, TInput>
{
    [Fact]
    public void Save_AnotherFieldMovedMeanwhile_SendsNothingAndShowsBothEditsFitTogether()
    {
        var page = SaveMoved(ChangedElsewhere());

        Assert.Empty(Wire.Writes);
        Assert.Equal(MergePanel.HeadingId, Focused);
        Assert.Contains("Nothing was sent.", page.Find("section.review > p").Words(), StringComparison.Ordinal);
        Assert.Equal([(Change.Label, "Yours"), ("/x_new", "Now")], Taken(page));
        Assert.True(page.Find("form.resource-form").HasAttribute("hidden"));
    }

    [Fact]
    public void Save_AnotherFieldMovedMeanwhile_IsReviewedAgainAndThenSendsBoth()
    {
        Wire.On(PutLine, Updated(Sample));
        var page = SaveMoved(ChangedElsewhere());

        page.Button("Review again").Click();
        Assert.Equal([Change.Label], page.Texts("section.review th[scope=row]"));
        Assert.Empty(Wire.Writes);
        Save(page);

        var sent = JsonNode.Parse(Assert.Single(Wire.Writes).Body!)!;
        Assert.Equal(7, (int?)sent["x_new"]);
        Assert.Equal(Change.Text, JsonPointer.ReadText(sent, Change.Pointer));
        Assert.Single(page.FindAll(".alert-success"));
    }

    [Fact]
    public void Save_TheSameFieldMovedMeanwhile_AsksWhoseValueIsTaken()
    {
        var page = SaveMoved(Changed("theirs"));

        Assert.Equal(
            [JsonPointer.ReadText(JsonNode.Parse(Sample), Change.Pointer)!, "theirs", Change.Text],
            page.FindAll("section.review tbody td").Take(3).Select(cell => cell.Words()));
        Assert.True(page.Button("Review again").HasAttribute("disabled"));
        Assert.Empty(Wire.Writes);
    }

    [Fact]
    public void Save_TheSameFieldMovedAndMineChosen_SendsMineAfterAnotherReview()
    {
        Wire.On(PutLine, Updated(Changed()));
        var page = SaveMoved(Changed("theirs"));

        Choose(page, "Yours");
        page.Button("Review again").Click();
        Assert.Equal(["theirs"], page.Texts("section.review td.before"));
        Save(page);

        Assert.Equal(Change.Text, JsonPointer.ReadText(JsonNode.Parse(Assert.Single(Wire.Writes).Body!), Change.Pointer));
    }

    [Fact]
    public void Save_TheSameFieldMovedAndTheirsChosen_LeavesNothingToSave()
    {
        var page = SaveMoved(Changed("theirs"));

        Choose(page, "Now");
        page.Button("Review again").Click();

        Assert.Contains("Nothing of yours is left to save", Assert.Single(page.Texts(".alert-warning")), StringComparison.Ordinal);
        Assert.Equal("theirs", page.Field(Change.Label).GetAttribute("value"));
        Assert.Contains("Nothing changed", page.Texts("form [role=status]"));
        Assert.Empty(Wire.Writes);
    }

    [Fact]
    public void Save_MovedAndMineDropped_ShowsTheResourceAsItIs()
    {
        var page = SaveMoved(Changed("theirs"));

        page.Button("Drop my changes").Click();

        Assert.Empty(page.FindAll("section.review"));
        Assert.Equal("theirs", page.Field(Change.Label).GetAttribute("value"));
        Assert.Contains("Nothing changed", page.Texts("form [role=status]"));
    }

    [Fact]
    public void Save_SomebodyElseMadeTheSameChange_SaysSoAndLeavesNothingToSave()
    {
        var page = SaveMoved(Changed());

        Assert.Contains("Nothing was sent. The resource now is as you wanted it: somebody else has made the same change.", page.Texts(".alert-warning"));
        Assert.Empty(page.FindAll("section.review"));
        Assert.Contains("Nothing changed", page.Texts("form [role=status]"));
    }

    [Fact]
    public void Save_MovedOnceMoreAfterTheMerge_IsMergedOnceMore()
    {
        var page = SaveMoved(ChangedElsewhere());
        page.Button("Review again").Click();
        Wire.On(Read(Sample).Request, Read(Changed("theirs")).Answer);

        Save(page);

        Assert.Empty(Wire.Writes);
        Assert.True(page.Button("Review again").HasAttribute("disabled"));
        Assert.Contains("theirs", page.Texts("section.review td"));
    }

    [Fact]
    public void ReadAgain_SomebodyChangedTheSameField_AsksInsteadOfOverwriting()
    {
        var page = Open();
        Make(page, Change);
        Time.Advance(TimeSpan.FromMinutes(1));
        Tell(Sam, Id);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".others button")));
        Time.Advance(TimeSpan.FromMinutes(1));
        Wire.On(Read(Sample).Request, Read(Changed("theirs")).Answer);

        page.Find(".others button").Click();

        page.WaitForAssertion(() => Assert.True(page.Button("Review again").HasAttribute("disabled")));
        Assert.Contains("theirs", page.Texts("section.review td"));
        Assert.Contains(Change.Text, page.Texts("section.review td"));
    }

    [Fact]
    public void ReadAgain_MovedWhileBothEditsAreShown_ShowsTheNewestAndKeepsMine()
    {
        var page = SaveMoved(Changed("theirs"));
        Time.Advance(TimeSpan.FromMinutes(1));
        Tell(Sam, Id);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".others button")));
        Wire.On(Read(Sample).Request, Read(Changed("theirs-again")).Answer);

        page.Find(".others button").Click();

        page.WaitForAssertion(() => Assert.Contains("theirs-again", page.Texts("section.review td")));
        Assert.Contains(Change.Text, page.Texts("section.review td"));
    }

    /// <summary>Edits the sample, which has become what is given when it is saved.</summary>
    private IRenderedComponent<TPage> SaveMoved(string live)
    {
        var page = Open();
        Make(page, Change);
        Review(page);
        Wire.On(Read(Sample).Request, Read(live).Answer);
        Save(page);
        return page;
    }

    private string ChangedElsewhere()
    {
        var moved = JsonNode.Parse(Sample)!.AsObject();
        moved["x_new"] = 7;
        return moved.ToJsonString();
    }

    private static void Choose(IRenderedComponent<TPage> page, string side) =>
        page.FindAll("section.review fieldset label").Single(label => label.Words() == side).QuerySelector("input")!.Change("on");

    private static IEnumerable<(string Label, string Side)> Taken(IRenderedComponent<TPage> page) =>
        page.FindAll("section.review tbody tr").Select(row => (row.QuerySelector("th")!.Words(), row.QuerySelector(".taken")!.Words()));
}
