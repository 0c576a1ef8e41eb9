using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AdminPortal.Sandbox.Net;

/// <summary>Addresses in their textual forms. Stricter than the framework, which takes "10.1", octal parts, brackets and zones.</summary>
internal static class Addresses
{
    public static bool TryParseIPv4(string? text, out IPAddress address)
    {
        address = IPAddress.None;
        var parts = text?.Split('.') ?? [];
        if (parts.Length != 4)
            return false;
        Span<byte> bytes = stackalloc byte[4];
        for (var index = 0; index < 4; index++)
        {
            var part = parts[index];
            if (part is [] or ['0', _, ..] || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out bytes[index]))
                return false;
        }

        address = new IPAddress(bytes);
        return true;
    }

    public static bool TryParseIPv6(string? text, out IPAddress address)
    {
        address = IPAddress.IPv6None;
        if (text is null || !text.Contains(':', StringComparison.Ordinal) || !text.All(letter => char.IsAsciiHexDigit(letter) || letter is ':' or '.'))
            return false;
        var last = text[(text.LastIndexOf(':') + 1)..];
        if (last.Contains('.', StringComparison.Ordinal) && !TryParseIPv4(last, out _))
            return false;
        // An IPv4 address in IPv6 notation (::ffff:0:0/96) stands for an IPv4 node: it is of the other family.
        if (!IPAddress.TryParse(text, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6 || parsed.IsIPv4MappedToIPv6)
            return false;
        address = parsed;
        return true;
    }

    public static bool TryParse(string? text, out IPAddress address) => TryParseIPv4(text, out address) || TryParseIPv6(text, out address);

    /// <summary>Order and equality across one family; IPv4 comes before IPv6.</summary>
    public static UInt128 Rank(IPAddress address)
    {
        var rank = UInt128.Zero;
        foreach (var part in address.GetAddressBytes())
            rank = (rank << 8) | part;
        return rank;
    }
}
