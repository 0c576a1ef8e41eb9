using System.Net;
using System.Text.Json;
using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Targets;

/// <summary>One address of a target: the pair that must be unique among targets.</summary>
internal readonly record struct TargetAddress(string Text, UInt128 Rank, Guid Network, IPAddress Address)
{
    public (UInt128 Rank, bool IsIPv6, Guid Network) Identity => (Rank, Text.Contains(':', StringComparison.Ordinal), Network);
}

/// <summary>A stored target as filters and rules see it. What cannot be parsed is absent here and still stored.</summary>
internal sealed record TargetView(string Hostname, TargetAddress? IPv4, TargetAddress? IPv6, DateTimeOffset Created, DateTimeOffset Modified)
{
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public IEnumerable<TargetAddress> Addresses
    {
        get
        {
            if (IPv4 is { } ipv4)
                yield return ipv4;
            if (IPv6 is { } ipv6)
                yield return ipv6;
        }
    }

    public static TargetView Of(Resource resource) => resource.As(Read);

    private static TargetView Read(Resource resource)
    {
        var json = resource.Json;
        var tags = json.Member("tags");
        return new TargetView(
            json.Member("hostname").TextOrEmpty(),
            ReadAddress(json.Member("ip").Member("ipv4")),
            ReadAddress(json.Member("ip").Member("ipv6")),
            ReadDate(json.Member("created_at")),
            ReadDate(json.Member("modified_at")))
        {
            Tags = tags.ValueKind == JsonValueKind.Object ? tags.EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.TextOrEmpty()) : [],
        };
    }

    private static TargetAddress? ReadAddress(JsonElement json)
    {
        var text = json.Member("ip_addr").TextOrEmpty();
        if (!Net.Addresses.TryParse(text, out var address))
            return null;
        _ = Guid.TryParse(json.Member("virtual_network_id").TextOrEmpty(), out var network);
        return new TargetAddress(text, Net.Addresses.Rank(address), network, address);
    }

    private static DateTimeOffset ReadDate(JsonElement json) => Dates.TryParse(json.TextOrEmpty(), out var date) ? date : default;
}
