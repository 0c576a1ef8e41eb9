using System.Text.RegularExpressions;

namespace AdminPortal.Cloudflare.Rules;

/// <summary>Shapes that more than one kind's rules need.</summary>
internal static partial class RuleText
{
    /// <summary>Letters, digits, dash and period, alphanumeric at both ends (seed 000).</summary>
    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Hostname { get; }

    /// <summary>
    /// Two or more labels of letters, digits and dashes, each of at most 63 characters (RFC 1035, RFC 1123); the last one
    /// is no number (RFC 3696), as it is in an address. One final period is allowed.
    /// </summary>
    [GeneratedRegex(@"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)+(?![0-9]+\.?\z)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DomainName { get; }

    /// <summary>A UUID as RFC 9562 writes it; the framework's parser also takes blanks around it and signs inside it.</summary>
    [GeneratedRegex(@"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\z", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Uuid { get; }

    public static bool IsHostname(string? text) => text is not null && Hostname.IsMatch(text);

    public static bool IsDomainName(string? text) => text is not null && text.TrimEnd('.').Length <= 253 && DomainName.IsMatch(text);

    public static bool IsNothing(string? text) => string.IsNullOrEmpty(text);
}
