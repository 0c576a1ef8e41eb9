using System.Globalization;
using System.Text.Json.Nodes;
using AdminPortal.Sandbox.Helpers;
using AdminPortal.Sandbox.State;

namespace AdminPortal.Sandbox.Peers;

/// <summary>The initial peers: the documents' sample, ten in use, and one fresh from POST.</summary>
internal static class PeerSamples
{
    public static IEnumerable<Resource> Make() =>
    [
        Make("23ff594956f20c2a721606e94745a8aa", "my-peer-1", "192.0.2.53", 53, tsigId: TsigsSection.SampleId),
        Make(Id(1), "ns1.fra.example.net", "198.51.100.53", 53, ixfr: true),
        Make(Id(2), "ns2.fra.example.net", "198.51.100.54", 53, ixfr: true),
        Make(Id(3), "ns1.iad.example.net", "203.0.113.53", 53, ixfr: true, tsigId: TsigsSection.RotatedId),
        Make(Id(4), "ns1.iad.example.net (IPv6)", "2001:db8:53::1", 53, ixfr: true, tsigId: TsigsSection.RotatedId),
        Make(Id(5), "hidden primary", "10.20.0.53", 5353, ixfr: true),
        Make(Id(6), "hidden primary, standby", "10.21.0.53", 5353, ixfr: true),
        Make(Id(7), "partner AXFR", "203.0.113.130", 53),
        Make(Id(8), "partner AXFR (IPv6)", "2001:db8:a0:53::2", 53),
        Make(Id(9), "registrar secondary", "192.0.2.130", 53),
        Make(Id(10), "lab resolver", "192.168.53.10", 1053),
        Make(Id(11), "new secondary, not set up yet", "", 0),
    ];

    private static string Id(int index) => string.Create(CultureInfo.InvariantCulture, $"{0x7c19e4a0 + (index * 0x1357L):x8}8d3b46c2a5f{index:x1}{0x90d7b6a1c4e0L + (index * 104729L):x12}");

    private static Resource Make(string id, string name, string ip, int port, bool ixfr = false, string? tsigId = null)
    {
        var peer = new JsonObject { ["id"] = id, ["name"] = name, ["ip"] = ip, ["ixfr_enable"] = ixfr, ["port"] = port };
        if (tsigId is not null)
            peer["tsig_id"] = tsigId;
        return new Resource(id, peer);
    }
}
