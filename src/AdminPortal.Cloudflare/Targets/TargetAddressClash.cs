using System.Net;
using System.Net.Sockets;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Cloudflare.Targets;

/// <summary>An address together with its virtual network must be unique among targets (reference 2.2).</summary>
internal static class TargetAddressClash
{
    private const string Consequence = "The two together must be unique among targets, so the API most likely refuses this.";

    /// <summary>The addresses that a save would put somewhere new; only these can meet another target's.</summary>
    public static IReadOnlyList<Place> Of(TargetInput? before, TargetInput after) =>
    [
        .. Of("/ip/ipv4/ip_addr", before?.Ip?.Ipv4, after.Ip?.Ipv4),
        .. Of("/ip/ipv6/ip_addr", before?.Ip?.Ipv6, after.Ip?.Ipv6),
    ];

    /// <summary>One call; a second one where another target has the address and this one leaves its network to the server.</summary>
    public static async Task<ApiResult<IReadOnlyList<RuleFinding>>> FindAsync(AccountClient client, string? id, IReadOnlyList<Place> places, CancellationToken cancellationToken)
    {
        TargetQuery query = new() { Ips = [.. places.SelectMany(place => Spellings(place.Address)).Distinct(StringComparer.Ordinal)], PerPage = TargetQuery.LargestPage };
        var found = await client.Targets.ListAsync(client.AccountId, query.ToParameters(), cancellationToken);
        if (found is not ApiResult<IReadOnlyList<Target>>.Ok { Value: var targets })
        {
            return found.Select<IReadOnlyList<RuleFinding>>(_ => []);
        }

        var clashes = places.Select(place => new Clash(place, [.. targets.Where(target => !IsSameId(target.Id, id) && place.NetworksIn(target).Any())])).Where(clash => clash.Others.Count > 0).ToList();
        var defaultNetwork = clashes.Exists(clash => clash.Place.Network is null) ? await DefaultNetworkAsync(client, cancellationToken) : null;
        return found.Select<IReadOnlyList<RuleFinding>>(_ => [.. clashes.Select(clash => clash.Finding(defaultNetwork)).OfType<RuleFinding>()]);
    }

    private static IEnumerable<Place> Of(string pointer, TargetAddress? before, TargetAddress? after)
    {
        if (Address.Any(after?.IpAddr) is { } address)
        {
            Place place = new(pointer, address, string.IsNullOrEmpty(after!.VirtualNetworkId) ? null : after.VirtualNetworkId);
            if (!address.Equals(Address.Any(before?.IpAddr)) || !IsSameId(place.Network, before!.VirtualNetworkId))
            {
                yield return place;
            }
        }
    }

    private static async Task<string?> DefaultNetworkAsync(AccountClient client, CancellationToken cancellationToken)
    {
        var networks = await client.Helpers.ListVirtualNetworksAsync(client.AccountId, null, null, isDefaultNetwork: true, isDeleted: false, cancellationToken);
        return networks.Match(ok => ok.Value.FirstOrDefault(network => network.IsDefaultNetwork is true)?.Id, _ => null);
    }

    /// <summary>Short and written out: live answers have both (reference 2.2), and no document says how the filter compares.</summary>
    private static IEnumerable<string> Spellings(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? [address.ToString()]
        : [address.ToString(), string.Join(':', address.GetAddressBytes().Chunk(2).Select(group => Convert.ToHexStringLower(group)))];

    private static bool IsSameId(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    /// <summary>An address that a save would put into a network; null is the account's default one.</summary>
    internal sealed record Place(string Pointer, IPAddress Address, string? Network)
    {
        /// <summary>The networks in which <paramref name="target"/> has this address.</summary>
        public IEnumerable<string?> NetworksIn(Target target) => new[] { target.Ip?.Ipv4, target.Ip?.Ipv6 }
            .Where(other => Address.Equals(Values.Address.Any(other?.IpAddr)))
            .Select(other => other!.VirtualNetworkId);
    }

    private sealed record Clash(Place Place, IReadOnlyList<Target> Others)
    {
        public RuleFinding? Finding(string? defaultNetwork)
        {
            var network = Place.Network ?? defaultNetwork;
            IReadOnlyList<Target> others = network is null ? Others : [.. Others.Where(other => Place.NetworksIn(other).Any(taken => IsSameId(taken ?? defaultNetwork, network)))];
            var text = network is null
                ? $"Another target has this address. Whether it lies in the same virtual network cannot be told: which one is the default could not be read. {Consequence}"
                : $"Another target has this address in the same virtual network. {Consequence}";
            return others.Count == 0
                ? null
                : new(Place.Pointer, text, RuleSeverity.Warning) { Others = [.. others.Select(other => new NamedResource(other.Id, other.Hostname))] };
        }
    }
}
