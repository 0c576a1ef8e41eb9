using System.Text.Json.Nodes;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

public sealed class PeerJourney(PortalFixture portal, ChromiumFixture chromium) : LifeJourney(portal, chromium)
{
    protected override string Singular => "peer";

    protected override bool IsDeletionTyped => true;

    protected override string NewName => "journey peer";

    protected override string NewBody => """{"name":"journey peer","ip":"192.0.2.77","port":5353,"ixfr_enable":true}""";

    protected override string Consequence => "transfers of zones that are linked to this peer stop";

    protected override int WritesOfACreation => 2;

    protected override string Plural => "Peers";

    protected override string Path => "secondary_dns/peers";

    protected override string StoredKind => "peers";

    protected override string Id => "23ff594956f20c2a721606e94745a8aa";

    protected override string Name => "my-peer-1";

    protected override string Search => "192.0.2.53";

    protected override Edit Field => new("Port", "/port", "53", "5353", Bad: "70000", Rule: "A whole number from 1 to 65535");

    protected override Edit ForeignField => new("IP address", "/ip", "192.0.2.53", "192.0.2.54");

    /// <summary>A peer has no object inside; the member put at the top has one itself.</summary>
    protected override IReadOnlyList<string> NestedObjects => [];

    /// <summary>A pointer as the live API also writes it: a URI fragment.</summary>
    protected override async Task<(ILocator Control, string Typed, string Said)> ProvokeRefusalAsync()
    {
        const string Said = "This address is not routable from here.";
        await Sandbox.RefuseNextPutAsync(ApiError(Said, "#/ip"));
        var address = Browser.Field("IP address");
        await address.FillAsync("192.0.2.99");
        return (address, "192.0.2.99", Said);
    }

    protected override async Task FillAsync()
    {
        await Browser.Field("Name").FillAsync(NewName);
        await Browser.Field("IP address").FillAsync("192.0.2.77");
        await Browser.Field("Port").FillAsync("5353");
        await Browser.Field("Incremental transfer (IXFR)").CheckAsync();
    }

    /// <summary>The second step is a write of its own, and the person's to send.</summary>
    protected override async Task AssertLandedAsFoundAsync()
    {
        await Expect(Browser.Alert).ToContainTextAsync("The update with the rest was not sent");
        await Expect(Browser.Field("IP address")).ToHaveValueAsync("192.0.2.77");
        await Browser.ReviewAndSaveAsync();
        AssertContains((JsonObject)JsonNode.Parse(NewBody)!, await Sandbox.StoredAsync(StoredKind, new Uri(Browser.Page.Url).Segments[^1]), "");
        Assert.Equal(["POST", "PUT"], (await Sandbox.WritesAsync()).Select(write => write.Method));
    }

    /// <summary>The POST takes the name only; what the PUT with the rest is refused for must not cost what was typed.</summary>
    [Fact]
    public async Task Create_SecondStepRefused_LandsOnTheNewPeerWithEverythingTypedAndSavesFromThere()
    {
        await Sandbox.RefuseNextPutAsync(ApiError("Not routable from here.", "/ip"));
        await Browser.OpenAsync($"{List}/new", "Operator");
        await FillAsync();
        await CreateAsync();

        await Expect(Browser.Heading(NewName)).ToBeVisibleAsync();
        await Expect(Browser.Page.GetByText("The peer is created with its name only")).ToBeVisibleAsync();
        await Browser.AssertRefusedAtAsync(Browser.Field("IP address"), "Not routable from here.");
        await Expect(Browser.Field("IP address")).ToHaveValueAsync("192.0.2.77");
        await Expect(Browser.Field("Port")).ToHaveValueAsync("5353");
        await Expect(Browser.Field("Incremental transfer (IXFR)")).ToBeCheckedAsync();
        Assert.Equal(["POST", "PUT"], (await Sandbox.WritesAsync()).Select(write => write.Method));
        var id = new Uri(Browser.Page.Url).Segments[^1];
        Assert.Equal("", (string?)(await Sandbox.StoredAsync(StoredKind, id))["ip"]);

        await Browser.ReviewAndSaveAsync();
        AssertContains((JsonObject)JsonNode.Parse(NewBody)!, await Sandbox.StoredAsync(StoredKind, id), "");
        Assert.Equal(["POST", "PUT", "PUT"], (await Sandbox.WritesAsync()).Select(write => write.Method));
    }
}
