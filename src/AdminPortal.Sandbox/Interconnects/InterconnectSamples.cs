using System.Text.Json.Nodes;
using AdminPortal.Sandbox.State;

namespace AdminPortal.Sandbox.Interconnects;

/// <summary>The initial interconnects: the documents' sample (whose mtu and interface address break the documents' own rules) and eight more.</summary>
internal static class InterconnectSamples
{
    public static IEnumerable<Resource> Make() =>
    [
        Sample(),
        Make("7a0f3c5d9b1e4826a4d7c0f2e6b18395", "pni_fra_1", "Frankfurt, cage 12, primary", "10.213.0.8/31", "203.0.113.11", saved: "10.213.0.9"),
        Make("1d4e8b27c6f04a93b5e2d8f7093a6c14", "pni_fra_2", "Frankfurt, cage 12, standby", "10.213.0.10/31", "203.0.113.12"),
        Make("c93b5f10e7d24a68915fb0c4d3e82a76", "pni_ams_1", "Amsterdam, carrier hotel", "172.18.4.0/31", "203.0.113.13", rate: "low", type: "request"),
        Make("52e6a9d4f81b4c07a3d90e7b6c5f1428", "pni_iad_1", "Ashburn, primary", "192.168.210.4/30", "203.0.113.14", saved: "198.51.100.20", type: "request"),
        WithBgp(Make("e07c2b9a5d6f41388ab4f3d1c79e0526", "pni_iad_2", "Ashburn, standby, with BGP", "169.254.240.2/31", "203.0.113.15", rate: "high")),
        Make("84d1f6e3a2c94b5f9e70d8b3c61a7f52", "pni_sin_1", "Singapore", "10.213.8.0/31", "203.0.113.16", version: "2", rate: "high"),
        Make("3f9a7e5c1b8d4062a6f4e9d20c7b5138", "cni_syd_1", "Sydney, no GRE", "10.213.16.1/31", endpoint: null, version: "1.5", mtu: 1500),
        Make("b6c8d2e1f05a4793846de1b7a9f3c025", "pni_gru_1", "", "192.168.211.0/31", "203.0.113.18", enabled: false),
    ];

    private static Resource Sample() => new("c4a7362d577a6c3019a474fd6f485821", new JsonObject
    {
        ["id"] = "c4a7362d577a6c3019a474fd6f485821",
        ["automatic_return_routing"] = true,
        ["colo_name"] = "pni_ord",
        ["created_on"] = "2017-06-14T00:00:00Z",
        ["description"] = "Tunnel for Interconnect to ORD",
        ["gre"] = new JsonObject { ["cloudflare_endpoint"] = "203.0.113.1" },
        ["health_check"] = HealthCheck(enabled: true, "low", "203.0.113.1", "request"),
        ["interface_address"] = "192.0.2.0/31",
        ["interface_address6"] = "2606:54c1:7:0:a9fe:12d2:1:200/127",
        ["modified_on"] = "2017-06-14T05:20:00Z",
        ["mtu"] = 0,
        ["name"] = "pni_ord",
        ["virtual_port_reservation_id"] = "c4a7362d577a6c3019a474fd6f485821",
    });

    private static Resource Make(
        string id, string name, string description, string interfaceAddress, string? endpoint,
        string version = "1", int mtu = 1476, string rate = "mid", string type = "reply", string saved = "", bool enabled = true)
    {
        var interconnect = new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["colo_name"] = name.Split('_')[1],
            ["description"] = description,
            ["automatic_return_routing"] = false,
            ["mtu"] = mtu,
            ["interface_address"] = interfaceAddress,
            ["health_check"] = HealthCheck(enabled, rate, saved, type),
            ["created_on"] = "2024-11-05T08:30:00.000000Z",
            ["modified_on"] = "2025-09-18T13:04:57.221000Z",
            ["version"] = version,
            ["virtual_port_reservation_id"] = new string([.. id.Reverse()]),
        };
        if (endpoint is not null)
            interconnect["gre"] = new JsonObject { ["cloudflare_endpoint"] = endpoint };
        return new Resource(id, interconnect);
    }

    private static Resource WithBgp(Resource interconnect)
    {
        var node = interconnect.ToNode();
        node["bgp"] = new JsonObject
        {
            ["customer_asn"] = 64512,
            ["extra_prefixes"] = new JsonArray("198.51.100.0/24", "2001:db8:40::/48"),
            ["md5_key"] = "not-a-secret-sandbox-key",
        };
        return new Resource(interconnect.Id, node);
    }

    private static JsonObject HealthCheck(bool enabled, string rate, string saved, string type) => new()
    {
        ["enabled"] = enabled,
        ["rate"] = rate,
        ["target"] = new JsonObject { ["saved"] = saved },
        ["type"] = type,
    };
}
