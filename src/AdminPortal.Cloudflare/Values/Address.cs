using System.Net;
using System.Net.Sockets;

namespace AdminPortal.Cloudflare.Values;

/// <summary>
/// IP addresses as people write them, and nothing else: the framework's parser also takes <c>10.1</c>, octal and hexadecimal parts, brackets
/// and zone ids, none of which an API can be sent.
/// </summary>
public static class Address
{
    /// <summary>The IPv4 address of four decimal parts, or null.</summary>
    public static IPAddress? Ipv4(string? text)
    {
        var parts = text?.Split('.') ?? [];
        Span<byte> bytes = stackalloc byte[4];
        if (parts.Length != 4)
        {
            return null;
        }

        for (var index = 0; index < 4; index++)
        {
            var part = parts[index];
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0') || !part.All(char.IsAsciiDigit) || !byte.TryParse(part, out bytes[index]))
            {
                return null;
            }
        }

        return new IPAddress(bytes);
    }

    /// <summary>The IPv6 address in any spelling of RFC 4291, or null; an IPv4 address in IPv6 clothes (<c>::ffff:0:0/96</c>) is none.</summary>
    public static IPAddress? Ipv6(string? text)
    {
        if (text is null || !text.Contains(':', StringComparison.Ordinal) || !text.All(character => char.IsAsciiHexDigit(character) || character is ':' or '.'))
        {
            return null;
        }

        var tail = text[(text.LastIndexOf(':') + 1)..];
        return (!tail.Contains('.', StringComparison.Ordinal) || Ipv4(tail) is not null)
            && IPAddress.TryParse(text, out var address)
            && address.AddressFamily == AddressFamily.InterNetworkV6
            && !address.IsIPv4MappedToIPv6
                ? address
                : null;
    }

    /// <summary>The address of either family, or null.</summary>
    public static IPAddress? Any(string? text) => Ipv4(text) ?? Ipv6(text);
}
