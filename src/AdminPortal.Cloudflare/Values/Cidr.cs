using System.Net;
using System.Net.Sockets;

namespace AdminPortal.Cloudflare.Values;

/// <summary>An address with a prefix length; the address may lie anywhere in its subnet.</summary>
/// <param name="Address">IPv4 or IPv6.</param>
/// <param name="PrefixLength">0 to 32, or to 128.</param>
public sealed record Cidr(IPAddress Address, int PrefixLength)
{
    private static readonly Cidr[] PrivateRanges = [Of("10.0.0.0/8"), Of("172.16.0.0/12"), Of("192.168.0.0/16")];

    private static readonly Cidr LinkLocalRange = Of("169.254.240.0/20");

    /// <summary>Whether the address is an IPv6 one.</summary>
    public bool IsIpv6 => Address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>Whether the address is the first of its subnet.</summary>
    public bool HasHostBitsClear => Network.Equals(Address);

    /// <summary>The first address of the subnet.</summary>
    public IPAddress Network
    {
        get
        {
            var bytes = Address.GetAddressBytes();
            for (var bit = PrefixLength; bit < bytes.Length * 8; bit++)
            {
                bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
            }

            return new IPAddress(bytes);
        }
    }

    /// <summary>Whether the subnet lies in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 (RFC 1918).</summary>
    public bool IsPrivate => PrivateRanges.Any(range => range.Contains(this));

    /// <summary>Whether the subnet lies in 169.254.240.0/20, the link-local range that Cloudflare approves (reference 4.3).</summary>
    public bool IsApprovedLinkLocal => LinkLocalRange.Contains(this);

    /// <summary>The CIDR, or null where <paramref name="text"/> is none: no blanks, no leading zeros, no missing prefix length.</summary>
    public static Cidr? Parse(string? text)
    {
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash < 0 || Values.Address.Any(text![..slash]) is not { } address)
        {
            return null;
        }

        var prefix = text[(slash + 1)..];
        var longest = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        return prefix.Length is > 0 and <= 3 && prefix.All(char.IsAsciiDigit) && (prefix.Length == 1 || prefix[0] != '0') && int.Parse(prefix) <= longest
            ? new(address, int.Parse(prefix))
            : null;
    }

    /// <summary>Whether <paramref name="other"/> lies wholly in this subnet.</summary>
    public bool Contains(Cidr other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsIpv6 == other.IsIpv6 && other.PrefixLength >= PrefixLength && (other with { PrefixLength = PrefixLength }).Network.Equals(Network);
    }

    /// <summary>Canonical text: the shortest spelling of the address, and the prefix length.</summary>
    public override string ToString() => $"{Address}/{PrefixLength}";

    private static Cidr Of(string text) => Parse(text)!;
}
