using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Changes.Batches.Lines;

/// <summary>Lines whose address another target has already in the same virtual network (reference 2.2).</summary>
public static class TakenAddresses
{
    /// <summary>A warning for each address that is taken, by the line's number.</summary>
    public static ILookup<int, RuleFinding> Find(IEnumerable<TargetLine> lines, IEnumerable<Target> targets, NetworkNames networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        var taken = targets.SelectMany(target => Addresses(target.Ip), (target, place) => (target.Hostname, place.Address, place.Network))
            .ToLookup(place => Key(place.Address, place.Network, networks), place => place.Hostname);
        return lines
            .SelectMany(line => Addresses(TargetKind.Instance.FromJson(line.Input).Ip), (line, place) => (line.Number, place.Pointer, Hostname: taken[Key(place.Address, place.Network, networks)].FirstOrDefault()))
            .Where(place => place.Hostname is not null)
            .ToLookup(
                place => place.Number,
                place => new RuleFinding(place.Pointer, $"The target {place.Hostname} has this address in this virtual network already, where it must be unique: expect the API to refuse it.", RuleSeverity.Warning));
    }

    private static (System.Net.IPAddress? Address, string Network) Key(string? address, string? network, NetworkNames networks) =>
        (Address.Any(address), (network ?? networks.Default ?? "").ToUpperInvariant());

    private static IEnumerable<(string Pointer, string? Address, string? Network)> Addresses(TargetIp? ip) =>
        new[] { ("/ip/ipv4/ip_addr", ip?.Ipv4?.IpAddr, ip?.Ipv4?.VirtualNetworkId), ("/ip/ipv6/ip_addr", ip?.Ipv6?.IpAddr, ip?.Ipv6?.VirtualNetworkId) }
            .Where(place => Address.Any(place.Item2) is not null);
}
