using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>What was changed is found again, explained, exported, and taken back.</summary>
public sealed class HistoryTests(PortalFixture portal, ChromiumFixture chromium) : BrowserTest(portal, chromium)
{
    private const string Targets = $"/accounts/{SandboxApi.Account}/infrastructure/targets";
    private const string Id = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    [Fact]
    public async Task Change_OfATarget_IsInItsHistoryAndTakenBack()
    {
        await Browser.OpenAsync($"{Targets}/{Id}", "Operator");
        var before = await Browser.Field("IPv4 address").InputValueAsync();
        await Browser.Field("IPv4 address").FillAsync("10.77.0.1");
        await Browser.ReviewAndSaveAsync();

        await Browser.Link("History").ClickAsync();
        await Expect(Browser.Heading("History")).ToBeVisibleAsync();
        await Expect(Row(0)).ToContainTextAsync("Applied");
        await Row(0).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(Browser.Heading("Update: Target infra-access-target")).ToBeVisibleAsync();
        await Expect(Browser.Page.GetByRole(AriaRole.Region, new() { Name = "Before and Wanted" })).ToContainTextAsync("10.77.0.1");

        await Browser.Link("Take this change back…").ClickAsync();
        await Expect(Browser.Heading2("Take a change back")).ToBeVisibleAsync();
        await Browser.Button("Review again").ClickAsync();
        await Browser.SaveAsync();
        await Expect(Browser.Saved).ToBeVisibleAsync();
        await Expect(Browser.Field("IPv4 address")).ToHaveValueAsync(before);
        Assert.Equal(before, (string?)(await Sandbox.StoredAsync("targets", Id))["ip"]!["ipv4"]!["ip_addr"]);

        await Browser.Link("History").ClickAsync();
        await Expect(Row(0)).ToContainTextAsync("Revert");
        await Expect(Row(1)).ToContainTextAsync("Update");
        await Row(0).GetByRole(AriaRole.Link).ClickAsync();
        await Browser.Link("an earlier change").ClickAsync();
        await Expect(Browser.Link("a later change")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Target_ThatWasDeleted_IsCreatedAgainFromItsHistory()
    {
        await Sandbox.ChangeAsync("targets", Id, target => target["x_unknown"] = "kept");
        await Browser.OpenAsync($"{Targets}/{Id}", "Operator");
        var address = await Browser.Field("IPv4 address").InputValueAsync();
        await Browser.Button("Delete").ClickAsync();
        await Browser.Button("Delete it").ClickAsync();
        await Expect(Browser.Heading("Targets")).ToBeVisibleAsync();

        await Browser.Link("Activity").ClickAsync();
        // The list that was shown meanwhile may have noticed what other tests' resets changed.
        await Browser.Page.Locator("table.changes tbody tr").Filter(new() { HasText = "Delete" }).First.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).ClickAsync();
        await Browser.Link("Create it again from this entry…").ClickAsync();
        await Expect(Browser.Page.GetByText("It gets a new id")).ToBeVisibleAsync();
        await Expect(Browser.Field("IPv4 address")).ToHaveValueAsync(address);
        await Browser.ReviewAsync();
        Assert.Equal("kept", (string?)(await Browser.ReviewedBodyAsync())["x_unknown"]);
        await Browser.ReviewPanel.GetByRole(AriaRole.Button, new() { Name = "Create", Exact = true }).ClickAsync();

        await Expect(Browser.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Created" })).ToBeVisibleAsync();
        Assert.False(await Sandbox.HasAsync("targets", Id));
    }

    [Fact]
    public async Task Target_ThatWasChangedElsewhere_IsSeenOnceItIsOpened()
    {
        await Browser.OpenAsync($"{Targets}/{Id}", "Operator");
        await Browser.Field("IPv4 address").FillAsync("10.77.0.2");
        await Browser.ReviewAndSaveAsync();
        await Sandbox.ChangeAsync("targets", Id, target => target["hostname"] = "renamed-elsewhere");

        await Browser.Page.GotoAsync($"{Targets}/{Id}");
        await Expect(Browser.Heading("renamed-elsewhere")).ToBeVisibleAsync();
        await Browser.Link("History").ClickAsync();

        // It is written down after the page is there, so that nobody waits for it.
        await Expect(Row(0)).ToBeVisibleAsync();
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
        while (!(await Row(0).InnerTextAsync()).Contains("Seen changed outside", StringComparison.Ordinal))
        {
            late.Token.ThrowIfCancellationRequested();
            await Browser.Button("Refresh").ClickAsync();
        }

        await Expect(Row(1)).ToContainTextAsync("Applied");
    }

    [Fact]
    public async Task Activity_Exported_IsAFileOfWhatIsFiltered()
    {
        await Browser.OpenAsync($"{Targets}/{Id}", "Operator");
        await Browser.Field("IPv4 address").FillAsync("10.77.0.3");
        await Browser.ReviewAndSaveAsync();
        await Browser.Page.GotoAsync($"/accounts/{SandboxApi.Account}/activity?resource={Id}&person=Local");
        await Expect(Row(0)).ToBeVisibleAsync();

        var download = await Browser.Page.RunAndWaitForDownloadAsync(() => Browser.Link("CSV").ClickAsync());

        Assert.Equal($"activity-{SandboxApi.Account}.csv", download.SuggestedFilename);
        Assert.Contains("Local Operator,Target", await File.ReadAllTextAsync(await download.PathAsync(), Xunit.TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await Browser.Button("Verify the journal").ClickAsync();
        await Expect(Browser.Page.GetByText("entries are intact")).ToBeVisibleAsync();
    }

    private ILocator Row(int index) => Browser.Page.Locator("table.changes tbody tr").Nth(index);
}
