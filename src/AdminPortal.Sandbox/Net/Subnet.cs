using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AdminPortal.Sandbox.Net;

/// <summary>An address with a prefix length, host bits included.</summary>
internal readonly record struct Subnet(IPAddress Address, int Length)
{
    private static readonly Subnet[] Private = [.. new[] { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16" }.Select(Known)];

    private static readonly Subnet LinkLocal = Known("169.254.240.0/20");

    private int Bits => Address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    public bool IsIPv4 => Bits == 32;

    /// <summary>The first address of the subnet.</summary>
    public UInt128 First => Length == 0 ? 0 : Addresses.Rank(Address) >> (Bits - Length) << (Bits - Length);

    public bool HasHostBits => Addresses.Rank(Address) != First;

    /// <summary>In a point-to-point subnet (/30 or /31, IPv4) the host on the other side.</summary>
    public IPAddress OtherHost
    {
        get
        {
            var flipped = (uint)(Addresses.Rank(Address) ^ (Length == 30 ? 3u : 1u));
            return new IPAddress([(byte)(flipped >> 24), (byte)(flipped >> 16), (byte)(flipped >> 8), (byte)flipped]);
        }
    }

    /// <summary>Inside RFC 1918 or the approved link-local range (reference 4.3).</summary>
    public bool IsApprovedForTunnels => IsIPv4 && (Private.Any(Contains) || LinkLocal.Contains(this));

    /// <summary>The same subnet, host bits cleared: equal for every way to write it.</summary>
    public (UInt128 First, int Length) Identity => (First, Length);

    public static bool TryParse(string? text, out Subnet subnet)
    {
        subnet = default;
        if (text?.Split('/') is not [var address, var length] || !Addresses.TryParse(address, out var parsed))
            return false;
        if (length is ['0', _, ..] || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits))
            return false;
        subnet = new Subnet(parsed, bits);
        return bits <= subnet.Bits;
    }

    public bool Contains(Subnet inner)
        => inner.Bits == Bits && inner.Length >= Length && (this with { Address = inner.Address }).First == First;

    private static Subnet Known(string text) => TryParse(text, out var subnet) ? subnet : throw new FormatException(text);
}
