using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;

namespace AdminPortal.EndToEnd.Tests.Journeys;

public sealed class PeerJourney(PortalFixture portal, ChromiumFixture chromium) : UpdateJourney(portal, chromium)
{
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
}
