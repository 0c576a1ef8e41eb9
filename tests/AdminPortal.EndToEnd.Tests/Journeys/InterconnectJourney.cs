using System.Text.Json.Nodes;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;

namespace AdminPortal.EndToEnd.Tests.Journeys;

public sealed class InterconnectJourney(PortalFixture portal, ChromiumFixture chromium) : UpdateJourney(portal, chromium)
{
    protected override string Plural => "Interconnects";

    protected override string Path => "magic/cf_interconnects";

    protected override string StoredKind => "interconnects";

    protected override string Id => "7a0f3c5d9b1e4826a4d7c0f2e6b18395";

    protected override string Name => "pni_fra_1";

    protected override string Search => "cage 12, primary";

    protected override Edit Field => new("MTU", "/mtu", "1476", "1400", Bad: "575", Rule: "The smallest MTU an interconnect can have is 576 bytes.");

    protected override Edit ForeignField => new("GRE Cloudflare endpoint", "/gre/cloudflare_endpoint", "203.0.113.11", "203.0.113.111");

    protected override IReadOnlyList<string> NestedObjects => ["/gre", "/health_check", "/health_check/target"];

    protected override async Task<JsonNode> ReadOverApiAsync() => (await base.ReadOverApiAsync())["interconnect"]!;

    /// <summary>A pointer into an object in an object.</summary>
    protected override async Task<(ILocator Control, string Typed, string Said)> ProvokeRefusalAsync()
    {
        const string Said = "The health check target is outside of the account's prefixes.";
        await Sandbox.RefuseNextPutAsync(ApiError(Said, "/health_check/target/saved"));
        var target = Browser.Page.GetByLabel("Custom address");
        await target.FillAsync("198.51.100.77");
        return (target, "198.51.100.77", Said);
    }
}
