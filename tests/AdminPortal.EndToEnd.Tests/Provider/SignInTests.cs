using System.Text.Json.Nodes;
using AdminPortal.EndToEnd.Tests.Running;
using AdminPortal.Security.Oidc;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
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
        await Expect(Browser.Link("otto@example.net")).ToBeVisibleAsync();
        await Expect(Browser.Link("New target")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignIn_OfAViewer_ShowsAndChangesNothing()
    {
        await SignInAsync(Browser, Targets, "vera");

        await Expect(Browser.Heading("Targets")).ToBeVisibleAsync();
        await Expect(Browser.Link("vera@example.net")).ToBeVisibleAsync();
        await Expect(Browser.Link("New target")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task SignIn_OfSomebodyWithoutARole_SaysThatTheyMayNotSeeAnything()
    {
        await SignInAsync(Browser, Targets, "nora");

        await Expect(Browser.Heading("You may not see this")).ToBeVisibleAsync();
        await Expect(Browser.Page.GetByText("infra-access-target")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task SignInPage_WithAProvider_OffersItAndNoLocalRole()
    {
        await Browser.Page.GotoAsync($"/signin?returnUrl={Uri.EscapeDataString(Targets)}");
        await Expect(Browser.Page.GetByText("Continue as")).ToHaveCountAsync(0);
        await Browser.Link("Sign in with Example Identity").ClickAsync();
        await SignInAtProviderAsync(Browser, "anna");

        await Expect(Browser.Heading("Targets")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignIn_CancelledAtTheProvider_IsToldWithAWayToTryAgain()
    {
        Browser.Complaints.Expect("403");
        await Browser.Page.GotoAsync(Targets);
        await Browser.Button("Cancel").ClickAsync();

        await Expect(Browser.Heading("You are not signed in")).ToBeVisibleAsync();
        await Expect(Browser.Alert).ToHaveTextAsync(SignInWords.Of(SignInFailure.Declined).Happened);
        await Expect(Browser.Page.GetByText("access_denied")).ToBeVisibleAsync();
        await Expect(Browser.Page.GetByText("not today")).ToHaveCountAsync(0);

        await Browser.Link("Try again").ClickAsync();
        await SignInAtProviderAsync(Browser, "otto");
        await Expect(Browser.Heading("Targets")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Keys_RotatedAtTheProvider_AreFoundByThemselves()
    {
        await SignInAsync(Browser, Targets, "otto");
        await Expect(Browser.Heading("Targets")).ToBeVisibleAsync();

        Sso.Provider.Order("rotate");
        var another = await OpenAnotherAsync();
        await SignInAsync(another, Targets, "vera");

        await Expect(another.Heading("Targets")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/signin?ended=SignedOutAtProvider")]
    [InlineData("/signin/refused?why=CodeRefused&reference=ABCD1234&error=invalid_client")]
    [InlineData("/signed-out?everywhere=true")]
    public async Task Page_WithoutASession_IsForEverybody(string path)
    {
        Browser.Complaints.Expect("403");
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await Browser.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Browser.Page.GotoAsync(path);

            Assert.Empty((await Browser.Page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Help}"));
        }
    }

    /// <summary>The provider's tokens last two minutes, and a minute of difference is put up with.</summary>
    [Theory]
    [InlineData(45, null)]
    [InlineData(-150, null)]
    [InlineData(-300, nameof(SignInFailure.TokenOutOfTime))]
    public async Task Clock_OfTheProvider_MayDifferALittle(int seconds, string? failure)
    {
        Sso.Provider.Order("clock", new JsonObject { ["seconds"] = seconds });
        try
        {
            Browser.Complaints.Expect("403");
            await SignInAsync(Browser, Targets, "otto");

            await Expect(Browser.Heading(failure is null ? "Targets" : "You are not signed in")).ToBeVisibleAsync();
            await Expect(Browser.Alert).ToHaveCountAsync(failure is null ? 0 : 1);
            if (failure is not null)
            {
                await Expect(Browser.Alert).ToHaveTextAsync(SignInWords.Of(Enum.Parse<SignInFailure>(failure)).Happened);
            }
        }
        finally
        {
            Sso.Provider.Order("clock", new JsonObject { ["seconds"] = 0 });
        }
    }

    [Theory]
    [InlineData("client_secret_post", "portal-post")]
    [InlineData("private_key_jwt", "portal-key")]
    public async Task Portal_AuthenticatesItself_AsTheProviderWants(string way, string client)
    {
        await using var portal = await PortalProcess.StartSecureAsync(Sso.Settings(
            new("Oidc__ClientAuthentication", way), new("Oidc__ClientId", client), new("Oidc__PrivateKeyFile", Sso.Key.KeyFile), new("Oidc__KeyId", ClientKey.Id)));
        Sso.Introduce(portal);
        var browser = await OpenAnotherAsync(portal.Address);

        await SignInAsync(browser, Targets, "otto");

        await Expect(browser.Heading("Targets")).ToBeVisibleAsync();
        await browser.Page.CloseAsync();
        Assert.DoesNotContain(ProviderProcess.Secret, portal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LockFile_AnyMachine_NamesNoRegistry() => Assert.DoesNotContain(
        "\"resolved\"",
        await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests/AdminPortal.EndToEnd.Tests/Provider/package-lock.json"), TestContext.Current.CancellationToken),
        StringComparison.Ordinal);
}
