using AdminPortal.EndToEnd.Tests.Running;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>What is typed outlives the page, the process and the browser. Each test has a portal of its own: on the shared one, drafts are forgotten.</summary>
public sealed class DraftTests(ChromiumFixture chromium) : IDisposable
{
    private const string Targets = $"/accounts/{SandboxApi.Account}/infrastructure/targets";
    private const string Form = $"{Targets}/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("adminportal-drafts-");

    public void Dispose() => _store.Delete(recursive: true);

    [Fact]
    public async Task Reload_WithUnsavedWork_OffersTheDraftAndGoesOnWithIt()
    {
        await using var portal = await StartAsync();
        var browser = await chromium.OpenAsync(portal.Address);
        await TypeAsync(browser, "from-the-draft");

        await browser.Page.ReloadAsync();

        await Expect(browser.DraftBar).ToContainTextAsync("the target has not changed since");
        await Expect(browser.Field("Hostname")).ToHaveAttributeAsync("readonly", "");
        await browser.Button("Resume").ClickAsync();
        await Expect(browser.Field("Hostname")).ToHaveValueAsync("from-the-draft");
        await browser.ReviewAndSaveAsync();
        await browser.Page.GotoAsync("/drafts");
        await Expect(browser.Page.GetByText("You have no drafts")).ToBeVisibleAsync();
        await EndAsync(browser);
    }

    [Fact]
    public async Task Portal_KilledAndStartedAgain_StillHasWhatWasTyped()
    {
        var browser = await OpenOnAPortalThatIsKilledAsync();
        await using var portal = await StartAsync();

        await browser.Page.GotoAsync(new Uri(portal.Address, Form).ToString());

        await Expect(browser.DraftBar).ToContainTextAsync("Your draft of");
        await browser.Button("Resume").ClickAsync();
        await Expect(browser.Field("Hostname")).ToHaveValueAsync("from-before-the-crash");
        await browser.Page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Drafts_InAnotherBrowser_AreTheSamePersonsAndNobodyElses()
    {
        await using var portal = await StartAsync();
        var first = await chromium.OpenAsync(portal.Address);
        await TypeAsync(first, "from-the-first-browser");
        var second = await chromium.OpenAsync(portal.Address);
        await second.OpenAsync("/drafts", "Operator");
        await second.Link("infra-access-target").ClickAsync();
        await Expect(second.DraftBar).ToBeVisibleAsync();
        await second.Button("Compare").ClickAsync();
        await Expect(second.DraftBar.GetByRole(AriaRole.Row).Last).ToContainTextAsync("from-the-first-browser");

        var stranger = await chromium.OpenAsync(portal.Address);
        await stranger.OpenAsync("/drafts", "Administrator");

        await Expect(stranger.Page.GetByText("You have no drafts")).ToBeVisibleAsync();
        await stranger.Page.GotoAsync(Form);
        await Expect(stranger.Button("Review")).ToBeVisibleAsync();
        await Expect(stranger.DraftBar).ToHaveCountAsync(0);
        foreach (var browser in new[] { first, second, stranger })
            await EndAsync(browser);
    }

    [Fact]
    public async Task Leaving_WithTheDraftKept_HasItWhenThePersonComesBack()
    {
        await using var portal = await StartAsync();
        var browser = await chromium.OpenAsync(portal.Address);
        await browser.OpenAsync(Form, "Operator");
        await browser.Field("Hostname").FillAsync("later");
        await Expect(browser.Page.GetByText("1 change", new() { Exact = true })).ToBeVisibleAsync();
        await browser.Link("Peers").First.ClickAsync();
        await browser.Button("Leave, keep the draft").ClickAsync();
        await Expect(browser.Heading("Peers")).ToBeVisibleAsync();

        await browser.Page.GoBackAsync();

        await browser.Button("Resume").ClickAsync();
        await Expect(browser.Field("Hostname")).ToHaveValueAsync("later");
        await EndAsync(browser);
    }

    [Fact]
    public async Task NewTarget_LeftHalfTyped_IsGoneOnWith()
    {
        await using var portal = await StartAsync();
        var browser = await chromium.OpenAsync(portal.Address);
        await browser.OpenAsync($"{Targets}/new", "Operator");
        await browser.Field("Hostname").FillAsync("half-typed");
        await browser.DraftIsKeptAsync();

        await browser.Page.GotoAsync("/drafts");
        await browser.Link("half-typed (new)").ClickAsync();
        await browser.Button("Resume").ClickAsync();

        await Expect(browser.Field("Hostname")).ToHaveValueAsync("half-typed");
        await EndAsync(browser);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Accessibility_OfDraftsAndBothEdits_HasNoViolation(ColorScheme theme)
    {
        await using var portal = await StartAsync();
        using SandboxApi sandbox = new(portal.SandboxAddress, "sandbox-token");
        List<string> violations = [];
        var browser = await chromium.OpenAsync(portal.Address, new() { ColorScheme = theme, ViewportSize = new() { Width = 1400, Height = 900 } });
        async Task LookAsync(string name) => violations.AddRange((await browser.Page.RunAxe()).Violations.Where(violation => violation.Impact is not "minor")
            .Select(violation => $"{name}: {violation.Id} {violation.Nodes[0].Html} {string.Join(" ", violation.Nodes[0].Any.Select(check => check.Message))}"));
        await TypeAsync(browser, "mine");
        await LookAsync("kept");
        await sandbox.ChangeAsync("targets", Form[^36..], target => target["hostname"] = "theirs");
        await browser.Page.GotoAsync("/drafts");
        await Expect(browser.Link("infra-access-target")).ToBeVisibleAsync();
        await LookAsync("drafts");

        await browser.Link("infra-access-target").ClickAsync();
        await browser.Button("Compare").ClickAsync();
        await Expect(browser.DraftBar.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await LookAsync("bar");
        await browser.Button("Resume").ClickAsync();
        await Expect(browser.Button("Review again")).ToBeVisibleAsync();
        await LookAsync("merge");
        await browser.Link("Peers").First.ClickAsync();
        await Expect(browser.LeaveDialog).ToBeVisibleAsync();
        await LookAsync("leave");
        await browser.Button("Leave and discard").ClickAsync();
        await Expect(browser.Heading("Peers")).ToBeVisibleAsync();
        await browser.Link("Drafts").ClickAsync();
        await Expect(browser.Page.GetByText("You have no drafts")).ToBeVisibleAsync();
        await LookAsync("no drafts");

        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
        await EndAsync(browser);
    }

    private Task<PortalProcess> StartAsync() => PortalProcess.StartWithSandboxAsync(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Store__Folder"] = _store.FullName,
        ["Sandbox__FaultsEnabled"] = "true",
        ["Cloudflare__TokenCheck__AtStart"] = "false",
    });

    private static async Task TypeAsync(BrowserPage browser, string hostname)
    {
        await browser.OpenAsync(Form, "Operator");
        await browser.Field("Hostname").FillAsync(hostname);
        await browser.DraftIsKeptAsync();
    }

    private async Task<BrowserPage> OpenOnAPortalThatIsKilledAsync()
    {
        await using var portal = await StartAsync();
        var browser = await chromium.OpenAsync(portal.Address);
        await TypeAsync(browser, "from-before-the-crash");
        return browser;
    }

    private static async Task EndAsync(BrowserPage browser)
    {
        var complaints = browser.Complaints.Unexpected;
        await browser.Page.Context.DisposeAsync();
        Complaints.AssertNone(complaints);
    }
}
