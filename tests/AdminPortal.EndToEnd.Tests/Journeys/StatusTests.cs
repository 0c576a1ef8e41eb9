using System.Text.Json.Nodes;
using AdminPortal.EndToEnd.Tests.Running;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>How the console is, on its page: for administrators, and never with the token.</summary>
public sealed class StatusTests(ChromiumFixture chromium)
{
    private const string Console = "/status/console";

    [Fact]
    public async Task Console_AfterAFailure_ShowsItToAnAdministratorAndTheTokenToNobody()
    {
        await using var portal = await LivePortal.StartWithTwoAccountsAsync();
        var browser = await chromium.OpenAsync(portal.Process.Address);
        Received received = new(browser.Page);
        await browser.OpenAsync("/status", "Administrator");
        foreach (var whose in (string[])["user", $"accounts/{SandboxApi.Account}"])
        {
            await portal.Api.OrderAsync(new JsonObject
            {
                ["path"] = $"{whose}/tokens/verify",
                ["status"] = 401,
                ["body"] = JsonNode.Parse("""{"success":false,"errors":[{"code":1000,"message":"Invalid API Token"}],"messages":[],"result":null}"""),
            });
        }

        await browser.Button("Check now").ClickAsync();
        await Expect(browser.Page.Locator("table.matrix tbody tr").First).ToContainTextAsync("Refused");

        await browser.Link("Instances and store").ClickAsync();

        await Expect(browser.Page).ToHaveURLAsync(new Uri(portal.Process.Address, Console).ToString());
        await Expect(Section(browser, "instances").Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(Section(browser, "instances")).ToContainTextAsync("answers here");
        await Expect(Section(browser, "store")).ToContainTextAsync("SQLite file: for one instance");
        await Expect(Section(browser, "budget")).ToContainTextAsync("Example Network, Lab");
        await Expect(Section(browser, "unfinished")).ToContainTextAsync("None.");
        await Expect(Section(browser, "failures")).ToContainTextAsync("is refused by its check: status 401");
        Assert.DoesNotContain((await browser.Page.RunAxe()).Violations, violation => violation.Impact is not "minor");
        await browser.Button("Refresh").ClickAsync();
        await Expect(Section(browser, "failures")).ToContainTextAsync("is refused by its check: status 401");
        await received.AssertNowhereAsync(LivePortal.Token, Console);
        Assert.DoesNotContain(LivePortal.Token, await browser.Page.ContentAsync(), StringComparison.Ordinal);

        await browser.Button("Sign out").ClickAsync();
        await browser.OpenAsync(Console, "Operator");
        await Expect(browser.Heading("You may not see this")).ToBeVisibleAsync();
        browser.Complaints.AssertNone();
        await browser.Page.Context.DisposeAsync();
    }

    private static ILocator Section(BrowserPage browser, string name) => browser.Page.Locator($"section[aria-labelledby={name}]");
}
