using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>What every kind that the API creates must prove besides an update: the life of a resource, from the list's button to its deletion.</summary>
public abstract class LifeJourney(PortalFixture portal, ChromiumFixture chromium) : UpdateJourney(portal, chromium)
{
    /// <summary>The kind's name, as the button in the list has it.</summary>
    protected abstract string Singular { get; }

    /// <summary>The name that the journey gives.</summary>
    protected abstract string NewName { get; }

    /// <summary>What is stored of what was typed.</summary>
    protected abstract string NewBody { get; }

    /// <summary>Words of the sentence that says what stops working without the resource.</summary>
    protected abstract string Consequence { get; }

    /// <summary>Whether the name has to be typed before a deletion.</summary>
    protected abstract bool IsDeletionTyped { get; }

    /// <summary>How many writes a creation takes.</summary>
    protected virtual int WritesOfACreation => 1;

    private protected string List => $"/accounts/{SandboxApi.Account}/{Path}";

    private protected ILocator Created => Browser.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Created" });

    private ILocator DeletePanel => Browser.Page.GetByRole(AriaRole.Region, new() { NameRegex = new("^Delete ", RegexOptions.None, TimeSpan.FromSeconds(1)) });

    [Fact]
    public async Task Life_FromTheListsButtonToTheDeletionOfAClone_ChangesTheApisState()
    {
        await Browser.OpenAsync(List, "Operator");
        await Browser.Link($"New {Singular}").ClickAsync();
        await Expect(Browser.Heading($"New {Singular}")).ToBeVisibleAsync();
        await FillAsync();
        await CreateAsync();
        var id = await LandedAsync();
        await Expect(Browser.Heading(NewName)).ToBeVisibleAsync();
        AssertContains((JsonObject)JsonNode.Parse(NewBody)!, await Sandbox.StoredAsync(StoredKind, id), "");
        Assert.Equal(WritesOfACreation, (await Sandbox.WritesAsync()).Count);

        await Browser.Link("Clone").ClickAsync();
        await Expect(Browser.Page.GetByText($"filled from {NewName}")).ToBeVisibleAsync();
        await ChangeCloneAsync();
        await CreateAsync();
        var clone = await LandedAsync(id);
        Assert.NotEqual(id, clone);

        await Sandbox.ClearLogAsync();
        await Browser.Button("Delete").ClickAsync();
        await Expect(DeletePanel).ToContainTextAsync(Consequence);
        await Expect(DeletePanel).ToContainTextAsync($"DELETE {List}/{clone}");
        if (IsDeletionTyped)
        {
            await Expect(Browser.Page.GetByLabel($"Type {NewName} to delete it", new() { Exact = true })).ToBeVisibleAsync();
            await Browser.Button("Delete it").ClickAsync();
            await Expect(DeletePanel).ToContainTextAsync("Nothing is typed yet.");
            Assert.Empty(await Sandbox.WritesAsync());
            await Browser.Page.GetByLabel($"Type {NewName} to delete it", new() { Exact = true }).FillAsync(NewName);
        }

        await BrowserPage.ClickTwiceAsync(Browser.Button("Delete it"));

        await Expect(Browser.Page.GetByText("Deleted: ")).ToBeVisibleAsync();
        await Expect(Browser.Page).ToHaveURLAsync(Ending(List));
        var write = Assert.Single(await Sandbox.WritesAsync());
        Assert.Equal(("DELETE", $"/client/v4{List}/{clone}", true), (write.Method, write.Path, write.Landed));
        Assert.False(await Sandbox.HasAsync(StoredKind, clone));
        Assert.True(await Sandbox.HasAsync(StoredKind, id));
    }

    [Theory]
    [InlineData("after-write", false)]
    [InlineData("before-write", true)]
    public async Task Delete_Cut_SaysByItselfWhetherItArrivedWithoutASecondWrite(string cut, bool isThere)
    {
        await Browser.OpenAsync(Address, "Operator");
        await Sandbox.OrderAsync(new JsonObject { ["method"] = "DELETE", ["times"] = 1, ["cut"] = cut });
        await Browser.Button("Delete").ClickAsync();
        if (IsDeletionTyped)
        {
            // Where the focus is: the page may still be about to lead it to the panel's heading.
            var word = Browser.Page.GetByLabel($"Type {Name} to delete it", new() { Exact = true });
            await word.FillAsync(Name);
            await word.PressAsync("Enter");
        }
        else
        {
            await Browser.Button("Delete it").ClickAsync();
        }

        if (isThere)
        {
            await Expect(Browser.Alert).ToContainTextAsync($"The {Singular} was not deleted");
            await Expect(Browser.Alert).ToBeFocusedAsync();
            await Expect(Browser.Page).ToHaveURLAsync(Ending(Address));
        }
        else
        {
            await Expect(Browser.Page.GetByText($"Deleted: {Name}. Reading it again shows that it is gone: the answer itself was lost.")).ToBeVisibleAsync();
            await Expect(Browser.Page).ToHaveURLAsync(Ending(List));
        }

        Assert.Equal(isThere, await Sandbox.HasAsync(StoredKind, Id));
        Assert.Equal(("DELETE", !isThere), Assert.Single(await Sandbox.WritesAsync()) is var write ? (write.Method, write.Landed) : default);
    }

    [Fact]
    public async Task Create_CutBeforeTheWrite_SaysByItselfThatItDidNotArriveAndCreatesAtTheSecondTry()
    {
        await Browser.OpenAsync($"{List}/new", "Operator");
        await FillAsync();
        await Sandbox.OrderAsync(new JsonObject { ["method"] = "POST", ["times"] = 1, ["cut"] = "before-write" });
        await CreateAsync();

        await Expect(Browser.Alert).ToContainTextAsync($"The {Singular} was not created");
        await Expect(Browser.Alert).ToBeFocusedAsync();
        await Expect(Browser.Field(NameLabel)).ToHaveValueAsync(NewName);
        Assert.False(Assert.Single(await Sandbox.WritesAsync()).Landed);
        await CreateAsync();
        AssertContains((JsonObject)JsonNode.Parse(NewBody)!, await Sandbox.StoredAsync(StoredKind, await LandedAsync()), "");
    }

    [Fact]
    public async Task Create_CutAfterTheWrite_LandsOnWhatTheListShowsWithoutASecondWrite()
    {
        await Browser.OpenAsync($"{List}/new", "Operator");
        await FillAsync();
        await Sandbox.OrderAsync(new JsonObject { ["method"] = "POST", ["times"] = 1, ["cut"] = "after-write" });
        await CreateAsync();

        await Expect(Browser.Heading(NewName)).ToBeVisibleAsync();
        Assert.True(Assert.Single(await Sandbox.WritesAsync()).Landed);
        await AssertLandedAsFoundAsync();
    }

    [Fact]
    public async Task Create_RefusedByTheApi_KeepsWhatWasTyped()
    {
        await Sandbox.OrderAsync(new JsonObject
        {
            ["method"] = "POST",
            ["times"] = 1,
            ["status"] = 400,
            ["body"] = new JsonObject { ["success"] = false, ["errors"] = new JsonArray(ApiError("Not this one.", NamePointer)), ["messages"] = new JsonArray(), ["result"] = null },
        });
        await Browser.OpenAsync($"{List}/new", "Operator");
        await FillAsync();
        await CreateAsync();

        await Browser.AssertRefusedAtAsync(Browser.Field(NameLabel), "Not this one.");
        await Expect(Browser.Field(NameLabel)).ToHaveValueAsync(NewName);
        await CreateAsync();
        AssertContains((JsonObject)JsonNode.Parse(NewBody)!, await Sandbox.StoredAsync(StoredKind, await LandedAsync()), "");
    }

    [Fact]
    public async Task New_ForAViewer_IsNotOfferedAndItsFormIsReadOnly()
    {
        await Browser.OpenAsync(List, "Viewer");
        await Expect(Browser.Link(Name)).ToBeVisibleAsync();
        await Expect(Browser.Link($"New {Singular}")).ToHaveCountAsync(0);

        await Browser.Page.GotoAsync($"{List}/new");
        await Expect(Browser.Page.GetByText("Your role is Viewer")).ToBeVisibleAsync();
        await Expect(Browser.Field(NameLabel)).Not.ToBeEditableAsync();
        await Expect(Browser.Button("Review")).ToHaveCountAsync(0);
    }

    /// <summary>The label of the field that names the resource.</summary>
    protected virtual string NameLabel => "Name";

    /// <summary>The place of that field.</summary>
    protected virtual string NamePointer => "/name";

    /// <summary>Types into the new form, as <see cref="NewBody"/> has it.</summary>
    protected abstract Task FillAsync();

    /// <summary>What the new resource's page says when only the list told of it.</summary>
    protected virtual Task AssertLandedAsFoundAsync() => Expect(Created).ToContainTextAsync("as reading it again shows: the answer itself was lost");

    /// <summary>Makes a clone something that may stand beside its original.</summary>
    protected virtual Task ChangeCloneAsync() => Task.CompletedTask;

    /// <summary>Reviews and creates.</summary>
    private protected async Task CreateAsync()
    {
        await Browser.ReviewAsync();
        await Expect(Browser.ReviewPanel).ToContainTextAsync($"POST {List}");
        await BrowserPage.ClickTwiceAsync(Browser.ReviewPanel.GetByRole(AriaRole.Button, new() { Name = "Create", Exact = true }));
    }

    /// <summary>Waits until the new resource's form says that it is created, and returns the id in its address.</summary>
    private async Task<string> LandedAsync(string? before = null)
    {
        await Expect(Created).ToContainTextAsync(RayId());
        await Expect(Created).ToBeFocusedAsync();
        await Expect(Browser.Page).ToHaveURLAsync(new Regex($"{List}/(?!new){(before is null ? "" : $"(?!{before})")}[0-9a-f-]{{32,36}}$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        return new Uri(Browser.Page.Url).Segments[^1];
    }
}
