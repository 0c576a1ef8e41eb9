using System.Text.RegularExpressions;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>The address is the state of a list; targets are searched, sorted and paged by the API itself.</summary>
public sealed class ListTests(PortalFixture portal, ChromiumFixture chromium) : BrowserTest(portal, chromium)
{
    private const string Account = $"/accounts/{SandboxApi.Account}";
    private const string Targets = $"{Account}/infrastructure/targets";

    private ILocator Rows => Browser.Page.Locator("tbody").GetByRole(AriaRole.Row);

    private ILocator Summary => Browser.Page.Locator(".summary");

    private ILocator FirstName => Rows.First.GetByRole(AriaRole.Link);

    [Theory]
    [InlineData("infrastructure/targets", 50, "240 in all")]
    [InlineData("magic/apps", 30, "30 in all")]
    [InlineData("secondary_dns/peers", 12, "12 in all")]
    [InlineData("magic/cf_interconnects", 9, "9 in all")]
    public async Task List_InitialData_ShowsRowsAndTheirNumber(string path, int rows, string summary)
    {
        await Browser.OpenAsync($"{Account}/{path}", "Viewer");

        await Expect(Rows).ToHaveCountAsync(rows);
        await Expect(Browser.Page.GetByText(summary)).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("infrastructure/targets", "Hostname")]
    [InlineData("magic/apps", "Name")]
    [InlineData("secondary_dns/peers", "Name")]
    [InlineData("magic/cf_interconnects", "Name")]
    public async Task Sort_HeadingClicked_StandsInTheAddressAndSurvivesReloadAndBack(string path, string heading)
    {
        await Browser.OpenAsync($"{Account}/{path}", "Viewer");
        var column = Browser.Page.GetByRole(AriaRole.Columnheader, new() { Name = heading, Exact = true });
        await column.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(column).ToHaveAttributeAsync("aria-sort", "ascending");
        var first = await FirstName.InnerTextAsync();
        await column.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(column).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(Browser.Page).ToHaveURLAsync(Matching("sort=[a-z]+&dir=desc$"));
        var last = await FirstName.InnerTextAsync();
        Assert.NotEqual(first, last);

        await Browser.Page.ReloadAsync();
        await Expect(column).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(FirstName).ToHaveTextAsync(last);
        await Browser.Page.GoBackAsync();
        await Expect(column).ToHaveAttributeAsync("aria-sort", "ascending");
        await Expect(FirstName).ToHaveTextAsync(first);
    }

    [Fact]
    public async Task Search_Typed_StandsInTheAddressAndSurvivesReload()
    {
        await Browser.OpenAsync($"{Account}/magic/apps", "Viewer");
        await Browser.Page.GetByLabel("Search").FillAsync("git.example");
        await Expect(Rows).ToHaveCountAsync(1);
        await Expect(Browser.Page).ToHaveURLAsync(Matching(@"\?q=git.example$"));

        await Browser.Page.ReloadAsync();
        await Expect(Browser.Page.GetByLabel("Search")).ToHaveValueAsync("git.example");
        await Expect(FirstName).ToHaveTextAsync("Git hosting");
        await Expect(Rows).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Search_NothingFound_SaysSoAndLeadsBackToAll()
    {
        await Browser.OpenAsync($"{Account}/secondary_dns/peers?q=no+such+thing", "Viewer");

        await Expect(Browser.Page.GetByText("Nothing matches.")).ToBeVisibleAsync();
        await Browser.Link("Show all peers").ClickAsync();
        await Expect(Rows).ToHaveCountAsync(12);
        await Expect(Browser.Page.GetByLabel("Search")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Filter_Chosen_StandsInTheAddressAndSurvivesReload()
    {
        await Browser.OpenAsync($"{Account}/magic/apps", "Viewer");
        await Browser.Page.GetByLabel("Owner").SelectOptionAsync("Managed apps");
        await Expect(Rows).ToHaveCountAsync(6);
        await Expect(Browser.Page).ToHaveURLAsync(Matching(@"\?owner=managed$"));

        await Browser.Page.ReloadAsync();
        await Expect(Rows).ToHaveCountAsync(6);
        await Expect(Browser.Page.GetByLabel("Owner")).ToHaveValueAsync("managed");
    }

    [Fact]
    public async Task Targets_Opened_CostOneCallOfOnePage()
    {
        await Browser.OpenAsync("/signin", "Viewer");
        await Expect(Browser.Heading("Overview")).ToBeVisibleAsync();
        await Expect(Browser.Page.GetByText("240", new() { Exact = true })).ToBeVisibleAsync();
        await Sandbox.ClearLogAsync();
        await Browser.Link("Targets").First.ClickAsync();
        await Expect(Rows).ToHaveCountAsync(50);

        var call = Assert.Single(await TargetCallsAsync());
        Assert.Contains("page=1", call.Query, StringComparison.Ordinal);
        Assert.Contains("per_page=50", call.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Targets_SecondPage_IsAskedOfTheApiAndBackLeadsToTheFirst()
    {
        await Browser.OpenAsync(Targets, "Viewer");
        var first = await FirstName.InnerTextAsync();
        await Sandbox.ClearLogAsync();
        await Browser.Page.GetByLabel("Pages").GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await Expect(Browser.Page.GetByText("Page 2 of 5")).ToBeVisibleAsync();
        await Expect(Browser.Page).ToHaveURLAsync(Matching(@"\?page=2$"));
        await Expect(FirstName).Not.ToHaveTextAsync(first);
        Assert.Contains("page=2", Assert.Single(await TargetCallsAsync()).Query, StringComparison.Ordinal);

        await Browser.Page.GoBackAsync();
        await Expect(Browser.Page.GetByText("Page 1 of 5")).ToBeVisibleAsync();
        await Expect(FirstName).ToHaveTextAsync(first);
    }

    [Fact]
    public async Task Targets_SortedFilteredAndSearched_AreSoByTheApi()
    {
        await Browser.OpenAsync($"{Targets}?q=db-&sort=hostname&dir=desc&size=25", "Viewer");
        await Expect(Rows).Not.ToHaveCountAsync(0);
        var query = Assert.Single(await TargetCallsAsync()).Query;
        Assert.Contains("hostname_contains=db-", query, StringComparison.Ordinal);
        Assert.Contains("order=hostname", query, StringComparison.Ordinal);
        Assert.Contains("direction=desc", query, StringComparison.Ordinal);
        Assert.Contains("per_page=25", query, StringComparison.Ordinal);

        var inAllNetworks = await Summary.InnerTextAsync();
        await Sandbox.ClearLogAsync();
        await Browser.Page.GetByLabel("Virtual network").SelectOptionAsync("lab");
        await Expect(Browser.Page).ToHaveURLAsync(Matching("network="));

        // The rows before are some of the rows after; only their number tells that the answer has come.
        await Expect(Summary).Not.ToHaveTextAsync(inAllNetworks);
        await Expect(Rows.Filter(new() { HasText = "db-" })).Not.ToHaveCountAsync(0);
        Assert.Contains("virtual_network_id=", Assert.Single(await TargetCallsAsync()).Query, StringComparison.Ordinal);
    }

    private static Regex Matching(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    private async Task<IReadOnlyList<LoggedRequest>> TargetCallsAsync() =>
        [.. (await Sandbox.LogAsync()).Where(request => request.Path.EndsWith("/infrastructure/targets", StringComparison.Ordinal))];
}
