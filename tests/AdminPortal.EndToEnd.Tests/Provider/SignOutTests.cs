using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Provider;

/// <summary>Signing out at either end ends both.</summary>
public sealed class SignOutTests(SsoFixture sso, ChromiumFixture chromium) : SsoTest(sso, chromium)
{
    [Fact]
    public async Task SignOut_InTheConsole_EndsTheSessionAtTheProviderToo()
    {
        await SignInAsync(Browser, Targets, "otto");
        await Expect(Browser.Heading("Targets")).ToBeVisibleAsync();
        var stolen = (await Browser.Page.Context.CookiesAsync()).Single(cookie => cookie.Name == "__Host-AdminPortal.Session");

        await Browser.Button("Sign out").ClickAsync();
        await Browser.Button("Yes, sign me out").ClickAsync();

        await Expect(Browser.Heading("You are signed out")).ToBeVisibleAsync();
        await Expect(Browser.Page.GetByText("Example Identity has been told")).ToBeVisibleAsync();

        // A copy of the cookie opens nothing any more.
        await Browser.Page.Context.AddCookiesAsync([new() { Name = stolen.Name, Value = stolen.Value, Url = Sso.Portal.Address.ToString(), Secure = true }]);
        await Browser.Page.GotoAsync(Targets);
        await Expect(Browser.Heading("Sign in at the provider")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignOut_AtTheProvider_EndsTheOpenPageByItself()
    {
        await SignInAsync(Browser, Targets, "otto");
        await Expect(Browser.Heading("Targets")).ToBeVisibleAsync();
        var another = await OpenAnotherAsync();
        await SignInAsync(another, Targets, "otto");
        await Expect(another.Heading("Targets")).ToBeVisibleAsync();

        var elsewhere = await Browser.Page.Context.NewPageAsync();
        await elsewhere.GotoAsync($"{Sso.Provider.Issuer}/session/end");
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Yes, sign me out" }).ClickAsync();
        await Expect(elsewhere.GetByRole(AriaRole.Heading, new() { Name = "Signed out at the provider" })).ToBeVisibleAsync();

        await Expect(Browser.Heading("Sign in")).ToBeVisibleAsync();
        await Expect(Browser.Page.GetByText("You were signed out at the identity provider.")).ToBeVisibleAsync();
        await Expect(another.Heading("Targets")).ToBeVisibleAsync();
        Assert.Contains("The provider ended 1 sessions", Sso.Portal.Output, StringComparison.Ordinal);
    }
}
