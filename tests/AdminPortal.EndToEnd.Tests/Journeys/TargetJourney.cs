using System.Text.RegularExpressions;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

public sealed class TargetJourney(PortalFixture portal, ChromiumFixture chromium) : LifeJourney(portal, chromium)
{
    protected override string Singular => "target";

    protected override bool IsDeletionTyped => false;

    protected override string NewName => "edge-e2e-1";

    protected override string NewBody => """{"hostname":"edge-e2e-1","ip":{"ipv4":{"ip_addr":"10.99.0.12"}}}""";

    protected override string Consequence => "people lose the way to this machine";

    protected override string NameLabel => "Hostname";

    protected override string NamePointer => "/hostname";

    protected override string Plural => "Targets";

    protected override string Path => "infrastructure/targets";

    protected override string StoredKind => "targets";

    protected override string Id => "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    protected override string Name => "infra-access-target";

    protected override string Search => "access-tar";

    protected override Edit Field => new("Hostname", "/hostname", "infra-access-target", "infra-access-target-2", Bad: "infra access target", Rule: "no spaces");

    protected override Edit ForeignField => new("IPv4 address", "/ip/ipv4/ip_addr", "187.26.29.249", "187.26.29.250");

    protected override IReadOnlyList<string> NestedObjects => ["/ip", "/ip/ipv4", "/ip/ipv6"];

    /// <summary>The address of another target in the same network: only the API knows.</summary>
    protected override async Task<(ILocator Control, string Typed, string Said)> ProvokeRefusalAsync()
    {
        var address = Browser.Field("IPv4 address");
        await address.FillAsync("10.20.0.1");
        return (address, "10.20.0.1", "Another target has this address in the same virtual network.");
    }

    protected override async Task FillAsync()
    {
        await Browser.Field("Hostname").FillAsync(NewName);
        await Browser.Field("IPv4 address").FillAsync("10.99.0.12");
    }

    /// <summary>The review warns of what the API is going to refuse, and leads to the other target.</summary>
    [Fact]
    public async Task Review_AnAddressThatAnotherTargetHas_WarnsWithALinkAndDoesNotBlock()
    {
        await Browser.OpenAsync(Address, "Operator");
        await Browser.Field("IPv4 address").FillAsync("10.20.0.1");
        await Sandbox.ClearLogAsync();
        await Browser.ReviewAsync();

        var link = Browser.ReviewPanel.GetByRole(AriaRole.Link, new() { NameRegex = new("in another tab", RegexOptions.None, TimeSpan.FromSeconds(1)) });
        await Expect(Browser.ReviewPanel).ToContainTextAsync("Another target has this address in the same virtual network");
        await Expect(link).ToHaveCountAsync(1);
        Assert.Equal(("GET", "?ips=10.20.0.1&page=1&per_page=1000"), Assert.Single(await Sandbox.LogAsync()) is var asked ? (asked.Method, asked.Query) : default);
        await Expect(Browser.ReviewPanel.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true })).ToBeEnabledAsync();
        var other = await Browser.Page.RunAndWaitForPopupAsync(() => link.ClickAsync());
        await Expect(other.GetByLabel("IPv4 address", new() { Exact = true })).ToHaveValueAsync("10.20.0.1");

        await Browser.Button("Back to the form").ClickAsync();
        await Expect(Browser.Field("IPv4 address")).ToHaveAccessibleDescriptionAsync(new Regex("Another target has this address", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Browser.Field("IPv4 address").FillAsync("10.99.0.14");
        await Browser.ReviewAndSaveAsync();
    }

    /// <summary>An address is unique in its network.</summary>
    protected override Task ChangeCloneAsync() => Browser.Field("IPv4 address").FillAsync("10.99.0.13");
}
