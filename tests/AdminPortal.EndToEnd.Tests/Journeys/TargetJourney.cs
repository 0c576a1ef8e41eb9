using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;

namespace AdminPortal.EndToEnd.Tests.Journeys;

public sealed class TargetJourney(PortalFixture portal, ChromiumFixture chromium) : UpdateJourney(portal, chromium)
{
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
}
