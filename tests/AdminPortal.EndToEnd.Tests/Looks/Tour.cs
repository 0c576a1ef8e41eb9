using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Looks;

/// <summary>A walk through every page and state that there is to look at.</summary>
internal static class Tour
{
    private const string Account = $"/accounts/{SandboxApi.Account}";
    private const string Target = $"{Account}/infrastructure/targets/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    private static readonly IReadOnlyList<(string Name, string Address, string Heading)> Pages =
    [
        ("overview", "/", "Overview"),
        ("targets", $"{Account}/infrastructure/targets", "Targets"),
        ("apps", $"{Account}/magic/apps", "Apps"),
        ("peers", $"{Account}/secondary_dns/peers", "Peers"),
        ("interconnects", $"{Account}/magic/cf_interconnects", "Interconnects"),
        ("target", Target, "infra-access-target"),
        ("app", $"{Account}/magic/apps/ac60d3d0435248289d446cedd870bcf4", "Cloudflare Dashboard"),
        ("peer", $"{Account}/secondary_dns/peers/23ff594956f20c2a721606e94745a8aa", "my-peer-1"),
        ("interconnect", $"{Account}/magic/cf_interconnects/7a0f3c5d9b1e4826a4d7c0f2e6b18395", "pni_fra_1"),
        ("interconnect-with-warnings", $"{Account}/magic/cf_interconnects/c4a7362d577a6c3019a474fd6f485821", "pni_ord"),
    ];

    /// <summary>Visits everything, and calls <paramref name="look"/> with the name of what is to be seen.</summary>
    public static async Task TakeAsync(BrowserPage browser, Func<string, Task> look)
    {
        browser.Complaints.Expect("404");
        await browser.Page.GotoAsync("/signin");
        await Expect(browser.Heading("Sign in")).ToBeVisibleAsync();
        await look("sign-in");
        await browser.Button("Continue as Operator").ClickAsync();
        foreach (var (name, address, heading) in Pages)
        {
            await browser.Page.GotoAsync(address);
            await Expect(browser.Heading(heading)).ToBeVisibleAsync();
            await Expect(browser.Page.Locator(".loading")).ToHaveCountAsync(0);
            await Expect(browser.Page.GetByText("…", new() { Exact = true })).ToHaveCountAsync(0);
            await look(name);
        }

        await SaveAsync(browser, look);
        await CreateAndDeleteAsync(browser, look);
        await ConsentAsync(browser, look);
        await browser.Page.GotoAsync($"{Account}/magic/nothing");
        await Expect(browser.Heading("There is no page here")).ToBeVisibleAsync();
        await look("not-found");
        await browser.Page.GotoAsync($"{Account}/secondary_dns/peers/00000000000000000000000000000000");
        await Expect(browser.Alert).ToBeVisibleAsync();
        await look("no-such-resource");
    }

    /// <summary>A new form, empty and filled from another resource, its review, what stands there once it is created, and the question before it is deleted.</summary>
    private static async Task CreateAndDeleteAsync(BrowserPage browser, Func<string, Task> look)
    {
        const string Peers = $"{Account}/secondary_dns/peers";
        await browser.Page.GotoAsync($"{Peers}/new");
        await Expect(browser.Heading("New peer")).ToBeVisibleAsync();
        await Expect(browser.Page.GetByLabel("TSIG", new() { Exact = true }).Locator("option")).Not.ToHaveCountAsync(1);
        await look("new");
        await browser.Page.GotoAsync($"{Peers}/new?from=23ff594956f20c2a721606e94745a8aa");
        await Expect(browser.Field("Name")).ToHaveValueAsync("my-peer-1");
        await look("clone");
        await browser.Field("Name").FillAsync("toured peer");
        await browser.ReviewAsync();
        await look("new-review");
        await browser.ReviewPanel.GetByRole(AriaRole.Button, new() { Name = "Create", Exact = true }).ClickAsync();
        await Expect(browser.Heading("toured peer")).ToBeVisibleAsync();
        await browser.Field("IP address").FillAsync("");
        await Expect(browser.Page.GetByText("1 change", new() { Exact = true })).ToBeVisibleAsync();
        await look("created-and-emptied");
        await browser.Button("Delete").ClickAsync();
        await Expect(browser.Button("Delete it")).ToBeVisibleAsync();
        await look("delete");
        await browser.Button("Delete it").ClickAsync();
        await Expect(browser.Page.GetByText("Deleted: toured peer")).ToBeVisibleAsync();
        await Expect(browser.Link("my-peer-1")).ToBeVisibleAsync();
        await look("deleted");
    }

    /// <summary>The consent before a health check is switched off.</summary>
    private static async Task ConsentAsync(BrowserPage browser, Func<string, Task> look)
    {
        await browser.Page.GotoAsync($"{Account}/magic/cf_interconnects/7a0f3c5d9b1e4826a4d7c0f2e6b18395");
        await browser.Field("Health check enabled").UncheckAsync();
        await browser.ReviewAsync();
        await Expect(browser.Button("Save")).ToBeDisabledAsync();
        await look("consent");
    }

    /// <summary>A form with errors of both sorts, its review, and what stands there once it is saved.</summary>
    private static async Task SaveAsync(BrowserPage browser, Func<string, Task> look)
    {
        await browser.Page.GotoAsync(Target);
        await browser.Field("Hostname").FillAsync("no spaces allowed");
        await browser.Field("IPv4 address").FillAsync("10.20.0.1");
        await browser.Button("Review").ClickAsync();
        await Expect(browser.Field("Hostname")).ToBeFocusedAsync();
        await look("form-with-errors");

        await browser.Field("Hostname").FillAsync("infra-access-target-2");
        await browser.ReviewAsync();
        await look("review");
        await browser.SaveAsync();
        await Expect(browser.Alert).ToBeVisibleAsync();
        await look("refused-by-the-api");

        await browser.Field("IPv4 address").FillAsync("187.26.29.250");
        await browser.ReviewAndSaveAsync();
        await look("saved");
    }
}
