using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Drafts;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Values;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Forms;

/// <content>Unsaved work is kept on the server.</content>
public abstract partial class FormTests<TPage, TResource, TInput>
{
    private const string Operator = "Local Operator";

    private DraftSubject Subject => new(Wire.AccountId, Kind.Name, Id);

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void Draft_OnceTypingRests_IsKeptWithWhatTheEditBeganWith()
    {
        var page = Open();
        Make(page, Change);
        Time.Advance(DraftKeeper.Pause - TimeSpan.FromMilliseconds(1));
        Assert.Empty(Drafts.Of(Operator));

        Time.Advance(TimeSpan.FromMilliseconds(1));

        page.WaitForAssertion(() => Assert.Equal("Draft kept 05:06 UTC", page.Find(".draft-kept").Words()));
        var draft = Assert.Single(Drafts.Of(Operator));
        Assert.Equal(Subject, draft.Subject);
        Assert.Equal(Change.Text, JsonPointer.ReadText(draft.Content.Input, Change.Pointer));
        Assert.Equal(JsonPointer.ReadText(JsonNode.Parse(Sample), Change.Pointer), JsonPointer.ReadText(draft.Content.Baseline, Change.Pointer));
        Assert.Equal(Change.Pointer, draft.Content.Field);
    }

    [Fact]
    public void Draft_OfAnUndoneEdit_IsRemoved()
    {
        var page = OpenWithDraftKept();

        page.Button("Undo all").Click();
        Time.Advance(DraftKeeper.Pause);

        page.WaitForAssertion(() => Assert.Empty(Drafts.Of(Operator)));
        Assert.Equal("", page.Find(".draft-kept").Words());
    }

    [Fact]
    public void Draft_OnceSaved_IsGone()
    {
        Wire.On(PutLine, Updated(Changed()));
        var page = OpenWithDraftKept();
        Review(page);

        Save(page);

        page.WaitForAssertion(() => Assert.Empty(Drafts.Of(Operator)));
    }

    [Fact]
    public void Draft_TheSaveRefused_IsStillThere()
    {
        Wire.On(PutLine, Envelope(Error("Not now.", Change.Pointer)), 400);
        var page = OpenWithDraftKept();
        Review(page);

        Save(page);
        Time.Advance(DraftKeeper.Pause);

        Assert.Single(Drafts.Of(Operator));
    }

    [Fact]
    public async Task Draft_TheFormGoesBeforeTypingRests_IsKept()
    {
        var page = Open();
        Make(page, Change);

        await DisposeComponentsAsync();

        Assert.Equal(Change.Text, JsonPointer.ReadText(Assert.Single(Drafts.Of(Operator)).Content.Input, Change.Pointer));
    }

    [Fact]
    public void Open_WithADraft_OffersItAndLetsNothingBeTypedOverIt()
    {
        KeepDraft(Sample, Change.Text);

        var page = Open();

        Assert.Equal($"Your draft of 05:06 UTC; the {Kind.Name.ToLowerInvariant()} has not changed since. Resume or discard it before you edit anything.", page.Find("#draft-words").Words());
        Assert.All(page.FindAll("form input, form select, form textarea"), control => Assert.True(control.HasAttribute("readonly") || control.HasAttribute("disabled"), control.OuterHtml));
        Assert.Empty(page.FindAll("form button"));
    }

    [Fact]
    public void Open_WithADraftOfAnotherDay_NamesTheDay()
    {
        KeepDraft(Sample, Change.Text);
        Time.Advance(TimeSpan.FromDays(2));

        Assert.StartsWith("Your draft of 2026-03-04 05:06 UTC;", Open().Find("#draft-words").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ByAPageThatLoadedItselfAgain_PutsItsDraftIntoTheForm()
    {
        JSInterop.Setup<bool>("portal.takeBack").SetResult(true);
        KeepDraft(Sample, Change.Text);

        var page = Open();

        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
        Assert.Empty(page.FindAll(".draft-bar"));
        Assert.Contains(page.Texts("[role=status]"), text => text.Contains("What you had typed is back in the form.", StringComparison.Ordinal));
        Assert.True(page.Find("form").HasAttribute("data-ready"));
        Assert.True(page.Find("form").HasAttribute("data-unsaved"));
    }

    [Fact]
    public void Open_ByAPageThatLoadedItselfAgainAndTheSameFieldChanged_ShowsBothEdits()
    {
        JSInterop.Setup<bool>("portal.takeBack").SetResult(true);
        KeepDraft(Sample, Change.Text);

        var page = Open(Changed("theirs"));

        Assert.True(page.Button("Review again").HasAttribute("disabled"));
    }

    [Fact]
    public void Resume_TheResourceUnchanged_PutsTheDraftIntoTheForm()
    {
        KeepDraft(Sample, Change.Text);
        var page = Open();

        page.Button("Resume").Click();

        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
        Assert.Contains("1 change", page.Texts("form [role=status]"));
        Assert.Empty(page.FindAll(".draft-bar"));
        Assert.Equal("Draft kept 05:06 UTC", page.Find(".draft-kept").Words());
        Assert.Equal(FieldId.Of(Change.Pointer), Focused);
    }

    [Fact]
    public void Resume_TheSameFieldChanged_AsksAndKeepsTheDraftMeanwhile()
    {
        KeepDraft(Sample, Change.Text);
        var page = Open(Changed("theirs"));
        Assert.Contains("has changed since", page.Find("#draft-words").Words(), StringComparison.Ordinal);

        page.Button("Resume").Click();
        Time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(page.Button("Review again").HasAttribute("disabled"));
        Assert.Equal(Change.Text, JsonPointer.ReadText(Assert.Single(Drafts.Of(Operator)).Content.Input, Change.Pointer));
        Choose(page, "Your draft");
        page.Button("Review again").Click();
        Assert.Equal(["theirs"], page.Texts("section.review td.before"));
        Assert.Equal([Change.Text], page.Texts("section.review td.after"));
    }

    [Fact]
    public void Resume_AnotherFieldChanged_KeepsBoth()
    {
        KeepDraft(Sample, Change.Text);
        var page = Open(ChangedElsewhere());

        page.Button("Resume").Click();
        page.Button("Review again").Click();

        Assert.Equal([Change.Label], page.Texts("section.review th[scope=row]"));
        Assert.Contains("\"x_new\": 7", page.Find("pre.request").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ADraft_ShowsWhatItWouldChange()
    {
        KeepDraft(Sample, Change.Text);
        var page = Open();

        page.Button("Compare").Click();

        Assert.Equal(
            [Change.Label, JsonPointer.ReadText(JsonNode.Parse(Sample), Change.Pointer)!, Change.Text],
            page.FindAll(".draft-bar tbody tr").Single().Children.Select(cell => cell.Words()));
    }

    [Fact]
    public void Discard_ADraft_RemovesItAndLetsTheFormBeEdited()
    {
        KeepDraft(Sample, Change.Text);
        var page = Open();

        page.Button("Discard").Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".draft-bar")));
        Assert.Empty(Drafts.Of(Operator));
        Make(page, Change);
        Assert.Contains("1 change", page.Texts("form [role=status]"));
    }

    [Fact]
    public void Open_WithADraftThatWasSaved_SaysNothingAndRemovesIt()
    {
        KeepDraft(Sample, Change.Text);

        var page = Open(Changed());

        Assert.Empty(page.FindAll(".draft-bar"));
        Assert.Empty(Drafts.Of(Operator));
    }

    [Fact]
    public void Open_WithADraftOfSomebodyElse_SaysNothing()
    {
        KeepDraft(Sample, Change.Text, Sam);

        Assert.Empty(Open().FindAll(".draft-bar"));
        Assert.Single(Drafts.Of(Sam));
    }

    [Fact]
    public void Viewer_WithADraftFromAnotherRole_CanOnlyLook()
    {
        SignIn(Role.Viewer);
        KeepDraft(Sample, Change.Text, "Local Viewer");

        Assert.Empty(Open().FindAll(".draft-bar"));
    }

    [Fact]
    public void Draft_OfAnotherWindow_IsNotOverwrittenUnasked()
    {
        var page = Open();
        KeepDraft(Sample, "from-another-window");
        Make(page, Change);

        Time.Advance(DraftKeeper.Pause);

        page.WaitForAssertion(() => Assert.StartsWith("There is another draft of yours, of 05:06 UTC", page.Find("#draft-words").Words(), StringComparison.Ordinal));
        Assert.Equal("from-another-window", JsonPointer.ReadText(Assert.Single(Drafts.Of(Operator)).Content.Input, Change.Pointer));
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));

        page.Button("Keep this one instead").Click();
        Time.Advance(DraftKeeper.Pause);

        page.WaitForAssertion(() => Assert.Equal(Change.Text, JsonPointer.ReadText(Assert.Single(Drafts.Of(Operator)).Content.Input, Change.Pointer)));
        Assert.Empty(page.FindAll(".draft-bar"));
    }

    [Fact]
    public void Leaving_WithUnsavedWork_AsksAndStays()
    {
        var page = Open();
        Make(page, Change);
        var here = Navigation.Uri;

        Navigation.NavigateTo("/elsewhere");

        page.WaitForAssertion(() => Assert.Single(page.FindAll("dialog#leave")));
        Assert.Equal(here, Navigation.Uri);
        page.Button("Stay").Click();
        Assert.Empty(page.FindAll("dialog"));
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
        Assert.Equal(FieldId.Of(Change.Pointer), Focused);
    }

    [Fact]
    public void Leaving_WithTheDraftKept_IsThereWhenTheFormIsOpenedAgain()
    {
        var page = Open();
        Make(page, Change);
        Navigation.NavigateTo("/elsewhere");
        page.WaitForAssertion(() => Assert.Single(page.FindAll("dialog#leave")));

        page.Button("Leave, keep the draft").Click();

        page.WaitForAssertion(() => Assert.EndsWith("/elsewhere", Navigation.Uri, StringComparison.Ordinal));
        Assert.Single(Drafts.Of(Operator));
    }

    [Fact]
    public void Leaving_WithTheDraftDiscarded_LeavesNone()
    {
        var page = OpenWithDraftKept();
        Navigation.NavigateTo("/elsewhere");
        page.WaitForAssertion(() => Assert.Single(page.FindAll("dialog#leave")));

        page.Button("Leave and discard").Click();

        page.WaitForAssertion(() => Assert.EndsWith("/elsewhere", Navigation.Uri, StringComparison.Ordinal));
        Assert.Empty(Drafts.Of(Operator));
    }

    private IRenderedComponent<TPage> OpenWithDraftKept()
    {
        var page = Open();
        Make(page, Change);
        Time.Advance(DraftKeeper.Pause);
        page.WaitForAssertion(() => Assert.NotEqual("", page.Find(".draft-kept").Words()));
        return page;
    }

    /// <summary>A draft of the sample with the change's field set to something.</summary>
    private void KeepDraft(string sample, string text, string person = Operator)
    {
        Wire.On(Read(sample).Request, Read(sample).Answer);
        var resource = Kind.ReadAsync(Services.GetRequiredService<ICloudflareAccounts>().All[0], Id, CancellationToken.None).GetAwaiter().GetResult();
        var baseline = Kind.InputOf(Assert.IsType<ApiResult<TResource>.Ok>(resource).Value);
        var input = (JsonObject)baseline.DeepClone();
        JsonPointer.Write(input, Change.Pointer, text);
        Drafts.KeepAsync(person, Subject, new(baseline, input, Change.Pointer, "It"), CancellationToken.None).GetAwaiter().GetResult();
    }
}
