using System.Net;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Cloudflare.Targets;

/// <summary>What the API takes as the value of a list filter (reference 2.1). Each check returns what is wrong with a value in a sentence, or null.</summary>
public static class TargetFilterRules
{
    /// <summary>How many values of a filter that may be repeated are sent at most: fifty ids make an address of 2,400 characters, which every gateway lets through.</summary>
    public const int MostValues = 50;

    private const int LongestHostname = 255;

    /// <summary>A whole hostname.</summary>
    public static string? Hostname(string text) =>
        RuleText.IsHostname(text) && text.Length <= LongestHostname
            ? null
            : "Letters, digits, dashes and periods, with a letter or digit at both ends, 255 characters at most: no target has another hostname.";

    /// <summary>One IPv4 address.</summary>
    public static string? Ipv4(string text) => Address.Ipv4(text) is null ? "An IPv4 address of four decimal parts, such as 10.1.2.3." : null;

    /// <summary>One IPv6 address.</summary>
    public static string? Ipv6(string text) => Address.Ipv6(text) is null ? "An IPv6 address, such as 2001:db8::53, without a zone and not an IPv4 address in IPv6 notation." : null;

    /// <summary>One address of either family.</summary>
    public static string? AnyAddress(string text) => Address.Any(text) is null ? "An IPv4 or IPv6 address, such as 10.1.2.3 or 2001:db8::53." : null;

    /// <summary>An address with <c>*</c> for any part of it.</summary>
    public static string? Pattern(string text) =>
        text.Length > 0 && text.All(character => char.IsAsciiHexDigit(character) || character is '.' or ':' or '*')
            ? null
            : "An address with * for any part of it, such as 10.1.* or 2001:db8:*: digits, letters a to f, periods and colons.";

    /// <summary>The id of a target or of a virtual network.</summary>
    public static string? Id(string text) => RuleText.Uuid.IsMatch(text) ? null : "A UUID, such as 182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e: the API gives no other ids.";

    /// <summary>A tag.</summary>
    public static string? Tag(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 || colon == text.Length - 1 ? "A tag is key:value, with a colon between them and neither of them empty." : null;
    }

    /// <summary>The first and the last address of a range of IPv4 addresses.</summary>
    public static string? Ipv4Range(string first, string last) => Range(first, last, Ipv4, Address.Ipv4);

    /// <summary>The first and the last address of a range of IPv6 addresses.</summary>
    public static string? Ipv6Range(string first, string last) => Range(first, last, Ipv6, Address.Ipv6);

    /// <summary>The API takes both ends or none.</summary>
    private static string? Range(string first, string last, Func<string, string?> check, Func<string, IPAddress?> read) => (first, last) switch
    {
        ("", _) => "The first address is missing: the API takes a range with both ends only.",
        (_, "") => "The last address is missing: the API takes a range with both ends only.",
        _ when check(first) is { } problem => $"The first address: {problem}",
        _ when check(last) is { } problem => $"The last address: {problem}",
        _ when read(first)!.GetAddressBytes().AsSpan().SequenceCompareTo(read(last)!.GetAddressBytes()) > 0 => "The first address comes after the last one.",
        _ => null,
    };
}
