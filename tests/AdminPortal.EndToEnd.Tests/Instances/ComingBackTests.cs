using System.Net;
using System.Net.Sockets;
using AdminPortal.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Instances;

/// <summary>A page whose process has ended comes back by itself where it was, with what was typed, once there is a portal again.</summary>
public sealed class ComingBackTests(ChromiumFixture chromium) : IDisposable
{
    private const string Targets = $"/accounts/{SandboxApi.Account}/infrastructure/targets";
    private const string Form = $"{Targets}/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("adminportal-back-");
    private readonly string _url = $"http://127.0.0.1:{FreePort()}";

    public void Dispose() => _store.Delete(recursive: true);

    [Fact]
    public async Task Page_OfAPortalThatIsRestarted_ComesBackWithItsInput()
    {
        await using var api = await StandingApi.StartAsync();
        await using var first = await StartAsync(api);
        var browser = await chromium.OpenAsync(first.Address);

        // The address that the page was loaded with is not the one that it has by now.
        await browser.OpenAsync(Targets, "Operator");
        await browser.Link("infra-access-target").ClickAsync();
        await browser.Field("Hostname").FillAsync("typed-before-the-restart");
        await Expect(browser.Page.GetByText("1 change", new() { Exact = true })).ToBeVisibleAsync();

        first.Terminate();
        await first.EndAsync();
        await using var second = await StartAsync(api);

        await Expect(browser.Page.GetByText("this page has loaded itself again")).ToBeVisibleAsync();
        await Expect(browser.Field("Hostname")).ToHaveValueAsync("typed-before-the-restart");
        await Expect(browser.Field("Hostname")).ToBeFocusedAsync();
        Assert.EndsWith(Form, browser.Page.Url, StringComparison.Ordinal);
        await browser.ReviewAndSaveAsync();
        await Expect(browser.Page.GetByText("this page has loaded itself again")).ToHaveCountAsync(0);
        await browser.Page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Page_OfAPortalThatIsKilled_ComesBackAlsoWithWhatWasTypedMeanwhile()
    {
        await using var api = await StandingApi.StartAsync();
        await using var first = await StartAsync(api);
        var browser = await chromium.OpenAsync(first.Address);
        await browser.OpenAsync(Form, "Operator");
        await browser.Field("Hostname").FillAsync("typed-before-the-kill");
        await browser.DraftIsKeptAsync();

        first.Kill();
        await first.EndAsync();
        await browser.Field("Hostname").PressAsync("End");
        await browser.Field("Hostname").PressSequentiallyAsync("-and-after");
        await using var second = await StartAsync(api);

        await Expect(browser.Page.GetByText("this page has loaded itself again")).ToBeVisibleAsync();
        await Expect(browser.Field("Hostname")).ToHaveValueAsync("typed-before-the-kill-and-after");
        await Expect(browser.Page.GetByText("1 change", new() { Exact = true })).ToBeVisibleAsync();
        await browser.ReviewAndSaveAsync();
        Assert.Equal("typed-before-the-kill-and-after", (string?)(await api.Api.StoredAsync("targets", Form[^36..]))["hostname"]);
        await browser.Page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Page_KilledBeforeAnythingWasKept_ComesBackWithWhatWasTyped()
    {
        await using var api = await StandingApi.StartAsync();
        await using var first = await StartAsync(api);
        var browser = await chromium.OpenAsync(first.Address);
        await browser.OpenAsync(Form, "Operator");
        await Expect(browser.Field("Hostname")).ToBeEditableAsync();

        first.Kill();
        await first.EndAsync();
        await browser.Field("Hostname").PressAsync("End");
        await browser.Field("Hostname").PressSequentiallyAsync("-never-sent");
        await using var second = await StartAsync(api);

        await Expect(browser.Page.GetByText("1 change", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(browser.Field("Hostname")).ToHaveValueAsync("infra-access-target-never-sent");
        await browser.Page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Page_LoadedByThePerson_StillAsksAboutADraft()
    {
        await using var api = await StandingApi.StartAsync();
        await using var portal = await StartAsync(api);
        var browser = await chromium.OpenAsync(portal.Address);
        await browser.OpenAsync(Form, "Operator");
        await browser.Field("Hostname").FillAsync("left-behind");
        await browser.DraftIsKeptAsync();

        await browser.Page.ReloadAsync();

        await Expect(browser.DraftBar).ToBeVisibleAsync();
        await Expect(browser.Field("Hostname")).ToHaveValueAsync("infra-access-target");
        await browser.Page.Context.DisposeAsync();
    }

    private Task<PortalProcess> StartAsync(StandingApi api) =>
        PortalProcess.StartAsync(new Dictionary<string, string>([.. api.Settings, new("Stopping__GraceSeconds", "0"), new("Store__Folder", _store.FullName)], StringComparer.Ordinal), _url);

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
