using AdminPortal.EndToEnd.Tests.Running;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Provider;

/// <summary>A session is the store's, not a process's: it outlives what a page holds, and several processes share it.</summary>
public sealed class SharedSessionTests(SsoFixture sso, ChromiumFixture chromium) : SsoTest(sso, chromium)
{
    private const string Form = $"{Targets}/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    [Fact]
    public async Task Session_ThatEndsWithAHalfFilledForm_KeepsTheDraftAndLeadsBackToIt()
    {
        await using var portal = await PortalProcess.StartSecureAsync(Sso.Settings(new("Sessions__IdleMinutes", "0.5"), new("Sessions__RecheckSeconds", "1")));
        Sso.Introduce(portal);
        var browser = await OpenAnotherAsync(portal.Address);
        await SignInAsync(browser, Form, "otto");
        await browser.Field("Hostname").FillAsync("from-before-the-end");
        await browser.DraftIsKeptAsync();

        await Expect(browser.Heading("Sign in")).ToBeVisibleAsync(new() { Timeout = 120_000 });

        // The provider still knows the person, and asks nothing.
        await browser.Link("Sign in with Example Identity").ClickAsync();
        await browser.Button("Resume").ClickAsync();
        await Expect(browser.Field("Hostname")).ToHaveValueAsync("from-before-the-end");
        await browser.Page.CloseAsync(new() { RunBeforeUnload = false });
    }

    [Fact]
    public async Task Instances_WithOneDatabase_ShareASessionAndItsEnd()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        var settings = Sso.Settings(new("Store__ConnectionString", await postgres.NewDatabaseAsync()), new("Sessions__RecheckSeconds", "1"));
        await using var first = await PortalProcess.StartSecureAsync(settings);
        await using var second = await PortalProcess.StartSecureAsync(settings);
        Sso.Introduce(first, second);
        var browser = await OpenAnotherAsync(first.Address);
        await SignInAsync(browser, Targets, "otto");
        await Expect(browser.Heading("Targets")).ToBeVisibleAsync();

        var onTheOther = browser with { Page = await browser.Page.Context.NewPageAsync() };
        await onTheOther.Page.GotoAsync(new Uri(second.Address, Form).ToString());
        await Expect(onTheOther.Field("Hostname")).ToBeVisibleAsync();
        await Expect(onTheOther.Link("otto@example.net")).ToBeVisibleAsync();

        var elsewhere = await browser.Page.Context.NewPageAsync();
        await elsewhere.GotoAsync($"{Sso.Provider.Issuer}/session/end");
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Yes, sign me out" }).ClickAsync();

        await Expect(browser.Heading("Sign in")).ToBeVisibleAsync();
        await Expect(onTheOther.Heading("Sign in")).ToBeVisibleAsync();
        await elsewhere.CloseAsync();
        await onTheOther.Page.CloseAsync();
        await browser.Page.CloseAsync();
    }
}
