using Microsoft.Playwright;

namespace AdminPortal.EndToEnd.Tests.Running;

/// <summary>A test in a fresh browser on the shared portal with the sandbox's initial data. It ends by asserting that the browser had nothing to complain about.</summary>
public abstract class BrowserTest(PortalFixture portal, ChromiumFixture chromium) : IAsyncLifetime
{
    private readonly List<BrowserPage> _opened = [];

    /// <summary>The browser's page.</summary>
    protected BrowserPage Browser => _opened[0];

    /// <summary>The API behind the portal.</summary>
    protected SandboxApi Sandbox => portal.Sandbox;

    /// <summary>The portal's process.</summary>
    protected PortalProcess Portal => portal.Process;

    public async ValueTask InitializeAsync()
    {
        await Sandbox.ResetAsync();
        await OpenAnotherAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // Before anything is closed, which a page may complain about; and everything is closed, whatever it complained about.
        var complaints = _opened.SelectMany(browser => browser.Complaints.Unexpected).ToList();
        foreach (var browser in _opened)
        {
            await browser.Page.Context.DisposeAsync();
        }

        GC.SuppressFinalize(this);
        Complaints.AssertNone(complaints);
    }

    /// <summary>A second browser, with a session of its own.</summary>
    protected Task<BrowserPage> OpenAnotherAsync(BrowserNewContextOptions? options = null) => OpenAnotherAsync(Portal.Address, options);

    /// <summary>A second browser, on another portal.</summary>
    protected async Task<BrowserPage> OpenAnotherAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        var browser = await chromium.OpenAsync(address, options);
        _opened.Add(browser);
        return browser;
    }
}
