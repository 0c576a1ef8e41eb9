using System.Text.RegularExpressions;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>Two people on one resource, each in a browser of their own.</summary>
public sealed class TwoOperatorsTests(PortalFixture portal, ChromiumFixture chromium) : BrowserTest(portal, chromium)
{
    private const string Id = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
    private const string Form = $"/accounts/{SandboxApi.Account}/infrastructure/targets/{Id}";

    [Fact]
    public async Task TwoOperators_OnDifferentFields_MergeWithoutLoss()
    {
        var second = await OpenBothAsync();
        await Browser.Field("Hostname").FillAsync("from-the-first");
        await second.Field("IPv4 address").FillAsync("187.26.29.250");
        await second.ReviewAsync();
        await Browser.ReviewAndSaveAsync();

        await second.SaveAsync();
        await Expect(second.MergePanel).ToContainTextAsync("Local Operator changed this target");
        Assert.Single(await Sandbox.WritesAsync());
        await second.Button("Review again").ClickAsync();
        await second.SaveAsync();
        await Expect(second.Saved).ToBeVisibleAsync();

        var stored = await Sandbox.StoredAsync("targets", Id);
        Assert.Equal(("from-the-first", "187.26.29.250"), ((string?)stored["hostname"], (string?)stored["ip"]!["ipv4"]!["ip_addr"]));
        await second.Link("History").ClickAsync();
        var changes = second.Page.Locator("tbody").GetByRole(AriaRole.Row);
        await Expect(changes.Nth(0)).ToContainTextAsync(new Regex("Local Administrator.*Applied", RegexOptions.Singleline, TimeSpan.FromSeconds(1)));
        await Expect(changes.Nth(1)).ToContainTextAsync(new Regex("Local Administrator.*Abandoned", RegexOptions.Singleline, TimeSpan.FromSeconds(1)));
        await Expect(changes.Nth(2)).ToContainTextAsync(new Regex("Local Operator.*Applied", RegexOptions.Singleline, TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [InlineData("Now", "from-the-first", 1)]
    [InlineData("Yours", "from-the-second", 2)]
    public async Task TwoOperators_OnTheSameField_TheSecondIsAsked(string side, string expected, int writes)
    {
        var second = await OpenBothAsync();
        await Browser.Field("Hostname").FillAsync("from-the-first");
        await second.Field("Hostname").FillAsync("from-the-second");
        await second.ReviewAsync();
        await Browser.ReviewAndSaveAsync();

        await second.SaveAsync();
        await Expect(second.Button("Review again")).ToBeDisabledAsync();
        await Expect(second.MergePanel).ToContainTextAsync("from-the-first");
        await Expect(second.MergePanel).ToContainTextAsync("from-the-second");
        await second.MergePanel.GetByLabel(side, new() { Exact = true }).CheckAsync();
        await second.Button("Review again").ClickAsync();
        if (side == "Yours")
        {
            await second.SaveAsync();
            await Expect(second.Saved).ToBeVisibleAsync();
        }
        else
        {
            await Expect(second.Field("Hostname")).ToHaveValueAsync("from-the-first");
        }

        Assert.Equal(expected, (string?)(await Sandbox.StoredAsync("targets", Id))["hostname"]);
        Assert.Equal(writes, (await Sandbox.WritesAsync()).Count);
    }

    [Fact]
    public async Task TwoOperators_OnOneResource_SeeEachOtherComeAndGo()
    {
        var second = await OpenBothAsync();

        await Expect(Browser.Page.Locator(".presence")).ToContainTextAsync("Local Administrator (since");
        await Expect(second.Page.Locator(".presence")).ToContainTextAsync("Local Operator (since");
        await second.Link("Peers").First.ClickAsync();

        await Expect(Browser.Page.Locator(".presence p")).ToHaveCountAsync(0);
    }

    private async Task<BrowserPage> OpenBothAsync()
    {
        await Browser.OpenAsync(Form, "Operator");
        await Expect(Browser.Button("Review")).ToBeVisibleAsync();
        var second = await OpenAnotherAsync();
        await second.OpenAsync(Form, "Administrator");
        await Expect(second.Button("Review")).ToBeVisibleAsync();
        return second;
    }
}
