using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>Several people in a console as it starts by itself: what one changes, the others see where they are, and what one has read serves all.</summary>
public sealed class OpenListTests(ChromiumFixture chromium) : IAsyncLifetime
{
    private const string Peers = $"/accounts/{SandboxApi.Account}/secondary_dns/peers";
    private const string Targets = $"/accounts/{SandboxApi.Account}/infrastructure/targets";
    private const string Peer = "23ff594956f20c2a721606e94745a8aa";
    private const string Target = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    /// <summary>The pixels by which the page is scrolled, the address of the link that has the focus, and how far below the window's top it stands.</summary>
    private const string WhereIs = "() => [document.querySelector('.portal-body').scrollTop, document.activeElement.getAttribute('href'), Math.round(document.activeElement.getBoundingClientRect().top)].join(' ')";

    /// <summary>Each portal here is new, and its first page takes what a cold start takes.</summary>
    private const float ColdStart = 30_000;

    private readonly List<BrowserPage> _opened = [];
    private PortalProcess _portal = null!;
    private SandboxApi _sandbox = null!;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalProcess.StartWithSandboxAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Sandbox__FaultsEnabled"] = "true",

            // It reads a little of each kind, too.
            ["Cloudflare__TokenCheck__AtStart"] = "false",
        });
        _sandbox = new(_portal.SandboxAddress, "sandbox-token");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _opened)
        {
            browser.Complaints.AssertNone();
            await browser.Page.Context.DisposeAsync();
        }

        _sandbox.Dispose();
        await _portal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Peers_OpenedByTwoPeople_AreReadOnce()
    {
        await OpenAsync(Peers, "Viewer", "12 of 12 loaded");
        var second = await OpenAsync(Peers, "Operator", "12 of 12 loaded");
        Assert.Equal(1, await ReadsAsync(Peers));

        var asOf = second.Page.Locator(".as-of time");
        var before = await asOf.GetAttributeAsync("datetime");
        await second.Button("Refresh").ClickAsync();
        await Expect(asOf).Not.ToHaveAttributeAsync("datetime", before!);

        Assert.Equal(2, await ReadsAsync(Peers));
    }

    [Fact]
    public async Task Peer_SavedByAnother_ShowsInTheOpenListWithoutMovingIt()
    {
        var reader = await OpenAsync(Peers, "Viewer", "12 of 12 loaded", height: 400);
        var row = reader.Page.Locator("tbody").GetByRole(AriaRole.Link).Nth(9);
        await row.FocusAsync();
        var before = await reader.Page.EvaluateAsync<string>(WhereIs);
        Assert.DoesNotMatch("^0 ", before);
        var address = reader.Page.Url;
        var writer = await OpenAsync($"{Peers}/{Peer}", "Operator");

        await writer.Field("Port").FillAsync("5353");
        await writer.ReviewAndSaveAsync();

        await Expect(RowOf(reader, $"{Peers}/{Peer}")).ToContainTextAsync("5353");
        await Expect(News(reader)).ToContainTextAsync("my-peer-1 was changed by Local Operator");
        Assert.Equal(before, await reader.Page.EvaluateAsync<string>(WhereIs));
        Assert.Equal(address, reader.Page.Url);
        Assert.Equal(2, await ReadsAsync(Peers));
    }

    [Fact]
    public async Task Target_CreatedAboveTheRowsInSight_LeavesThemWhereTheyAre()
    {
        var readers = new List<BrowserPage>();
        for (var reader = 0; reader < 3; reader++)
        {
            readers.Add(await OpenAsync($"{Targets}?sort=hostname", "Viewer", "240 in all", height: 500));
            await readers[^1].Page.Locator("tbody").GetByRole(AriaRole.Link).Nth(30).FocusAsync();
        }

        var rows = await Task.WhenAll(readers.Select(reader => reader.Page.EvaluateAsync<string>(WhereIs)));
        var writer = await OpenAsync($"{Targets}/new", "Operator");
        await _sandbox.ClearLogAsync();
        await writer.Field("Hostname").FillAsync("aaa-the-first");
        await writer.Field("IPv4 address").FillAsync("10.99.0.12");
        await writer.ReviewAsync();
        await writer.ReviewPanel.GetByRole(AriaRole.Button, new() { Name = "Create", Exact = true }).ClickAsync();

        for (var reader = 0; reader < readers.Count; reader++)
        {
            await Expect(readers[reader].Page.GetByText("241 in all")).ToBeVisibleAsync();
            await Expect(readers[reader].Page.Locator("tbody").GetByRole(AriaRole.Link).First).ToHaveTextAsync("aaa-the-first");
            await Expect(News(readers[reader])).ToContainTextAsync("aaa-the-first was created by Local Operator");
            Assert.Equal(Place(rows[reader]), Place(await readers[reader].Page.EvaluateAsync<string>(WhereIs)));
        }

        Assert.Equal(1, await ReadsAsync(Targets));

        // The page has a row more above what is in sight, so it is scrolled further; the row itself stands still.
        static string Place(string whereIs) => whereIs[whereIs.IndexOf(' ', StringComparison.Ordinal)..];
    }

    [Fact]
    public async Task Peer_SavedByOneself_IsThereInTheListThatWasReadBefore()
    {
        var browser = await OpenAsync(Peers, "Operator", "12 of 12 loaded");
        await browser.Link("my-peer-1").ClickAsync();
        await browser.Field("Port").FillAsync("5353");
        await browser.ReviewAndSaveAsync();

        await browser.Page.GetByLabel("Breadcrumb").GetByRole(AriaRole.Link).ClickAsync();

        await Expect(RowOf(browser, $"{Peers}/{Peer}")).ToContainTextAsync("5353");
    }

    [Fact]
    public async Task Target_SavedByAnotherWhileItsFormIsOpen_IsSaidThereAndNothingTypedIsTouched()
    {
        var first = await OpenAsync($"{Targets}/{Target}", "Operator");
        await first.Field("Hostname").FillAsync("typed-and-not-saved");
        var second = await OpenAsync($"{Targets}/{Target}", "Administrator");
        await second.Field("IPv4 address").FillAsync("187.26.29.250");
        await second.ReviewAndSaveAsync();

        var note = first.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Local Administrator saved this target" });
        await Expect(note).ToBeVisibleAsync();
        await Expect(first.Field("Hostname")).ToHaveValueAsync("typed-and-not-saved");
        await Expect(first.Field("Hostname")).ToBeFocusedAsync();
        await Expect(first.Field("IPv4 address")).ToHaveValueAsync("187.26.29.249");
        await Expect(second.Page.GetByText("saved this target")).ToHaveCountAsync(0);
        await first.Button("Read it again").ClickAsync();

        await Expect(first.Field("IPv4 address")).ToHaveValueAsync("187.26.29.250");
        await Expect(first.Field("Hostname")).ToHaveValueAsync("typed-and-not-saved");
        await Expect(note).ToHaveCountAsync(0);
        await first.ReviewAndSaveAsync();
    }

    private static ILocator News(BrowserPage browser) => browser.Page.Locator(".news");

    private static ILocator RowOf(BrowserPage browser, string address) =>
        browser.Page.Locator("tbody").GetByRole(AriaRole.Row).Filter(new() { Has = browser.Page.Locator($"a[href='{address}']") });

    /// <summary>A browser with a session of its own.</summary>
    private async Task<BrowserPage> OpenAsync(string path, string role, string? summary = null, int height = 900)
    {
        var browser = await chromium.OpenAsync(_portal.Address, new() { ViewportSize = new() { Width = 1400, Height = height } });
        _opened.Add(browser);
        await browser.OpenAsync(path, role);
        if (summary is not null)
        {
            await Expect(browser.Page.GetByText(summary)).ToBeVisibleAsync(new() { Timeout = ColdStart });
        }

        return browser;
    }

    /// <summary>How often the list was read; a review's question about an address goes to the same path.</summary>
    private async Task<int> ReadsAsync(string path) => (await _sandbox.LogAsync())
        .Count(request => request.Method == "GET" && request.Path.EndsWith(path, StringComparison.Ordinal) && !request.Query.Contains("ips=", StringComparison.Ordinal));
}
