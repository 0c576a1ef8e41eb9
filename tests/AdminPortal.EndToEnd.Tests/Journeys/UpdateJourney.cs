using System.Text.Json.Nodes;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>What every kind must prove in a browser: the way of an update, from sign-in to the API's changed state. A kind says only what is particular to it.</summary>
public abstract partial class UpdateJourney(PortalFixture portal, ChromiumFixture chromium) : BrowserTest(portal, chromium)
{
    /// <summary>The kind's plural, as the navigation shows it.</summary>
    protected abstract string Plural { get; }

    /// <summary>The kind's path below the account.</summary>
    protected abstract string Path { get; }

    /// <summary>What the sandbox calls the kind in its raw state.</summary>
    protected abstract string StoredKind { get; }

    /// <summary>The resource of the journey.</summary>
    protected abstract string Id { get; }

    /// <summary>Its name in the list and above its form.</summary>
    protected abstract string Name { get; }

    /// <summary>What a person types to find it.</summary>
    protected abstract string Search { get; }

    /// <summary>The field that the journey edits.</summary>
    protected abstract Edit Field { get; }

    /// <summary>What somebody else changes meanwhile.</summary>
    protected abstract Edit ForeignField { get; }

    /// <summary>JSON pointers of the objects inside a resource, into which a newer API could put a member.</summary>
    protected abstract IReadOnlyList<string> NestedObjects { get; }

    /// <summary>The address of the form, which is the API's own path.</summary>
    protected string Address => $"/accounts/{SandboxApi.Account}/{Path}/{Id}";

    private ILocator Control => ControlOf(Field);

    [Fact]
    public async Task Update_FromSignInToSaved_ChangesTheApisState()
    {
        await Browser.OpenAsync("/", "Operator");
        await Browser.Link(Plural).First.ClickAsync();
        await Browser.Page.GetByLabel("Search").FillAsync(Search);
        await Expect(Browser.Page).ToHaveURLAsync(Ending($"{Path}\\?q=.+"));
        await Browser.Page.GetByRole(AriaRole.Row).GetByRole(AriaRole.Link, new() { Name = Name, Exact = true }).ClickAsync();
        await Expect(Browser.Heading(Name)).ToBeVisibleAsync();
        await Expect(Browser.Page).ToHaveURLAsync(Ending($"{Path}/{Id}"));

        await Control.FillAsync(Field.Bad);
        await Browser.Button("Review").ClickAsync();
        await Browser.AssertRefusedAtAsync(Control, Field.Rule);
        await Expect(Browser.ReviewPanel).ToBeHiddenAsync();

        await Control.FillAsync(Field.Good);
        await Expect(Control).Not.ToHaveAttributeAsync("aria-invalid", "true");
        await Browser.ReviewAsync();
        await Expect(Browser.ReviewPanel.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Expect(Browser.Difference(Field.Label).GetByRole(AriaRole.Cell).First).ToContainTextAsync(Field.Before);
        await Expect(Browser.Difference(Field.Label).GetByRole(AriaRole.Cell).Last).ToContainTextAsync(Field.Good);
        await Expect(Browser.ReviewPanel).ToContainTextAsync($"PUT {Address}");
        var body = await Browser.ReviewedBodyAsync();
        Assert.DoesNotContain("sandbox-token", await Browser.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer", await Browser.ReviewPanel.InnerTextAsync(), StringComparison.OrdinalIgnoreCase);

        await Sandbox.ClearLogAsync();
        await Browser.SaveAsync();
        await Expect(Browser.Saved).ToContainTextAsync(RayId());

        Assert.Equal(Field.Good, TextAt(await ReadOverApiAsync(), Field.Pointer));
        AssertContains(body, await Sandbox.StoredAsync(StoredKind, Id), "");
        var write = Assert.Single(await Sandbox.WritesAsync());
        Assert.Equal(("PUT", $"/client/v4{Address}", true), (write.Method, write.Path, write.Landed));
    }

    [Fact]
    public async Task SavedLine_AfterASave_HasTheFocus()
    {
        await Browser.OpenAsync(Address, "Operator");
        await Control.FillAsync(Field.Good);
        await Browser.ReviewAndSaveAsync();

        await Expect(Browser.Saved).ToBeFocusedAsync();
    }

    [Fact]
    public async Task UnknownMembers_UpdatedThroughTheForm_AreStillThere()
    {
        await StoreUnknownMembersAsync();
        await Browser.OpenAsync(Address, "Operator");
        await Control.FillAsync(Field.Good);
        await Browser.ReviewAndSaveAsync();

        var stored = await Sandbox.StoredAsync(StoredKind, Id);
        Assert.Equal(Field.Good, TextAt(stored, Field.Pointer));
        foreach (var place in PlacesOfUnknownMembers)
            Assert.True(JsonNode.DeepEquals(UnknownMember, ObjectAt(stored, place)[UnknownName]), $"{place}/{UnknownName} is {ObjectAt(stored, place)[UnknownName]}");
    }

    [Fact]
    public async Task UnknownMembers_AtEveryLevel_AreListedAsSentAlongUnchanged()
    {
        await StoreUnknownMembersAsync();
        await Browser.OpenAsync(Address, "Operator");

        var aside = Browser.Page.Locator("section").Filter(new() { Has = Browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Sent along unchanged" }) });
        foreach (var place in PlacesOfUnknownMembers)
            await Expect(aside.GetByText($"{place}/{UnknownName}", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Form_OpenedByAViewer_IsReadOnly()
    {
        await Browser.OpenAsync(Address, "Viewer");

        await Expect(Browser.Heading(Name)).ToBeVisibleAsync();
        await Expect(Browser.Page.GetByText("Your role is Viewer")).ToBeVisibleAsync();
        await Expect(Browser.Page.Locator(".loading")).ToHaveCountAsync(0);
        await Expect(Control).Not.ToBeEditableAsync();
        foreach (var control in await Browser.Page.Locator("form.resource-form").Locator("input:visible, select, textarea").AllAsync())
            await Expect(control).Not.ToBeEditableAsync();
        await Expect(Browser.Page.Locator("main").GetByRole(AriaRole.Button, new() { NameRegex = ReadingOnly() })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Refusal_ByTheApi_StandsAtItsFieldAndKeepsWhatWasTyped()
    {
        await Browser.OpenAsync(Address, "Operator");
        var (control, typed, said) = await ProvokeRefusalAsync();
        await Browser.ReviewAsync();
        await Browser.SaveAsync();

        await Browser.AssertRefusedAtAsync(control, said);
        await Expect(control).ToHaveValueAsync(typed);
        await Expect(Browser.ReviewPanel).ToBeHiddenAsync();
        await Expect(Browser.Alert).ToContainTextAsync("Nothing was changed");
        await Expect(Browser.Alert).ToContainTextAsync(RayId());
        await Expect(Browser.Alert).Not.ToContainTextAsync(said);
        Assert.DoesNotContain(await Sandbox.WritesAsync(), write => write.Landed);
    }

    [Fact]
    public async Task Refusal_WithoutAPointer_StandsInTheAlertWithCodeAndDocumentation()
    {
        await Sandbox.RefuseNextPutAsync(
            new JsonObject { ["code"] = 1211, ["message"] = "The account's plan does not allow it.", ["documentation_url"] = "https://developers.cloudflare.com/plans/" },
            ApiError("One that no field has.", "/nowhere/0"));
        await Browser.OpenAsync(Address, "Operator");
        await Control.FillAsync(Field.Good);
        await Browser.ReviewAsync();
        await Browser.SaveAsync();

        await Expect(Browser.Alert).ToContainTextAsync("The account's plan does not allow it.");
        await Expect(Browser.Alert).ToContainTextAsync("1211");
        await Expect(Browser.Alert).ToContainTextAsync("One that no field has.");
        await Expect(Browser.Alert.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "https://developers.cloudflare.com/plans/");
        await Expect(Browser.Alert).ToBeFocusedAsync();
        await Expect(Control).ToHaveValueAsync(Field.Good);
    }

    [Fact]
    public async Task Form_ApisOwnPath_OpensAfterSignIn()
    {
        await Browser.Page.GotoAsync(Address);
        await Expect(Browser.Heading("Sign in")).ToBeVisibleAsync();
        await Browser.Button("Continue as Operator").ClickAsync();

        await Expect(Browser.Heading(Name)).ToBeVisibleAsync();
        await Expect(Browser.Page).ToHaveURLAsync(Ending(Address));
        await Expect(Control).ToBeEditableAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2000)]
    public async Task Save_ClickedAgainBeforeTheBrowserShowsWhatBecameOfIt_SendsOnePut(int latencyMs)
    {
        await Sandbox.OrderAsync(new JsonObject { ["method"] = "PUT", ["latencyMs"] = latencyMs });
        await Browser.OpenAsync(Address, "Operator");
        await Control.FillAsync(Field.Good);
        await Browser.ReviewAsync();
        await BrowserPage.ClickTwiceAsync(Browser.ReviewPanel.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }));

        await Expect(Browser.Saved).ToBeVisibleAsync();
        Assert.Single(await Sandbox.WritesAsync());
    }

    [Fact]
    public async Task Save_ChangedBySomebodyElseMeanwhile_SendsNothingUntilReviewedAgain()
    {
        await Browser.OpenAsync(Address, "Operator");
        await Control.FillAsync(Field.Good);
        await Browser.ReviewAsync();
        await Sandbox.ChangeAsync(StoredKind, Id, resource => SetAt(resource, ForeignField.Pointer, ForeignField.Good));
        await Browser.SaveAsync();

        await Expect(Browser.MergePanel).ToContainTextAsync("Nothing was sent");
        await Expect(Browser.MergePanel).ToContainTextAsync(ForeignField.Label);
        Assert.Empty(await Sandbox.WritesAsync());

        await Browser.Button("Review again").ClickAsync();
        await Expect(Browser.Difference(Field.Label)).ToContainTextAsync(Field.Good);
        await Browser.SaveAsync();
        await Expect(Browser.Saved).ToBeVisibleAsync();
        var stored = await Sandbox.StoredAsync(StoredKind, Id);
        Assert.Equal((Field.Good, ForeignField.Good), (TextAt(stored, Field.Pointer), TextAt(stored, ForeignField.Pointer)));
    }
}
