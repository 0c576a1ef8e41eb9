using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>An administrator and somebody at work: what the one does to the console, the other sees on the open page.</summary>
public sealed class AdministrationTests(ChromiumFixture chromium)
{
    private const string Form = $"/accounts/{SandboxApi.Account}/infrastructure/targets/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    [Fact]
    public async Task Session_EndedByAnAdministrator_EndsThePageKeepsTheDraftAndComesBack()
    {
        await using var portal = await StartAsync();
        var (operators, administrators) = await OpenBothAsync(portal);
        await operators.Field("Hostname").FillAsync("from-before-the-end");
        await operators.DraftIsKeptAsync();

        await administrators.Button("Refresh").ClickAsync();
        await administrators.Button("End the session of Local Operator").ClickAsync();
        await Expect(administrators.Button("End it")).ToBeFocusedAsync();
        await administrators.Page.Keyboard.PressAsync("Enter");

        await Expect(administrators.Page.GetByText("The session of Local Operator has ended.")).ToBeVisibleAsync();
        await Expect(operators.Heading("Sign in")).ToBeVisibleAsync();
        await Expect(operators.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("has ended your session");
        await operators.Button("Continue as Operator").ClickAsync();
        await Expect(operators.DraftBar).ToContainTextAsync("Your draft of");
        Assert.Equal(Form, new Uri(operators.Page.Url).AbsolutePath);
        await operators.Button("Resume").ClickAsync();
        await Expect(operators.Field("Hostname")).ToHaveValueAsync("from-before-the-end");
        await administrators.Link("Journal").ClickAsync();
        await Expect(administrators.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Session ended" })).ToContainTextAsync("Ended by an administrator.");
        await CloseAsync(operators, administrators);
    }

    [Fact]
    public async Task ReadOnly_BegunWhileSomebodyReviews_ShowsOnTheOpenPageAndHoldsTheSaveBack()
    {
        await using var portal = await StartAsync();
        using SandboxApi sandbox = new(portal.SandboxAddress, "sandbox-token");
        var (operators, administrators) = await OpenBothAsync(portal);
        await operators.Field("Hostname").FillAsync("wanted-all-the-same");
        await operators.ReviewAsync();

        await administrators.Button("Make the console read-only").ClickAsync();
        await administrators.AssertRefusedAtAsync(administrators.Field("Reason"), "Say why: everybody is shown it while nothing can be changed.");
        await administrators.Field("Reason").FillAsync("Migration of the data centre");
        await administrators.Page.GetByLabel("in 4 hours").CheckAsync();
        await administrators.Button("Make the console read-only").ClickAsync();

        var banner = operators.Page.Locator(".read-only-banner");
        await Expect(banner).ToContainTextAsync("Local Administrator wanted it so: Migration of the data centre");
        await Expect(operators.ReviewPanel).ToContainTextAsync("Nothing can be saved now.");
        await operators.SaveAsync();
        await Expect(operators.Alert.Filter(new() { HasText = "The console is read-only until" }).First).ToBeVisibleAsync();
        Assert.Empty(await sandbox.WritesAsync());

        await administrators.Button("End it now").ClickAsync();
        await Expect(banner).ToBeEmptyAsync();
        await operators.SaveAsync();
        await Expect(operators.Saved).ToBeVisibleAsync();
        Assert.Single(await sandbox.WritesAsync());
        await operators.Link("History").ClickAsync();
        await Expect(operators.Page.Locator("td.outcome")).ToHaveTextAsync(["Applied", "Refused"]);
        await CloseAsync(operators, administrators);
    }

    [Fact]
    public async Task Access_OfAPerson_IsReachedFromTheHeaderAndTheConsoleIsNot()
    {
        await using var portal = await StartAsync();
        var browser = await chromium.OpenAsync(portal.Address);
        await browser.OpenAsync("/", "Operator");

        await browser.Link("Local Operator").ClickAsync();

        await Expect(browser.Heading("What may I do, and why?")).ToBeFocusedAsync();
        await Expect(browser.Page.GetByRole(AriaRole.Table)).ToContainTextAsync("Local sign-in → Operator, for everything");
        await Expect(browser.Link("Console")).ToHaveCountAsync(0);
        await browser.Page.GotoAsync("/console");
        await Expect(browser.Heading("You may not see this")).ToBeVisibleAsync();
        await CloseAsync(browser);
    }

    /// <summary>An operator on a form, and an administrator on the console's page.</summary>
    private async Task<(BrowserPage Operators, BrowserPage Administrators)> OpenBothAsync(PortalProcess portal)
    {
        var operators = await chromium.OpenAsync(portal.Address);
        await operators.OpenAsync(Form, "Operator");
        await Expect(operators.Field("Hostname")).ToBeVisibleAsync();
        var administrators = await chromium.OpenAsync(portal.Address);
        await administrators.OpenAsync("/", "Administrator");
        await administrators.Link("Console").ClickAsync();
        await Expect(administrators.Heading("Console")).ToBeVisibleAsync();
        return (operators, administrators);
    }

    private static async Task CloseAsync(params BrowserPage[] pages)
    {
        foreach (var one in pages)
        {
            await one.Page.Context.DisposeAsync();
        }
    }

    private static Task<PortalProcess> StartAsync() => PortalProcess.StartWithSandboxAsync(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Sandbox__FaultsEnabled"] = "true",
        ["Sandbox__RateLimit__Enabled"] = "false",
        ["Cloudflare__TokenCheck__AtStart"] = "false",
    });
}
