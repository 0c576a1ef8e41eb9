using System.Text.RegularExpressions;

namespace AdminPortal.Cloudflare.Rules;

/// <summary>Shapes that more than one kind's rules need.</summary>
internal static partial class RuleText
{
    /// <summary>Letters, digits, dash and period, alphanumeric at both ends (seed 000).</summary>
    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Hostname { get; }

    /// <summary>Two or more labels of letters, digits and dashes, each of at most 63 characters (RFC 1035, RFC 1123); one final period is allowed.</summary>
    [GeneratedRegex(@"^(?!\d+(\.\d+){3}\.?\z)([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DomainName { get; }

    public static bool IsHostname(string? text) => text is not null && Hostname.IsMatch(text);

    public static bool IsDomainName(string? text) => text is not null && text.TrimEnd('.').Length <= 253 && DomainName.IsMatch(text);

    public static bool IsNothing(string? text) => string.IsNullOrEmpty(text);
}
