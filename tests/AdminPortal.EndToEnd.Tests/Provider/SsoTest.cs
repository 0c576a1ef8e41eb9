using AdminPortal.EndToEnd.Tests.Running;

namespace AdminPortal.EndToEnd.Tests.Provider;

/// <summary>A test in fresh browsers, with people who sign in at the provider. It ends by asserting that no browser had anything to complain about.</summary>
public abstract class SsoTest(SsoFixture sso, ChromiumFixture chromium) : IAsyncLifetime, IClassFixture<SsoFixture>
{
    protected const string Targets = $"/accounts/{SandboxApi.Account}/infrastructure/targets";

    private readonly List<BrowserPage> _opened = [];

    protected BrowserPage Browser => _opened[0];

    private protected SsoFixture Sso => sso;

    public async ValueTask InitializeAsync() => await OpenAnotherAsync();

    public async ValueTask DisposeAsync()
    {
        var complaints = _opened.SelectMany(browser => browser.Complaints.Unexpected).ToList();
        foreach (var browser in _opened)
        {
            await browser.Page.Context.DisposeAsync();
        }

        GC.SuppressFinalize(this);
        Complaints.AssertNone(complaints);
    }

    /// <summary>A browser of another person.</summary>
    protected async Task<BrowserPage> OpenAnotherAsync(Uri? portal = null)
    {
        var browser = await chromium.OpenAsync(portal ?? sso.Portal.Address, new() { ViewportSize = new() { Width = 1400, Height = 900 }, IgnoreHTTPSErrors = true });
        _opened.Add(browser);
        return browser;
    }

    /// <summary>Opens an address of the portal and signs in at the provider that it leads to.</summary>
    protected static async Task SignInAsync(BrowserPage browser, string path, string person)
    {
        await browser.Page.GotoAsync(path);
        await SignInAtProviderAsync(browser, person);
    }

    /// <summary>Signs in on the provider's page.</summary>
    protected static async Task SignInAtProviderAsync(BrowserPage browser, string person)
    {
        await browser.Page.GetByLabel("Name").FillAsync(person);
        await browser.Button("Sign in").ClickAsync();
    }
}
