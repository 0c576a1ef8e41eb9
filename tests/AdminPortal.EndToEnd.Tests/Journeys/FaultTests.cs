using AdminPortal.EndToEnd.Tests.Running;
using AdminPortal.Sandbox;
using AdminPortal.Tests.Faults;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>One fault of each class in a running portal: nothing of it costs the circuit, which goes on where it stood.</summary>
public sealed class FaultTests(PortalFixture portal, ChromiumFixture chromium) : BrowserTest(portal, chromium)
{
    private const string Id = "23ff594956f20c2a721606e94745a8aa";
    private const string List = $"/accounts/{SandboxApi.Account}/secondary_dns/peers";

    [Theory]
    [InlineData("400 with pointers")]
    [InlineData("401")]
    [InlineData("429 with a wait")]
    [InlineData("502 with HTML")]
    [InlineData("truncated JSON")]
    [InlineData("slow body")]
    [InlineData("cut before the write")]
    public async Task Save_UnderAFault_SaysWhatHappenedAndTheSameCircuitSavesAtTheNextTry(string name)
    {
        var fault = FaultTable.Named(name);
        await Browser.OpenAsync($"{List}/{Id}", "Operator");
        await Browser.Field("IP address").FillAsync("192.0.2.99");
        await Browser.ReviewAsync();
        await MarkAsync(Browser);
        await OrderAsync(fault, "PUT");
        await Browser.SaveAsync();

        await Expect(fault.Way.Acts ? Browser.Saved : Browser.Alert).ToContainTextAsync(fault.Update.Words);
        await Expect(Browser.Field("IP address")).ToHaveValueAsync("192.0.2.99");
        var write = Assert.Single(await Sandbox.WritesAsync());
        Assert.Equal(fault.Way.Acts, write.Landed);

        await Browser.Field("Port").FillAsync("5353");
        await Browser.ReviewAndSaveAsync();
        Assert.Equal(5353, (int?)(await Sandbox.StoredAsync("peers", Id))["port"]);
        Assert.Equal(2, (await Sandbox.WritesAsync()).Count);
        await AssertMarkedAsync(Browser);
    }

    [Theory]
    [InlineData("401")]
    [InlineData("HTML with 200")]
    [InlineData("empty body")]
    [InlineData("504")]
    [InlineData("cut before the write")]
    public async Task List_UnderAFault_SaysWhatHappenedAndTheSameCircuitListsAtTheNextTry(string name)
    {
        var fault = FaultTable.Named(name);
        await Browser.OpenAsync("/signin", "Operator");
        await Expect(Browser.Heading("Overview")).ToBeVisibleAsync();
        await MarkAsync(Browser);
        await OrderAsync(fault, "GET", times: null);
        await Browser.Link("Peers").First.ClickAsync();

        await Expect(Browser.Alert).ToContainTextAsync(fault.List.Words);
        await Sandbox.ResetAsync();
        await Browser.Button("Try again").ClickAsync();
        await Expect(Browser.Link("my-peer-1")).ToBeVisibleAsync();
        await AssertMarkedAsync(Browser);
    }

    /// <summary>Whoever answers at the API's address does not speak TLS.</summary>
    [Fact]
    public async Task Pages_OfAnApiOutOfReach_SaySoOnTheSameCircuit()
    {
        const string Reason = "No secure connection to the API could be made";
        await using var plain = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        await using var process = await PortalProcess.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CLOUDFLARE_API_TOKEN"] = "a-token-that-nobody-asks-for",
            ["CLOUDFLARE_ACCOUNT_ID"] = SandboxApi.Account,
            ["Cloudflare__BaseAddress"] = $"https://127.0.0.1:{plain.Root.Port}/client/v4",
        });
        var browser = await OpenAnotherAsync(process.Address);

        await browser.OpenAsync(List, "Operator");
        await Expect(browser.Alert).ToContainTextAsync(FaultTable.Named("TLS failure").List.Words);
        await Expect(browser.Alert).ToContainTextAsync(Reason);
        await MarkAsync(browser);
        await browser.Link("Targets").First.ClickAsync();
        await Expect(browser.Heading("Targets")).ToBeVisibleAsync();
        await Expect(browser.Alert).ToContainTextAsync(Reason);
        await AssertMarkedAsync(browser);
        await browser.Page.Context.DisposeAsync();
    }

    /// <summary>A page that is loaded anew has no mark, and one whose circuit is lost shows so or does nothing more.</summary>
    private static async Task MarkAsync(BrowserPage browser) => await browser.Page.EvaluateAsync("window.isTheSame = true");

    private static async Task AssertMarkedAsync(BrowserPage browser)
    {
        Assert.True(await browser.Page.EvaluateAsync<bool>("window.isTheSame === true"));
        await Expect(browser.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await Expect(browser.Page.GetByText("This page failed")).ToHaveCountAsync(0);
    }

    private Task OrderAsync(Fault fault, string method, int? times = 1)
    {
        var order = SandboxOrder.Of(fault.Way)!;
        (order["method"], order["path"], order["times"]) = (method, "accounts/{account}/secondary_dns/*", times);
        return Sandbox.OrderAsync(order);
    }
}
