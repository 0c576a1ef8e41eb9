using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Surface;

/// <summary>Somebody with more pages open than one person may have.</summary>
public sealed class OpenPagesTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task Page_OneTooMany_SaysSoAndOpensWhenAnotherIsClosed()
    {
        await using var portal = await PortalProcess.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["Limits__CircuitsPerPerson"] = "1" });
        var browser = await chromium.OpenAsync(portal.Address);
        browser.Complaints.Expect("429");
        await browser.OpenAsync("/", "Viewer");
        await Expect(browser.Heading("Overview")).ToBeVisibleAsync();
        BrowserPage second = new(await browser.Page.Context.NewPageAsync(), browser.Complaints);
        await second.Page.GotoAsync("/status");
        await Expect(second.Heading("Too many pages are open")).ToBeVisibleAsync();
        await Expect(second.Page.GetByText("Close one that you do not need")).ToBeVisibleAsync();

        await browser.Page.CloseAsync();
        await PlaceIsFreeAsync(second.Page.Context.APIRequest);
        await second.Page.ReloadAsync();
        await Expect(second.Heading("Status")).ToBeVisibleAsync();
        browser.Complaints.AssertNone();
        await second.Page.Context.DisposeAsync();
    }

    /// <summary>Pages that are opened at one moment pass the first look together; the circuit's own connection is refused then.</summary>
    [Fact]
    public async Task Circuit_RefusedAfterItsPageWasSent_IsTriedAFewTimesAndThenToldOnThePage()
    {
        await using var portal = await PortalProcess.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal));
        var browser = await chromium.OpenAsync(portal.Address);
        await browser.Page.GotoAsync("/");
        await browser.Page.RouteWebSocketAsync("**/_blazor**", socket => _ = socket.CloseAsync());
        var loaded = 0;
        browser.Page.DOMContentLoaded += (_, _) => loaded++;
        await browser.Button("Continue as Viewer").ClickAsync();

        // By its class: while style sheets are on their way, what they hide counts as visible.
        await Expect(browser.Page.Locator(".components-reconnect-rejected").GetByText("could not be opened")).ToBeVisibleAsync();
        Assert.Equal(6, loaded);
        await browser.Page.Context.DisposeAsync();
    }

    /// <summary>The server learns a moment later that a page was closed.</summary>
    private static async Task PlaceIsFreeAsync(IAPIRequestContext http)
    {
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(50));
        while (!(await http.GetAsync("/status")).Ok)
        {
            await look.WaitForNextTickAsync(late.Token);
        }
    }
}
