using AdminPortal.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Provider;

/// <summary>Signing in at a real provider, in a real browser.</summary>
public sealed class SignInTests(SsoFixture sso, ChromiumFixture chromium) : SsoTest(sso, chromium)
{
    [Fact]
    public async Task SignIn_FromADeepLink_LeadsBackToItWithTheRoleOfTheClaims()
    {
        await SignInAsync(Browser, $"{Targets}?search=access", "otto");

        await Expect(Browser.Heading("Targets")).ToBeVisibleAsync();
        Assert.EndsWith($"{Targets}?search=access", Browser.Page.Url, StringComparison.Ordinal);
        await Expect(Browser.Page.GetByText("otto@example.net")).ToBeVisibleAsync();
        await Expect(Browser.Link("New target")).ToBeVisibleAsync();
    }
}
