using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AdminPortal.EndToEnd.Tests.Running;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>A console for two accounts: going from one to the other, and what each one's credential may do.</summary>
public sealed class AccountTests(ChromiumFixture chromium)
{
    private const string First = $"/accounts/{SandboxApi.Account}";
    private const string Second = $"/accounts/{LivePortal.SecondAccount}";
    private const string Form = $"{First}/secondary_dns/peers/23ff594956f20c2a721606e94745a8aa";

    [Fact]
    public async Task Switcher_OnAResource_LeadsByKeyboardToTheSameKindInTheOtherAccount()
    {
        await using var portal = await LivePortal.StartWithTwoAccountsAsync();
        var browser = await chromium.OpenAsync(portal.Process.Address);
        await browser.OpenAsync(Form, "Operator");
        await Expect(browser.Field("Name")).ToHaveValueAsync("my-peer-1");
        await portal.Api.ClearLogAsync();

        await Switcher(browser).FocusAsync();
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.Page.Keyboard.PressAsync("Tab");
        await browser.Page.Keyboard.PressAsync("Tab");
        await Expect(Account(browser, "Lab")).ToBeFocusedAsync();
        await browser.Page.Keyboard.PressAsync("Enter");

        await Expect(browser.Heading("Peers")).ToBeFocusedAsync();
        await Expect(browser.Page).ToHaveURLAsync(Ending($"{Second}/secondary_dns/peers"));
        await Expect(browser.Link("my-peer-1")).ToHaveAttributeAsync("href", $"{Second}/secondary_dns/peers/23ff594956f20c2a721606e94745a8aa");
        await Expect(Switcher(browser)).ToContainTextAsync("Lab");
        await Expect(Account(browser, "Lab")).Not.ToBeVisibleAsync();
        Assert.Single(await portal.Api.LogAsync(), call => call.Path.EndsWith("/peers", StringComparison.Ordinal));
        await browser.Link("Overview").ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync(Ending(Second));
        await EndAsync(browser);
    }

    [Fact]
    public async Task Switcher_WithUnsavedWork_AsksFirst()
    {
        await using var portal = await LivePortal.StartWithTwoAccountsAsync();
        var browser = await chromium.OpenAsync(portal.Process.Address);
        await browser.OpenAsync(Form, "Operator");
        await browser.Field("Name").FillAsync("not saved yet");
        await Expect(browser.Page.GetByText("1 change", new() { Exact = true })).ToBeVisibleAsync();

        await Switcher(browser).ClickAsync();
        await Account(browser, "Lab").ClickAsync();

        await browser.Button("Stay").ClickAsync();
        await Expect(browser.Field("Name")).ToHaveValueAsync("not saved yet");
        await Expect(Switcher(browser)).ToContainTextAsync("Example Network");
        await Switcher(browser).ClickAsync();
        await Account(browser, "Lab").ClickAsync();
        await browser.Button("Leave and discard").ClickAsync();
        await Expect(browser.Heading("Peers")).ToBeVisibleAsync();
        await Expect(Switcher(browser)).ToContainTextAsync("Lab");
        await EndAsync(browser);
    }

    /// <summary>The check at the start, by itself: nobody presses anything before the kind is grey.</summary>
    [Fact]
    public async Task Kind_RefusedAtTheStart_IsGreyedInItsAccountUntilItWorks()
    {
        await using var portal = await LivePortal.StartWithTwoAccountsAsync(new JsonObject
        {
            ["path"] = $"accounts/{SandboxApi.Account}/magic/apps",
            ["status"] = 403,
            ["body"] = JsonNode.Parse("""{"success":false,"errors":[{"code":1025,"message":"This account does not have Magic WAN."}],"messages":[],"result":null}"""),
        });
        var browser = await chromium.OpenAsync(portal.Process.Address);
        await browser.OpenAsync("/status", "Operator");
        var apps = browser.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Apps", Exact = true });
        await Expect(apps).ToHaveAccessibleDescriptionAsync("Apps are not part of this account's subscription.", new() { Timeout = 30_000 });
        await Expect(browser.Page.GetByText("Active", new() { Exact = true })).ToHaveCountAsync(2);
        await Expect(browser.Page.GetByText("This account does not have Magic WAN.")).ToHaveCountAsync(1);
        Assert.DoesNotContain((await browser.Page.RunAxe()).Violations, violation => violation.Impact is not "minor");

        await browser.Page.GotoAsync(Second);
        await Expect(browser.Heading("Overview")).ToBeVisibleAsync();
        await Expect(apps).ToHaveAccessibleDescriptionAsync("");
        await Expect(browser.Page.Locator(".card.refused")).ToHaveCountAsync(0);
        await browser.Page.GotoAsync(First);
        await Expect(browser.Page.Locator(".card.refused")).ToHaveCountAsync(1);
        Assert.DoesNotContain((await browser.Page.RunAxe()).Violations, violation => violation.Impact is not "minor");
        await apps.ClickAsync();
        await Expect(browser.Heading("Apps")).ToBeVisibleAsync();
        await Expect(browser.Alert).ToContainTextAsync("This account does not have Magic WAN.");

        await portal.Api.ResetAsync();
        await browser.Link("Status").ClickAsync();
        await browser.Button("Check now").ClickAsync();
        await Expect(apps).ToHaveAccessibleDescriptionAsync("");
        await Expect(browser.Page.GetByText("This account does not have Magic WAN.")).ToHaveCountAsync(0);
        Assert.DoesNotContain(LivePortal.Token, await browser.Page.ContentAsync(), StringComparison.Ordinal);
        await EndAsync(browser);
    }

    [Fact]
    public async Task Address_OfAnUnknownAccount_ListsTheConfiguredOnes()
    {
        await using var portal = await LivePortal.StartWithTwoAccountsAsync();
        var browser = await chromium.OpenAsync(portal.Process.Address);

        await browser.OpenAsync("/accounts/feed/magic/apps/1", "Viewer");

        await Expect(browser.Heading("This console has no such account")).ToBeFocusedAsync();
        await browser.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Lab" }).ClickAsync();
        await Expect(browser.Heading("Apps")).ToBeVisibleAsync();
        await Expect(browser.Page).ToHaveURLAsync(Ending($"{Second}/magic/apps"));
        await EndAsync(browser);
    }

    private static Regex Ending(string path) => new($"{Regex.Escape(path)}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static ILocator Switcher(BrowserPage browser) => browser.Page.Locator("details.switcher summary");

    private static ILocator Account(BrowserPage browser, string name) => browser.Page.Locator("details.switcher").GetByRole(AriaRole.Link, new() { Name = name });

    private static async Task EndAsync(BrowserPage browser)
    {
        browser.Complaints.AssertNone();
        await browser.Page.Context.DisposeAsync();
    }
}
