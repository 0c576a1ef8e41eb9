using System.Text.RegularExpressions;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>Targets are narrowed by everything that the API offers; what narrows them is in sight, in the address, and gone with a click.</summary>
public sealed class FilterTests(PortalFixture portal, ChromiumFixture chromium) : BrowserTest(portal, chromium)
{
    private const string Targets = $"/accounts/{SandboxApi.Account}/infrastructure/targets";

    private ILocator Rows => Browser.Page.Locator("tbody").GetByRole(AriaRole.Row);

    private ILocator Chips => Browser.Page.GetByRole(AriaRole.List, new() { Name = "Active filters" }).Locator(".chip");

    private ILocator Panel => Browser.Page.GetByRole(AriaRole.Form, new() { Name = "Filters" });

    private ILocator Headings => HeadingsOf(Browser);

    [Fact]
    public async Task Filters_OfARangeAndATag_AreAskedOnceSurviveReloadAndGoOneByOne()
    {
        await Browser.OpenAsync(Targets, "Viewer");
        await Expect(Rows).ToHaveCountAsync(50);
        await OpenPanelAsync("Filters");
        await Sandbox.ClearLogAsync();
        await FillRangeAsync("10.20.0.1", "10.20.0.100");
        await Browser.Field("Tags").FillAsync("env:lab");
        await Browser.Button("Apply").ClickAsync();

        await Expect(Chips).ToContainTextAsync(["IPv4 range 10.20.0.1 to 10.20.0.100", "Tag env:lab"]);
        await Expect(Browser.Page.GetByText("10 match")).ToBeVisibleAsync();
        await Expect(Panel).ToHaveCountAsync(0);
        await Expect(Browser.Button("Filters (2)")).ToBeFocusedAsync();
        Assert.Contains("ipv4_start=10.20.0.1&ipv4_end=10.20.0.100&tag=env%3Alab", Assert.Single(await Sandbox.LogAsync()).Query, StringComparison.Ordinal);

        await Sandbox.ClearLogAsync();
        await Browser.Page.ReloadAsync();
        await Expect(Browser.Page.GetByText("10 match")).ToBeVisibleAsync();
        await Expect(Chips).ToHaveCountAsync(2);
        Assert.Single(await Sandbox.LogAsync());

        await Browser.Button("Remove IPv4 range 10.20.0.1 to 10.20.0.100").ClickAsync();
        await Expect(Chips).ToContainTextAsync(["Tag env:lab"]);
        await Expect(Browser.Page.GetByText("32 match")).ToBeVisibleAsync();
        await Expect(Browser.Button("Remove Tag env:lab")).ToBeFocusedAsync();
        await Expect(Browser.Page).ToHaveURLAsync(Matching(@"\?tag=env%3Alab$"));
        await Browser.Button("Clear all").ClickAsync();
        await Expect(Chips).ToHaveCountAsync(0);
        await Expect(Browser.Page.GetByText("240 in all")).ToBeVisibleAsync();
        await Expect(Browser.Page.GetByLabel("Search")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Filter_OfADay_IsTheReadersOwnAndAskedOnce()
    {
        await Browser.OpenAsync($"{Targets}?created-before=2019-08-24", "Viewer");

        await Expect(Rows).ToHaveCountAsync(1);
        Assert.Contains("created_before=2019-08-24T21%3A59%3A59.999999Z", Assert.Single(await Sandbox.LogAsync()).Query, StringComparison.Ordinal);
        await OpenPanelAsync("Filters (1)");
        await Expect(Browser.Field("Created on or before")).ToHaveValueAsync("2019-08-24");
        await Browser.Field("Created on or before").FillAsync("2019-08-23");
        await Browser.Button("Apply").ClickAsync();
        await Expect(Browser.Page.GetByText("Nothing matches.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Filter_OfANetwork_IsChosenByNameOnceThePanelIsOpen()
    {
        await Browser.OpenAsync(Targets, "Viewer");
        await Expect(Rows).ToHaveCountAsync(50);
        Assert.DoesNotContain(await Sandbox.LogAsync(), request => request.Path.EndsWith("/virtual_networks", StringComparison.Ordinal));
        await OpenPanelAsync("Filters");

        await Browser.Field("Virtual network").SelectOptionAsync("lab");
        await Browser.Button("Apply").ClickAsync();

        await Expect(Chips).ToContainTextAsync(["Virtual network lab"]);
        await Expect(Browser.Page).ToHaveURLAsync(Matching(@"\?network=[0-9a-f-]{36}$"));
        Assert.Single(await Sandbox.LogAsync(), request => request.Path.EndsWith("/virtual_networks", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Filter_ThatIsWrong_IsToldAtItsFieldAndAsksNothing()
    {
        await Browser.OpenAsync(Targets, "Viewer");
        await Expect(Rows).ToHaveCountAsync(50);
        await OpenPanelAsync("Filters");
        await Sandbox.ClearLogAsync();
        await Browser.Field("IPv4 address").FillAsync("10.1");
        await Browser.Field("IPv4 address").PressAsync("Enter");

        await Browser.AssertRefusedAtAsync(Browser.Field("IPv4 address"), "An IPv4 address of four decimal parts");
        Assert.Empty(await Sandbox.LogAsync());
    }

    [Fact]
    public async Task Address_WithAWrongFilter_SaysSoAndShowsTheRest()
    {
        await Browser.OpenAsync($"{Targets}?ipv4=10.1&tag=env%3Alab&sort=colour", "Viewer");

        await Expect(Browser.Page.GetByText("32 match")).ToBeVisibleAsync();
        await Expect(Chips.Filter(new() { HasText = "Ignored." })).ToHaveCountAsync(2);
        await Browser.Button("Remove IPv4 address 10.1").ClickAsync();
        await Expect(Browser.Page).ToHaveURLAsync(Matching(@"\?tag=env%3Alab$"));
        await Expect(Chips).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Panels_WithTheKeyboard_OpenAndCloseByEnterAndEscape()
    {
        await Browser.OpenAsync(Targets, "Viewer");
        await Expect(Rows).ToHaveCountAsync(50);
        await Browser.Button("Filters").FocusAsync();
        await Browser.Page.Keyboard.PressAsync("Enter");
        await Expect(Panel).ToBeVisibleAsync();
        await Browser.Page.Keyboard.PressAsync("Escape");
        await Expect(Panel).ToHaveCountAsync(0);

        await Browser.Page.Keyboard.PressAsync("Enter");
        await Expect(Panel).ToBeVisibleAsync();
        await Browser.Field("Hostname").FocusAsync();
        await Browser.Page.Keyboard.PressAsync("Escape");
        await Expect(Panel).ToHaveCountAsync(0);
        await Expect(Browser.Button("Filters")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Columns_Chosen_AreThereAfterReloadAndInAnotherBrowserOfThePerson()
    {
        await Browser.OpenAsync(Targets, "Administrator");
        await Browser.Button("Columns").ClickAsync();
        await Browser.Page.GetByLabel("IPv6 address").UncheckAsync();
        await Browser.Page.GetByLabel("Modified").CheckAsync();
        await AssertHeadingsAsync(Headings);
        await Browser.Page.GetByLabel("Pages").GetByRole(AriaRole.Link, new() { Name = "25", Exact = true }).ClickAsync();
        await Expect(Rows).ToHaveCountAsync(25);

        await Browser.Page.ReloadAsync();
        await AssertHeadingsAsync(Headings);

        var another = await OpenAnotherAsync();
        await another.OpenAsync(Targets, "Administrator");
        await AssertHeadingsAsync(HeadingsOf(another));
        await Expect(another.Page.Locator("tbody").GetByRole(AriaRole.Row)).ToHaveCountAsync(25);

        var somebodyElse = await OpenAnotherAsync();
        await somebodyElse.OpenAsync(Targets, "Viewer");
        await Expect(HeadingsOf(somebodyElse)).ToHaveTextAsync(["Hostname", "IPv4 address", "IPv6 address", "Tags", "Created"]);
        await RestoreAsync(another);
    }

    [Fact]
    public async Task NextPage_UnderThePointer_IsThereBeforeItIsWanted()
    {
        await Browser.OpenAsync(Targets, "Viewer");
        await Expect(Rows).ToHaveCountAsync(50);
        await Sandbox.ClearLogAsync();
        var next = Browser.Page.GetByLabel("Pages").GetByRole(AriaRole.Link, new() { Name = "Next" });
        await next.HoverAsync();
        await WaitForCallsAsync(1);
        await next.ClickAsync();
        await Expect(Browser.Page.GetByText("Page 2 of 5")).ToBeVisibleAsync();

        await WaitForCallsAsync(2);
        Assert.Equal(["2", "3"], (await Sandbox.LogAsync()).Select(request => Matching(@"(?<=[?&]page=)\d+").Match(request.Query).Value));
    }

    private static Regex Matching(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    private static Task AssertHeadingsAsync(ILocator headings) => Expect(headings).ToHaveTextAsync(["Hostname", "IPv4 address", "Tags", "Created", "Modified"]);

    /// <summary>The portal and its store are shared by all tests.</summary>
    private static async Task RestoreAsync(BrowserPage browser)
    {
        await browser.Button("Columns").ClickAsync();
        await browser.Button("As usual").ClickAsync();
        await browser.Page.GetByLabel("Pages").GetByRole(AriaRole.Link, new() { Name = "50", Exact = true }).ClickAsync();
        await Expect(browser.Page.Locator("tbody").GetByRole(AriaRole.Row)).ToHaveCountAsync(50);
        await Expect(HeadingsOf(browser)).ToHaveTextAsync(["Hostname", "IPv4 address", "IPv6 address", "Tags", "Created"]);
    }

    private async Task OpenPanelAsync(string button)
    {
        await Browser.Button(button).ClickAsync();
        await Expect(Browser.Field("Virtual network").Locator("option")).Not.ToHaveCountAsync(1);
    }

    private async Task FillRangeAsync(string first, string last)
    {
        var range = Browser.Page.GetByRole(AriaRole.Group, new() { Name = "IPv4 range", Exact = true });
        await range.GetByLabel("First address").FillAsync(first);
        await range.GetByLabel("Last address").FillAsync(last);
    }

    /// <summary>The sandbox does not tell when it is asked, so it is asked in turn.</summary>
    private async Task WaitForCallsAsync(int count)
    {
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(15));
        while ((await Sandbox.LogAsync()).Count(request => request.Status is not null) < count)
        {
            late.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The columns' headings, without the one of the boxes that select rows.</summary>
    private static ILocator HeadingsOf(BrowserPage browser) => browser.Page.Locator("thead th:not(.pick)");
}
