using Microsoft.Playwright;

namespace AdminPortal.EndToEnd.Tests.Running;

/// <summary>One Chromium for all tests: the machine's own, at <c>/usr/bin/chromium</c> or where <c>CHROMIUM</c> says.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>How long is waited for what does not come; a busy machine must not make a right test fail.</summary>
    private const int Patience = 30_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";
        if (!File.Exists(path))
            throw new InvalidOperationException($"There is no Chromium at {path}. Install Debian's package chromium, or name another one in the variable CHROMIUM.");
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Flags });
    }

    /// <summary>A browser that remembers nothing, with one page whose complaints are recorded.</summary>
    public async Task<BrowserPage> OpenAsync(Uri portal, BrowserNewContextOptions? options = null)
    {
        options ??= new() { ViewportSize = new() { Width = 1400, Height = 900 } };
        options.BaseURL = portal.ToString();
        options.TimezoneId = "Europe/Berlin";
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        Complaints complaints = new();
        await complaints.ListenAsync(context);
        return new BrowserPage(await context.NewPageAsync(), complaints);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
