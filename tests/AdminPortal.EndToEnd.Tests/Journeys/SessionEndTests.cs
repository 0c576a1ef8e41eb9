using System.Net;
using System.Net.WebSockets;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>A session ends: the page ends with it, the work is kept, and signing in again leads back to it.</summary>
public sealed class SessionEndTests(ChromiumFixture chromium)
{
    private const string Form = $"/accounts/{SandboxApi.Account}/infrastructure/targets/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
    private const string SessionCookie = "AdminPortal.Session";

    [Theory]
    [InlineData("Sessions__IdleMinutes", "nothing was done in it")]
    [InlineData("Sessions__LongestMinutes", "longest duration")]
    public async Task Session_ThatLastsTooLong_EndsThePageAndKeepsWhatWasTyped(string limit, string words)
    {
        await using var portal = await StartAsync((limit, "0.25"), ("Sessions__RecheckSeconds", "1"));
        var browser = await chromium.OpenAsync(portal.Address);
        await TypeAsync(browser, "from-before-the-end");

        await Expect(browser.Heading("Sign in")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(browser.Page.GetByRole(AriaRole.Status)).ToContainTextAsync(words);

        await AssertComesBackAsync(browser, "from-before-the-end");
    }

    [Fact]
    public async Task SignOut_InAnotherTab_EndsThisPageToo()
    {
        await using var portal = await StartAsync();
        var browser = await chromium.OpenAsync(portal.Address);
        await TypeAsync(browser, "from-the-first-tab");
        var other = await browser.Page.Context.NewPageAsync();
        await other.GotoAsync("/drafts");

        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(browser.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("You have signed out, perhaps in another tab.");
        await AssertComesBackAsync(browser, "from-the-first-tab");
    }

    [Fact]
    public async Task Cookie_AfterTheSignOut_OpensNothing()
    {
        await using var portal = await StartAsync();
        var browser = await chromium.OpenAsync(portal.Address);
        await browser.OpenAsync("/drafts", "Administrator");
        await Expect(browser.Heading("Drafts")).ToBeVisibleAsync();
        var stolen = (await browser.Page.Context.CookiesAsync()).Single(cookie => cookie.Name == SessionCookie).Value;
        using var thief = Thief(portal.Address, stolen);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/drafts")).StatusCode);

        await browser.Button("Sign out").ClickAsync();
        await Expect(browser.Heading("Sign in")).ToBeVisibleAsync();

        Assert.Equal(HttpStatusCode.Found, (await thief.GetAsync("/drafts")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await thief.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode);
        await browser.Page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Connection_OfABrowserThatStays_IsCutWithItsSession()
    {
        await using var portal = await StartAsync();
        var browser = await chromium.OpenAsync(portal.Address);
        await browser.OpenAsync("/drafts", "Operator");
        await Expect(browser.Heading("Drafts")).ToBeVisibleAsync();
        var cookie = (await browser.Page.Context.CookiesAsync()).Single(one => one.Name == SessionCookie).Value;
        using var stays = await ConnectAsync(portal.Address, cookie);

        await browser.Button("Sign out").ClickAsync();

        using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<WebSocketException>(() => ReadToEndAsync(stays, late.Token));
        await browser.Page.Context.DisposeAsync();
    }

    private static async Task AssertComesBackAsync(BrowserPage browser, string typed)
    {
        await browser.Button("Continue as Operator").ClickAsync();
        await Expect(browser.DraftBar).ToContainTextAsync("Your draft of");
        Assert.Equal(Form, new Uri(browser.Page.Url).AbsolutePath);
        await browser.Button("Resume").ClickAsync();
        await Expect(browser.Field("Hostname")).ToHaveValueAsync(typed);
        await browser.Page.Context.DisposeAsync();
    }

    private static async Task TypeAsync(BrowserPage browser, string hostname)
    {
        await browser.OpenAsync(Form, "Operator");
        await browser.Field("Hostname").FillAsync(hostname);
        await browser.DraftIsKeptAsync();
    }

    private static HttpClient Thief(Uri address, string cookie) => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = address,
        DefaultRequestHeaders = { { "Cookie", $"{SessionCookie}={cookie}" } },
    };

    private static async Task<ClientWebSocket> ConnectAsync(Uri address, string cookie)
    {
        ClientWebSocket socket = new();
        socket.Options.SetRequestHeader("Cookie", $"{SessionCookie}={cookie}");
        await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/_blazor" }.Uri, CancellationToken.None);
        await socket.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        return socket;
    }

    private static async Task ReadToEndAsync(ClientWebSocket socket, CancellationToken late)
    {
        var buffer = new byte[1024];
        while ((await socket.ReceiveAsync(buffer, late)).MessageType != WebSocketMessageType.Close)
        {
            // Whatever the server has to say before the end.
        }
    }

    private static Task<PortalProcess> StartAsync(params (string Name, string Value)[] settings) => PortalProcess.StartWithSandboxAsync(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Sandbox__RateLimit__Enabled"] = "false",
            ["Cloudflare__TokenCheck__AtStart"] = "false",
        }.Concat(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).ToDictionary(StringComparer.Ordinal));
}
