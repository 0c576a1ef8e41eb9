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
        ("status", "/status", "Status"),
        ("targets", $"{Account}/infrastructure/targets", "Targets"),
        ("apps", $"{Account}/magic/apps", "Apps"),
        ("peers", $"{Account}/secondary_dns/peers", "Peers"),
        ("interconnects", $"{Account}/magic/cf_interconnects", "Interconnects"),
        ("activity", $"{Account}/activity", "Activity"),
        ("history", $"{Target}/history", "History"),
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

        await CheckAsync(browser, look);
        await NarrowAsync(browser, look);
        await SaveAsync(browser, look);
        await CreateAndDeleteAsync(browser, look);
        await ConsentAsync(browser, look);
        await DeleteManyAsync(browser, look);
        await CreateManyAsync(browser, look);
        await ChangeManyAsync(browser, look);
        await LookBackAsync(browser, look);
        await browser.Page.GotoAsync($"{Account}/magic/nothing");
        await Expect(browser.Heading("There is no page here")).ToBeVisibleAsync();
        await look("not-found");
        await browser.Page.GotoAsync($"{Account}/secondary_dns/peers/00000000000000000000000000000000");
        await Expect(browser.Alert).ToBeVisibleAsync();
        await look("no-such-resource");
        await AdministerAsync(browser, look);
    }

    /// <summary>What is for administrators only, also while the console is read-only, and what everybody may know about themselves.</summary>
    private static async Task AdministerAsync(BrowserPage browser, Func<string, Task> look)
    {
        await browser.Page.GotoAsync("/console");
        await Expect(browser.Heading("You may not see this")).ToBeVisibleAsync();
        await look("forbidden");
        await browser.Button("Sign out").ClickAsync();
        await Expect(browser.Heading("Sign in")).ToBeVisibleAsync();
        await browser.OpenAsync("/console", "Administrator");
        await Expect(browser.Button("Make the console read-only")).ToBeVisibleAsync();
        await look("console");
        await browser.Field("Reason").FillAsync("Migration of the data centre");
        await browser.Button("Make the console read-only").ClickAsync();
        await Expect(browser.Button("End it now")).ToBeVisibleAsync();
        await look("console-read-only");
        await browser.Button("End it now").ClickAsync();
        await Expect(browser.Button("Make the console read-only")).ToBeVisibleAsync();
        await browser.Link("People").ClickAsync();
        await Expect(browser.Page.GetByRole(AriaRole.Table)).ToContainTextAsync("Local Administrator");
        await look("console-people");
        await browser.Link("Journal").ClickAsync();
        await Expect(browser.Page.GetByRole(AriaRole.Table)).ToContainTextAsync("Migration of the data centre");
        await look("console-journal");
        await browser.Page.GotoAsync("/status/console");
        await Expect(browser.Page.GetByText("answers here")).ToBeVisibleAsync();
        await Expect(browser.Page.Locator(".loading")).ToHaveCountAsync(0);
        await look("status-console");
        await browser.Page.GotoAsync("/access");
        await Expect(browser.Page.GetByRole(AriaRole.Table)).ToContainTextAsync("Local sign-in → Administrator, for everything");
        await look("access");
        await browser.Page.GotoAsync("/signed-out");
        await Expect(browser.Page.GetByRole(AriaRole.Heading)).ToBeVisibleAsync();
        await look("signed-out");
    }

    /// <summary>The status page after a check, and an account that is not configured.</summary>
    private static async Task CheckAsync(BrowserPage browser, Func<string, Task> look)
    {
        await browser.Page.GotoAsync("/status");
        await browser.Button("Check now").ClickAsync();
        await Expect(browser.Page.GetByText("Active", new() { Exact = true })).ToBeVisibleAsync();
        await look("status-checked");
        await browser.Page.GotoAsync("/accounts/feed/magic/apps");
        await Expect(browser.Heading("This console has no such account")).ToBeVisibleAsync();
        await look("no-such-account");
    }

    /// <summary>What was changed on the way: the activity, one entry, and how it is taken back.</summary>
    private static async Task LookBackAsync(BrowserPage browser, Func<string, Task> look)
    {
        await browser.Page.GotoAsync($"{Account}/activity?outcome=applied&kind=Target&person=nonsense&outcome=bad");
        await Expect(browser.Page.GetByText("No change matches.")).ToBeVisibleAsync();
        await look("activity-empty");
        await browser.Page.GotoAsync($"{Account}/activity?outcome=applied");
        await browser.Button("Verify the journal").ClickAsync();
        await Expect(browser.Page.GetByText("entries are intact")).ToBeVisibleAsync();
        await look("activity-verified");
        await browser.Page.Locator("table.changes tbody th a").First.ClickAsync();
        await Expect(browser.Heading2("In the chain")).ToBeVisibleAsync();
        await look("change");
    }

    /// <summary>The filter panel, empty and with what is wrong in it, chips of both sorts, and the choice of columns.</summary>
    private static async Task NarrowAsync(BrowserPage browser, Func<string, Task> look)
    {
        const string Targets = $"{Account}/infrastructure/targets";
        await browser.Page.GotoAsync(Targets);
        await browser.Button("Filters").ClickAsync();
        await Expect(browser.Field("Virtual network").Locator("option")).Not.ToHaveCountAsync(1);
        await look("filters");
        await browser.Field("IPv4 address").FillAsync("10.1");
        await browser.Field("Tags").FillAsync("env");
        await browser.Page.GetByRole(AriaRole.Group, new() { Name = "IPv4 range", Exact = true }).GetByLabel("First address").FillAsync("10.20.0.1");
        await browser.Button("Apply").ClickAsync();
        await Expect(browser.Page.GetByText("some fields need a look")).ToBeVisibleAsync();
        await look("filters-refused");
        await browser.Page.GotoAsync($"{Targets}?ipv4-range=10.20.0.1-10.20.0.200&tag=env%3Alab&network=c77b744e-acc8-428f-9257-6878c046ed55&ipv4=10.1&sort=tag%3Ateam");
        await Expect(browser.Page.GetByText("Ignored.")).ToBeVisibleAsync();
        await Expect(browser.Page.Locator(".loading")).ToHaveCountAsync(0);
        await look("filtered");
        await browser.Button("Columns").ClickAsync();
        await Expect(browser.Page.GetByRole(AriaRole.Group, new() { Name = "Columns", Exact = true })).ToBeVisibleAsync();
        await look("columns");
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
        await Expect(browser.ReviewPanel).ToContainTextAsync("all of them must use the same one");
        await look("new-review");
        await browser.ReviewPanel.GetByRole(AriaRole.Button, new() { Name = "Create", Exact = true }).ClickAsync();
        await Expect(browser.Heading("toured peer")).ToBeVisibleAsync();
        await browser.Field("IP address").FillAsync("");
        await Expect(browser.Page.GetByText("1 change", new() { Exact = true })).ToBeVisibleAsync();
        await look("created-and-emptied");
        await browser.Button("Delete").ClickAsync();
        await Expect(browser.Button("Delete it")).ToBeVisibleAsync();
        await browser.Page.GetByLabel("Type toured peer to delete it", new() { Exact = true }).FillAsync("Toured peer");
        await browser.Button("Delete it").ClickAsync();
        await Expect(browser.Page.GetByText("Upper and lower case differ.")).ToBeVisibleAsync();
        await look("delete");
        await browser.Page.GetByLabel("Type toured peer to delete it", new() { Exact = true }).FillAsync("toured peer");
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

        // Nothing is left behind that the next walk would be asked about.
        await browser.Button("Back to the form").ClickAsync();
        await browser.Button("Undo all").ClickAsync();
        await Expect(browser.Page.GetByText("Nothing changed", new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Rows that are selected, the question before they are deleted, and what became of each.</summary>
    private static async Task DeleteManyAsync(BrowserPage browser, Func<string, Task> look)
    {
        await browser.Page.GotoAsync($"{Account}/infrastructure/targets/batch_delete");
        await Expect(browser.Link("Select targets in their list")).ToBeVisibleAsync();
        await look("nothing-selected");
        await browser.Page.GotoAsync($"{Account}/infrastructure/targets?q=mail");
        await browser.Page.GetByLabel("Select this page").CheckAsync();
        await look("selected");
        await browser.Link("Delete…").ClickAsync();
        await browser.Page.GetByLabel("to confirm").FillAsync("delete 20 targets");
        await Expect(browser.Button("Delete 20 targets")).ToBeEnabledAsync();
        await look("delete-many");
        await browser.Button("Delete 20 targets").ClickAsync();
        await Expect(browser.Page.GetByText("20 deleted.")).ToBeVisibleAsync();
        await look("deleted-many");
    }

    /// <summary>Lines with errors, their review, and what the API says to each.</summary>
    private static async Task CreateManyAsync(BrowserPage browser, Func<string, Task> look)
    {
        const string Good = "rack-1 10.77.0.1 2001:db8:77::1 lab\nrack-2,10.77.0.2\nrack-3 10.20.0.12";
        await browser.Page.GotoAsync($"{Account}/infrastructure/targets/batch");
        await Expect(browser.Field("Targets, one a line")).ToBeVisibleAsync();
        await look("lines-empty");
        await browser.Field("Targets, one a line").FillAsync("rack_1,10.77.0.1\nrack-2,10.77.0.2,,labb\nrack-3,10.77.0.3");
        await Expect(browser.Page.GetByText("3 lines, 1 ready, 2 with errors")).ToBeVisibleAsync();
        await look("lines-with-errors");
        await browser.Field("Targets, one a line").FillAsync(Good);
        await Expect(browser.Page.GetByText("3 lines, all ready")).ToBeVisibleAsync();
        await browser.Button("Review").ClickAsync();
        await Expect(browser.Heading2("Create 3 targets?")).ToBeVisibleAsync();
        await look("lines-review");
        await browser.Button("Create 3 targets").ClickAsync();
        await Expect(browser.Alert).ToBeVisibleAsync();
        await look("lines-refused");
        await browser.Field("Targets, one a line").FillAsync(Good.Replace("10.20.0.12", "10.77.0.3", StringComparison.Ordinal));
        await browser.Button("Review").ClickAsync();
        await browser.Button("Create 3 targets").ClickAsync();
        await Expect(browser.Page.GetByText("3 created.")).ToBeVisibleAsync();
        await look("lines-created");
    }

    /// <summary>The form for several interconnects, its review with the consent, and what became of each.</summary>
    private static async Task ChangeManyAsync(BrowserPage browser, Func<string, Task> look)
    {
        await browser.Page.GotoAsync($"{Account}/magic/cf_interconnects");
        await browser.Page.GetByLabel("Select pni_fra_1").CheckAsync();
        await browser.Page.GetByLabel("Select pni_gru_1").CheckAsync();
        await browser.Link("Change…").ClickAsync();
        await browser.Field("MTU").FillAsync("9001");
        await browser.Field("Health check enabled").SelectOptionAsync("Off");
        await look("change-many");
        await browser.ReviewAsync();
        await look("change-many-review");
        await browser.Page.GetByText("I know, and want it so").ClickAsync();
        await browser.Button("Save 2 interconnects").ClickAsync();
        await Expect(browser.Page.GetByText("2 of 2 interconnects saved")).ToBeVisibleAsync();
        await look("changed-many");
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
        await Expect(browser.ReviewPanel).ToContainTextAsync("Another target has this address");
        await look("review");
        await browser.SaveAsync();
        await Expect(browser.Alert).ToBeVisibleAsync();
        await look("refused-by-the-api");

        await browser.Field("IPv4 address").FillAsync("187.26.29.250");
        await browser.ReviewAndSaveAsync();
        await look("saved");
    }
}
