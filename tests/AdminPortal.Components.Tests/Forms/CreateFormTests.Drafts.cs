using AdminPortal.Changes.Drafts;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using Bunit;

namespace AdminPortal.Components.Tests.Forms;

/// <content>A resource that is not there yet has a draft, too.</content>
public abstract partial class CreateFormTests<TNewPage, TPage, TResource, TInput>
{
    private const string Operator = "Local Operator";

    private DraftSubject Subject => new(Wire.AccountId, Kind.Name, DraftSubject.New);

    [Fact]
    public void Draft_OfAFilledForm_IsKeptAndGoesWithTheCreation()
    {
        AnswerAll();
        var page = OpenFilled();
        Time.Advance(DraftKeeper.Pause);
        page.WaitForAssertion(() => Assert.Single(Drafts.Of(Operator)));
        Assert.Equal(Subject, Drafts.Of(Operator).Single().Subject);
        AssertSameJson(Body, Drafts.Of(Operator).Single().Content.Input.ToJsonString());

        Review(page);
        Create(page);
        Time.Advance(DraftKeeper.Pause);

        page.WaitForAssertion(() => Assert.Empty(Drafts.Of(Operator)));
    }

    [Fact]
    public async Task Resume_ADraftOfAnEarlierForm_FillsThisOne()
    {
        OpenFilled();
        await DisposeComponentsAsync();
        var page = Open();
        Assert.StartsWith($"Your draft of a new {Kind.Name.ToLowerInvariant()}, of ", page.Find("#draft-words").Words(), StringComparison.Ordinal);

        page.Button("Resume").Click();
        Assert.Equal(Filled.Text, page.Field(Filled.Label).GetAttribute("value"));
        Review(page);

        AssertSameJson(Body, page.Find("pre.request").TextContent);
    }

    [Fact]
    public async Task Discard_ADraftOfAnEarlierForm_LeavesAnEmptyOne()
    {
        OpenFilled();
        await DisposeComponentsAsync();
        var page = Open();

        page.Button("Discard").Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".draft-bar")));
        Assert.Empty(Drafts.Of(Operator));
        Assert.Equal("", page.Field(Filled.Label).GetAttribute("value") ?? "");
    }

    [Fact]
    public void Draft_OfAnUntouchedClone_IsNotKept()
    {
        OpenClone(Sample);

        Time.Advance(DraftKeeper.Pause);

        Assert.Equal(0, Drafts.Writes);
    }
}
