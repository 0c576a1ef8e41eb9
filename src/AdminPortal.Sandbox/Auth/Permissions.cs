namespace AdminPortal.Sandbox.Auth;

/// <summary>Which permissions an operation accepts, one of which is enough (reference 1.8). An operation without a row accepts every credential.</summary>
internal static class Permissions
{
    private static readonly IReadOnlyList<(string Path, string[] Write, string[] Read)> Rows =
    [
        ("infrastructure/", ["Zero Trust Write"], ["Zero Trust Read"]),
        ("magic/", ["Magic WAN Write", "Magic Transit Write"], ["Magic WAN Read", "Magic Transit Read"]),
        ("secondary_dns/", ["Account Settings Write"], ["Account Settings Read"]),
        ("teamnet/", ["Cloudflare One Networks Write", "Cloudflare Tunnel Write"], ["Cloudflare One Networks Read", "Cloudflare Tunnel Read"]),
    ];

    /// <summary>What the operation at <paramref name="pattern"/> accepts: whoever may write may also read.</summary>
    public static IReadOnlyList<string> For(string method, string pattern)
    {
        var row = Rows.FirstOrDefault(row => pattern.StartsWith($"accounts/{{account_id}}/{row.Path}", StringComparison.Ordinal));
        return row.Path is null ? [] : method == "GET" ? [.. row.Read, .. row.Write] : row.Write;
    }

    /// <summary>Whether a credential with the permissions <paramref name="held"/>, all where null, may do what accepts <paramref name="accepted"/>.</summary>
    public static bool Suffice(IEnumerable<string>? held, IReadOnlyList<string> accepted)
        => held is null || accepted.Count == 0 || held.Intersect(accepted, StringComparer.Ordinal).Any();
}
