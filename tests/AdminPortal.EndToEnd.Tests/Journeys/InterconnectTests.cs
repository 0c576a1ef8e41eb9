using System.Text.Json.Nodes;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>What only interconnects have: a check without saving, rules that newer text relaxes, and a health check target with a default.</summary>
public sealed class InterconnectTests(PortalFixture portal, ChromiumFixture chromium) : BrowserTest(portal, chromium)
{
    private const string List = $"/accounts/{SandboxApi.Account}/magic/cf_interconnects";
    private const string WithSavedTarget = "7a0f3c5d9b1e4826a4d7c0f2e6b18395";
    private const string WithDefaultTarget = "1d4e8b27c6f04a93b5e2d8f7093a6c14";
    private const string DocumentsSample = "c4a7362d577a6c3019a474fd6f485821";

    private ILocator CheckButton => Browser.Button("Check with Cloudflare");

    [Fact]
    public async Task Check_Accepted_SaysSoAndSavesNothing()
    {
        await Browser.OpenAsync($"{List}/{WithSavedTarget}", "Operator");
        await Browser.Field("MTU").FillAsync("1400");
        await Browser.ReviewAsync();
        await CheckButton.ClickAsync();

        await Expect(Browser.ReviewPanel).ToContainTextAsync("Cloudflare would accept this.");
        await Expect(Browser.ReviewPanel).ToContainTextAsync("-SBX");
        var call = Assert.Single(await Sandbox.WritesAsync());
        Assert.Equal(("PUT", "?validate_only=true", false), (call.Method, call.Query, call.Landed));
        Assert.Equal(1476, (int?)(await Sandbox.StoredAsync("interconnects", WithSavedTarget))["mtu"]);
    }

    [Fact]
    public async Task Check_Refused_ShowsTheApisWords()
    {
        await Sandbox.RefuseNextPutAsync(new JsonObject { ["code"] = 1020, ["message"] = "This prefix belongs to another tunnel.", ["source"] = new JsonObject { ["pointer"] = "/interface_address" } });
        await Browser.OpenAsync($"{List}/{WithSavedTarget}", "Operator");
        await Browser.Field("Interface address").FillAsync("10.213.0.12/31");
        await Browser.ReviewAsync();
        await CheckButton.ClickAsync();

        await Expect(Browser.ReviewPanel).ToContainTextAsync("This prefix belongs to another tunnel.");
        Assert.DoesNotContain(await Sandbox.WritesAsync(), write => write.Landed);
    }

    [Fact]
    public async Task InterfaceAddress_Slash30_IsRefusedUntilSentAnyway()
    {
        await Browser.OpenAsync($"{List}/{WithSavedTarget}", "Operator");
        var address = Browser.Field("Interface address");
        await address.FillAsync("10.213.0.8/30");
        await Browser.Button("Review").ClickAsync();
        await Browser.AssertRefusedAtAsync(address, "A /31 inside 10.0.0.0/8");

        await Browser.Button("Send anyway").ClickAsync();
        await Expect(address).Not.ToHaveAttributeAsync("aria-invalid", "true");
        await Browser.ReviewAndSaveAsync();
        Assert.Equal("10.213.0.8/30", (string?)(await Sandbox.StoredAsync("interconnects", WithSavedTarget))["interface_address"]);
    }

    [Theory]
    [InlineData("10.213.0.8/29")]
    [InlineData("192.0.2.0/31")]
    public async Task InterfaceAddress_NoTextAllowsIt_CannotBeSentAnyway(string address)
    {
        await Browser.OpenAsync($"{List}/{WithSavedTarget}", "Operator");
        await Browser.Field("Interface address").FillAsync(address);
        await Browser.Button("Review").ClickAsync();

        await Browser.AssertRefusedAtAsync(Browser.Field("Interface address"), "A /31");
        await Expect(Browser.Button("Send anyway")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task HealthCheckTarget_DefaultChosen_ForgetsTheSavedAddress()
    {
        await Browser.OpenAsync($"{List}/{WithSavedTarget}", "Operator");
        await Expect(Browser.Page.GetByRole(AriaRole.Radio, new() { Name = "Custom" })).ToBeCheckedAsync();
        await Expect(Browser.Page.GetByText("In effect now: 10.213.0.9")).ToBeVisibleAsync();
        await Browser.Page.GetByRole(AriaRole.Radio, new() { Name = "Default" }).CheckAsync();
        await Browser.ReviewAndSaveAsync();

        Assert.Equal("", await SavedTargetAsync(WithSavedTarget));
    }

    [Fact]
    public async Task HealthCheckTarget_CustomChosen_SavesTheAddress()
    {
        await Browser.OpenAsync($"{List}/{WithDefaultTarget}", "Operator");
        await Expect(Browser.Page.GetByRole(AriaRole.Radio, new() { Name = "Default" })).ToBeCheckedAsync();
        await Expect(Browser.Page.GetByText("In effect now: 10.213.0.11")).ToBeVisibleAsync();
        await Browser.Page.GetByRole(AriaRole.Radio, new() { Name = "Custom" }).CheckAsync();
        await Browser.Page.GetByLabel("Custom address").FillAsync("198.51.100.20");
        await Browser.ReviewAndSaveAsync();

        Assert.Equal("198.51.100.20", await SavedTargetAsync(WithDefaultTarget));
    }

    /// <summary>Without the header x-magic-new-hc-target the target would come and go as one text, and the computed default would be saved.</summary>
    [Fact]
    public async Task HealthCheckTarget_UnrelatedEdit_KeepsTheDefaultADefault()
    {
        await Browser.OpenAsync($"{List}/{WithDefaultTarget}", "Operator");
        await Browser.Field("Description").FillAsync("Frankfurt, cage 13, standby");
        await Browser.ReviewAndSaveAsync();

        Assert.Equal("", await SavedTargetAsync(WithDefaultTarget));
    }

    [Fact]
    public async Task DocumentsSample_UnrelatedEdit_IsNotBlockedByItsMtuAndAddress()
    {
        await Browser.OpenAsync($"{List}/{DocumentsSample}", "Operator");
        await Expect(Browser.Field("MTU")).ToHaveValueAsync("0");
        await Expect(Browser.Field("Interface address")).ToHaveValueAsync("192.0.2.0/31");
        await Browser.Field("Description").FillAsync("Chicago");
        await Browser.ReviewAndSaveAsync();

        var stored = await Sandbox.StoredAsync("interconnects", DocumentsSample);
        Assert.Equal(("Chicago", 0, "192.0.2.0/31"), ((string?)stored["description"], (int?)stored["mtu"], (string?)stored["interface_address"]));
    }

    [Fact]
    public async Task HealthCheck_SwitchedOff_IsSavedOnlyAfterConsent()
    {
        await Browser.OpenAsync($"{List}/{WithSavedTarget}", "Operator");
        await Browser.Field("Health check enabled").UncheckAsync();
        await Browser.ReviewAsync();
        await Expect(Browser.ReviewPanel).ToContainTextAsync("shows this tunnel as down");
        await Expect(Browser.Button("Save")).ToBeDisabledAsync();

        await Browser.Page.GetByLabel("I know, and want it so").CheckAsync();
        await Browser.SaveAsync();
        await Expect(Browser.Saved).ToBeVisibleAsync();
        Assert.False((bool?)(await Sandbox.StoredAsync("interconnects", WithSavedTarget))["health_check"]!["enabled"]);
    }

    [Fact]
    public async Task List_OfInterconnects_SaysWhereTheyComeFromInsteadOfOfferingANewOne()
    {
        await Browser.OpenAsync(List, "Operator");

        await Expect(Browser.Link("pni_ord")).ToBeVisibleAsync();
        await Expect(Browser.Page.GetByText("Interconnects are not created here")).ToBeVisibleAsync();
        await Expect(Browser.Link("New interconnect")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Name_OfAnotherInterconnect_IsRefused()
    {
        await Browser.OpenAsync($"{List}/{WithSavedTarget}", "Operator");
        await Browser.Field("Name").FillAsync("pni_ord");

        // The other names may come in after the form.
        await Expect(Browser.Field("Name")).ToHaveAttributeAsync("aria-invalid", "true");
        await Browser.Button("Review").ClickAsync();
        await Expect(Browser.Field("Name")).ToBeFocusedAsync();
        await Expect(Browser.ReviewPanel).ToBeHiddenAsync();
    }

    private async Task<string?> SavedTargetAsync(string id) =>
        (string?)(await Sandbox.StoredAsync("interconnects", id))["health_check"]!["target"]!["saved"];
}
