using System.Text.RegularExpressions;

namespace AdminPortal.Sandbox.Net;

/// <summary>Names of the DNS as text.</summary>
internal static partial class DomainName
{
    /// <summary>At least two labels of letters, digits and inner dashes, 253 characters without the final period, and not an address.</summary>
    public static bool IsFullyQualified(string? text)
        => text is not null && text.TrimEnd('.').Length <= 253 && Shape().IsMatch(text);

    [GeneratedRegex(
        @"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)+(?![0-9]+\.?\z)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.?\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
