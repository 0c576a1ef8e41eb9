using System.Text.Json.Nodes;
using AdminPortal.Components.Tests.Security.Surface;
using AdminPortal.EndToEnd.Tests.Running;
using AdminPortal.Tests.Faults;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>The console configured for an account by the ecosystem's own variables, against an API outside of its process.</summary>
public sealed class LivePortalTests(ChromiumFixture chromium)
{
    private const string Peer = "23ff594956f20c2a721606e94745a8aa";
    private const string Form = $"/accounts/{SandboxApi.Account}/secondary_dns/peers/{Peer}";

    [Fact]
    public async Task Update_OnAConfiguredAccount_WorksAndIsMarkedLive()
    {
        await using var portal = await LivePortal.StartAsync();
        var browser = await chromium.OpenAsync(portal.Process.Address);
        await browser.OpenAsync(Form, "Operator");
        await Expect(browser.Page.GetByText("LIVE", new() { Exact = true })).ToBeVisibleAsync();
        await browser.Field("Port").FillAsync("5353");
        await browser.ReviewAndSaveAsync();

        Assert.Equal(5353, (int?)(await portal.Api.ResultAsync($"secondary_dns/peers/{Peer}"))["port"]);
        Assert.DoesNotContain("serving the sandbox", portal.Process.Output, StringComparison.Ordinal);
        browser.Complaints.AssertNone();
        await browser.Page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Token_ThroughPagesReviewsAndFaults_AppearsNowhere()
    {
        await using var portal = await LivePortal.StartAsync();
        var browser = await chromium.OpenAsync(portal.Process.Address);
        Received received = new(browser.Page);
        List<string> pages = [];
        await browser.OpenAsync("/", "Administrator");
        await Expect(browser.Page.GetByText("240", new() { Exact = true })).ToBeVisibleAsync();
        pages.Add(await browser.Page.ContentAsync());
        foreach (var fault in Faults())
        {
            await browser.Page.GotoAsync(Form);
            await browser.Field("Name").FillAsync("somewhere else");
            await browser.ReviewAsync();
            pages.Add(await browser.Page.ContentAsync());
            await portal.Api.OrderAsync(fault);
            await browser.SaveAsync();
            await Expect(browser.Alert).ToBeVisibleAsync();
            pages.Add(await browser.Page.ContentAsync());
            await browser.Button("Undo all").ClickAsync();
            await Expect(browser.Page.GetByText("Nothing changed", new() { Exact = true })).ToBeVisibleAsync();
        }

        var held = await StoreDump.ReadAsync(portal.Process.StoreFile);
        Assert.Contains("somewhere else", held, StringComparison.Ordinal);
        Assert.DoesNotContain(LivePortal.Token, held, StringComparison.Ordinal);
        Assert.DoesNotContain(pages, page => page.Contains(LivePortal.Token, StringComparison.Ordinal));
        await received.AssertNowhereAsync(LivePortal.Token, "/", "/signin", Form);
        Assert.Contains("Cloudflare PUT", portal.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(LivePortal.Token, portal.Process.Output, StringComparison.Ordinal);
        browser.Complaints.AssertNone();
        await browser.Page.Context.DisposeAsync();
    }

    /// <summary>No TSIG's secret reaches a browser, though the API gives it away in clear.</summary>
    [Fact]
    public async Task TsigSecret_PeerOpened_AppearsNowhere()
    {
        await using var portal = await LivePortal.StartAsync();
        var browser = await chromium.OpenAsync(portal.Process.Address);
        Received received = new(browser.Page);
        await browser.OpenAsync(Form, "Operator");
        await Expect(browser.Field("TSIG").GetByRole(AriaRole.Option, new() { Name = "tsig.customer.cf." })).ToBeAttachedAsync();

        await received.AssertNowhereAsync("bm90LWEtc2VjcmV0", Form);
        Assert.DoesNotContain("bm90LWEtc2VjcmV0", portal.Process.Output, StringComparison.Ordinal);
        await browser.Page.Context.DisposeAsync();
    }

    /// <summary>Every fault of the table that ends a save in an alert at once, each for the next PUT.</summary>
    private static IEnumerable<JsonObject> Faults() => FaultTable.All
        .Where(fault => fault.Way is Way.Answer { Status: not 429 } or Way.Cut { AfterActing: false })
        .Select(fault =>
        {
            var order = SandboxOrder.Of(fault.Way)!;
            (order["method"], order["times"]) = ("PUT", 1);
            return order;
        });
}
