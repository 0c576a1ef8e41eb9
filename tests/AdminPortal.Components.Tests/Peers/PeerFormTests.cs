using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Components.Tests.Forms;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Peers;
using AdminPortal.Tests.Cloudflare;

namespace AdminPortal.Components.Tests.Peers;

public sealed class PeerFormTests : FormTests<PeerPage, Peer, PeerInput>
{
    protected override ResourceKind<Peer, PeerInput> Kind => PeerKind.Instance;

    protected override string Sample => SeedSamples.Peer;

    protected override string Id => "23ff594956f20c2a721606e94745a8aa";

    protected override IReadOnlyList<string> Labels => ["Name", "IP address", "Port", "Incremental transfer (IXFR)", "TSIG"];

    protected override IReadOnlyList<(string Label, string Text)> ServersOwn => [("Peer ID", Id)];

    protected override IReadOnlyList<string> PickedFields => ["Incremental transfer (IXFR)", "TSIG"];

    protected override IReadOnlyList<BadValue> BadValues =>
    [
        new("Name", "", "A name is required"),
        new("Name", "  ", "A name is required"),
        new("IP address", "192.0.2", "An IPv4 or IPv6 address"),
        new("IP address", "ns1.example.com", "An IPv4 or IPv6 address"),
        new("Port", "0", "A whole number from 1 to 65535"),
        new("Port", "65536", "A whole number from 1 to 65535"),
        new("Port", "53.5", "A whole number from 1 to 65535"),
        new("Port", "dns", "not of the form that the API expects"),
    ];

    protected override Edit Change => new("Name", "/name", "my-peer-2");

    protected override IReadOnlyList<Place> InnerPlaces => [];

    protected override IReadOnlyList<string> Objects => [""];

    protected override (string Request, string Answer) Read(string resource) => ($"GET secondary_dns/peers/{Id}", Updated(resource));

    protected override string Updated(string resource) => $$$"""{"success":true,"errors":[],"messages":[],"result":{{{resource}}}}""";

    private protected override void AnswerHelpers(Wire wire) => wire.On(
        "GET secondary_dns/tsigs",
        """{"success":true,"result":[{"id":"69cd1e104af3e6ed3cb344f263fd0d5a","name":"tsig.customer.cf.","algo":"hmac-sha512.","secret":"c2VjcmV0"}]}""");
}
