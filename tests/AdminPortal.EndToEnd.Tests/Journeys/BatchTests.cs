using System.Text.Json.Nodes;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>Many resources at once: pasted, deleted, changed, each with what became of it.</summary>
public sealed class BatchTests(PortalFixture portal, ChromiumFixture chromium) : BrowserTest(portal, chromium)
{
    private const string Account = $"/accounts/{SandboxApi.Account}";
    private const string Targets = $"{Account}/infrastructure/targets";
    private const string Interconnects = $"{Account}/magic/cf_interconnects";
    private const string Frankfurt = "7a0f3c5d9b1e4826a4d7c0f2e6b18395";
    private const string Amsterdam = "c93b5f10e7d24a68915fb0c4d3e82a76";

    [Fact]
    public async Task Lines_PastedWithTwoWrong_AreMendedAndCreatedByOneCall()
    {
        await Browser.OpenAsync(Targets, "Operator");
        await Browser.Link("Paste many…").ClickAsync();
        await Lines.FillAsync("hostname,ipv4,ipv6,network\nrack-1,10.77.0.1,2001:db8:77::1,lab\nrack_2,10.77.0.2\nrack-3 10.77.0.3 labb\nrack-4\t10.77.0.4\nrack-5,,2001:db8:77::5");
        await Expect(Summary).ToHaveTextAsync("5 lines, 3 ready, 2 with errors");
        await Expect(Browser.Page.GetByText("There are: default, lab, partner-exchange.")).ToBeVisibleAsync();
        await Browser.Button("Review").ClickAsync();
        await Expect(Browser.Page.Locator("#line-3")).ToBeFocusedAsync();

        await Lines.FillAsync("hostname,ipv4,ipv6,network\nrack-1,10.77.0.1,2001:db8:77::1,lab\nrack-2,10.77.0.2\nrack-3 10.77.0.3\nrack-4\t10.77.0.4\nrack-5,,2001:db8:77::5");
        await Expect(Summary).ToHaveTextAsync("5 lines, all ready");
        await Sandbox.ClearLogAsync();
        await Browser.Button("Review").ClickAsync();
        await Expect(Browser.Heading2("Create 5 targets?")).ToBeFocusedAsync();
        var reviewed = JsonNode.Parse(await Browser.Page.GetByLabel("Body of the request").InnerTextAsync())!.AsArray();
        Assert.Equal(["rack-1", "rack-2", "rack-3", "rack-4", "rack-5"], reviewed.Select(target => (string?)target!["hostname"]));
        await BrowserPage.ClickTwiceAsync(Browser.Button("Create 5 targets"));

        await Expect(Status).ToContainTextAsync("5 created.");
        await Expect(Fates).ToHaveTextAsync(["Created", "Created", "Created", "Created", "Created"]);
        var write = Assert.Single(await Sandbox.WritesAsync());
        Assert.Equal(("PUT", $"/client/v4{Targets}/batch", true), (write.Method, write.Path, write.Landed));
        await Browser.Link("rack-3").ClickAsync();
        await Expect(Browser.Field("IPv4 address")).ToHaveValueAsync("10.77.0.3");
    }

    [Fact]
    public async Task Lines_RefusedByTheApi_KeepTheTextWithTheReasonAtTheLine()
    {
        await Browser.OpenAsync($"{Targets}/batch", "Operator");
        await Lines.FillAsync("rack-1 10.77.0.1\nrack-2 187.26.29.249");
        await Browser.Button("Review").ClickAsync();
        await Expect(Browser.Page.GetByText("The target infra-access-target has this address")).ToBeVisibleAsync();
        await Browser.Button("Create 2 targets").ClickAsync();

        await Expect(Browser.Alert).ToContainTextAsync("The API refused the change");
        await Expect(Browser.Page.GetByText("IPv4 address: Another target has this address in the same virtual network.")).ToBeVisibleAsync();
        await Expect(Browser.Page.Locator("#line-2")).ToBeFocusedAsync();
        await Expect(Lines).ToHaveValueAsync("rack-1 10.77.0.1\nrack-2 187.26.29.249");
    }

    [Fact]
    public async Task Lines_WhoseAnswerIsCut_AreLookedForAndSentOnce()
    {
        await Browser.OpenAsync($"{Targets}/batch", "Operator");
        await Lines.FillAsync("rack-1 10.77.0.1\nrack-2 2001:db8:77::2");
        await Browser.Button("Review").ClickAsync();
        await Sandbox.OrderAsync(new JsonObject { ["method"] = "PUT", ["times"] = 1, ["cut"] = "after-write" });
        await Browser.Button("Create 2 targets").ClickAsync();

        await Expect(Status).ToContainTextAsync("2 created.");
        await Expect(Fates).ToHaveTextAsync(["Created, as looking for it shows", "Created, as looking for it shows"]);
        Assert.Single(await Sandbox.WritesAsync());
    }

    /// <summary>A pasted text may be larger than what the framework takes by itself, which would end the circuit.</summary>
    [Fact]
    public async Task Lines_AThousand_AreTakenAndCreatedByOneCall()
    {
        await Browser.OpenAsync($"{Targets}/batch", "Operator");
        await Lines.FillAsync(string.Join('\n', Enumerable.Range(0, 1000).Select(number => $"rack-with-a-rather-long-name-{number:D4}.example.net,10.78.{number / 250}.{number % 250},2001:db8:78:1234:5678:9abc:def0:{number:x},default")));
        await Expect(Summary).ToHaveTextAsync("1,000 lines, all ready");
        await Browser.Button("Review").ClickAsync();
        await Browser.Button("Create 1,000 targets").ClickAsync();

        await Expect(Status).ToContainTextAsync("1,000 created.");
        Assert.Single(await Sandbox.WritesAsync());
    }

    [Fact]
    public async Task Text_TypedByKeys_ReachesTheServerBeforeTheNextStep()
    {
        await Browser.OpenAsync($"{Targets}/batch", "Operator");
        await Lines.ClickAsync();
        await Browser.Page.Keyboard.TypeAsync("rack-1 10.77.0.1");
        await Browser.Button("Review").ClickAsync();

        await Expect(Browser.Heading2("Create 1 target?")).ToBeVisibleAsync();
        await Expect(Browser.Page.GetByLabel("Body of the request")).ToContainTextAsync("\"10.77.0.1\"");
    }

    [Fact]
    public async Task Leaving_WithLinesTyped_AsksFirst()
    {
        TaskCompletionSource<string> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Browser.Page.Dialog += async (_, dialog) =>
        {
            await dialog.DismissAsync();
            asked.TrySetResult(dialog.Message);
        };
        await Browser.OpenAsync($"{Targets}/batch", "Operator");
        await Lines.FillAsync("rack-1 10.77.0.1");
        await Expect(Summary).ToHaveTextAsync("1 line, all ready");
        await Browser.Link("Peers").First.ClickAsync();

        Assert.Contains("Leave without saving", await asked.Task.WaitAsync(TimeSpan.FromSeconds(15)), StringComparison.Ordinal);
        await Expect(Lines).ToHaveValueAsync("rack-1 10.77.0.1");
    }

    [Fact]
    public async Task Targets_ThreeSelectedOnTwoPages_AreDeletedByOneCall()
    {
        await Browser.OpenAsync($"{Targets}?size=25", "Operator");
        await SelectAsync("db-01.ams.example.net");
        await SelectAsync("db-01.lhr.example.net");
        await Expect(Selected).ToHaveTextAsync("2 selected");
        await Browser.Page.GetByLabel("Pages").GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await SelectAsync("app-01.sin.example.net");
        await Expect(Selected).ToHaveTextAsync("3 selected, 2 of them not on this page");
        await Sandbox.ClearLogAsync();
        await Browser.Link("Delete…").ClickAsync();

        await Expect(Browser.Heading2("Delete 3 targets?")).ToBeFocusedAsync();
        await Expect(Browser.Page.GetByRole(AriaRole.Region, new() { Name = "Targets to delete" }).Locator("tbody").GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await BrowserPage.ClickTwiceAsync(Browser.Button("Delete 3 targets"));
        await Expect(Status).ToContainTextAsync("3 deleted.");
        await Expect(Fates).ToHaveTextAsync(["Deleted", "Deleted", "Deleted"]);
        var write = Assert.Single(await Sandbox.WritesAsync());
        Assert.Equal(("POST", $"/client/v4{Targets}/batch_delete", true), (write.Method, write.Path, write.Landed));
        await Browser.Link("Back to the targets").ClickAsync();
        await Expect(Browser.Page.GetByText("237 in all")).ToBeVisibleAsync();
        await Expect(Selected).ToHaveTextAsync("");
    }

    [Fact]
    public async Task Rows_SelectedByKeyboardAndByShift_CanBeDeletedAfterTheNumberIsTyped()
    {
        await Browser.OpenAsync($"{Targets}?sort=hostname", "Operator");
        var boxes = Browser.Page.Locator("td.pick input");
        await boxes.First.FocusAsync();
        await Browser.Page.Keyboard.PressAsync("Space");
        await Expect(Selected).ToHaveTextAsync("1 selected");
        await boxes.Nth(5).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(Selected).ToHaveTextAsync("6 selected");
        await Browser.Link("Delete…").ClickAsync();

        await Expect(Browser.Button("Delete 6 targets")).ToBeDisabledAsync();
        await Browser.Page.GetByLabel("to confirm").FillAsync("delete 6 targets");
        await Browser.Button("Delete 6 targets").ClickAsync();
        await Expect(Status).ToContainTextAsync("6 deleted.");
    }

    [Fact]
    public async Task Interconnects_OneRefused_AreChangedOneByOneAndTheRefusedOneIsRetried()
    {
        await Browser.OpenAsync(Interconnects, "Operator");
        await SelectAsync("pni_fra_1");
        await SelectAsync("pni_ams_1");
        await Browser.Link("Change…").ClickAsync();
        await Browser.Field("MTU").FillAsync("1500");
        await Browser.ReviewAsync();
        await Expect(Browser.ReviewPanel.Locator("tbody").GetByRole(AriaRole.Row)).ToContainTextAsync(["MTU 1476 1500", "MTU 1476 1500"]);
        await Sandbox.RefuseNextPutAsync(new JsonObject { ["code"] = 1003, ["message"] = "Not this one.", ["source"] = new JsonObject { ["pointer"] = "/mtu" } });
        await BrowserPage.ClickTwiceAsync(Browser.Button("Save 2 interconnects"));

        await Expect(Fates).ToHaveTextAsync(["Not saved. The API refused the change", "Saved"]);
        await Expect(Browser.Page.GetByText("Not this one.")).ToBeVisibleAsync();
        Assert.Equal(1476, (int?)(await Sandbox.StoredAsync("interconnects", Frankfurt))["mtu"]);
        Assert.Equal(1500, (int?)(await Sandbox.StoredAsync("interconnects", Amsterdam))["mtu"]);
        await Browser.Button("Retry failed (1)").ClickAsync();
        await Expect(Fates).ToHaveTextAsync(["Saved", "Saved"]);
        Assert.Equal(3, (await Sandbox.WritesAsync()).Count);
        Assert.Equal(1500, (int?)(await Sandbox.StoredAsync("interconnects", Frankfurt))["mtu"]);
    }

    [Theory]
    [InlineData(Targets, "batch_delete")]
    [InlineData(Targets, "batch")]
    [InlineData(Interconnects, "batch")]
    public async Task Viewer_OfAnyOfIt_SeesNoneAndIsRefused(string list, string page)
    {
        await Browser.OpenAsync(list, "Viewer");
        await Expect(Browser.Page.Locator(".table-frame tbody").GetByRole(AriaRole.Row)).Not.ToHaveCountAsync(0);
        await Expect(Browser.Page.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(0);
        await Expect(Browser.Link("Paste many…")).ToHaveCountAsync(0);

        await Browser.Page.GotoAsync($"{list}/{page}");
        await Expect(Browser.Page.GetByText("Your role is Viewer")).ToBeVisibleAsync();
        await Expect(Browser.Page.Locator("main").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Expect(Browser.Page.Locator("textarea")).ToHaveCountAsync(0);
    }

    private ILocator Lines => Browser.Field("Targets, one a line");

    private ILocator Summary => Browser.Page.Locator("#lines-summary");

    private ILocator Selected => Browser.Page.Locator(".selection").GetByRole(AriaRole.Status);

    private ILocator Status => Browser.Page.Locator(".alert-success[role=status]");

    private ILocator Fates => Browser.Page.Locator(".fate");

    private Task SelectAsync(string name) => Browser.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select {name}", Exact = true }).CheckAsync();
}
