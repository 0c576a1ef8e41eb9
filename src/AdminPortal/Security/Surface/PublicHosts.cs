namespace AdminPortal.Security.Surface;

/// <summary>The host names that the console answers to: this machine's own, and those in <c>AllowedHosts</c>.</summary>
/// <remarks>
/// A page elsewhere can have its own name lead to this machine (DNS rebinding), and a link that is made of a forged <c>Host</c> leads away
/// from it. The probe of a container asks <c>localhost</c>, which is why this machine's own names are always among them.
/// </remarks>
internal static class PublicHosts
{
    private const string Setting = "AllowedHosts";

    /// <summary>The names in <c>AllowedHosts</c>, separated by semicolons; without ports.</summary>
    public static IReadOnlyList<string> Named(IConfiguration configuration) =>
        (configuration[Setting] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Everything that the console answers to.</summary>
    public static IReadOnlyList<string> All(IConfiguration configuration) => [.. Loopback.Names.Union(Named(configuration), StringComparer.OrdinalIgnoreCase)];

    /// <summary>What is wrong with <c>AllowedHosts</c>.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="withSso">Whether single sign-on is configured.</param>
    /// <param name="isOpen">Whether other machines reach a listener.</param>
    public static IEnumerable<string> ProblemsIn(IConfiguration configuration, bool withSso, bool isOpen)
    {
        var named = Named(configuration);
        if (withSso && isOpen && named.Count == 0)
        {
            yield return $"{Setting}: it names no host, and other machines reach this console. Name the host in its public address, such as console.example.com; several with semicolons.";
        }

        foreach (var host in named)
        {
            if (host is "*" or "+" or "0.0.0.0" or "[::]")
            {
                yield return $"{Setting}: \"{host}\" is every host, so that a forged one would be believed. Name the host in the console's public address, such as console.example.com.";
            }
            else if (!withSso && !Loopback.IsMeantBy(host))
            {
                yield return $"{Setting}: \"{host}\" is a name beyond this machine, and no single sign-on is configured. Leave it out, or configure single sign-on.";
            }
            else if (Uri.CheckHostName(host.Replace("*.", "", StringComparison.Ordinal)) == UriHostNameType.Unknown)
            {
                yield return $"{Setting}: \"{host}\" is no host name. Write it without scheme, port and path, such as console.example.com.";
            }
        }
    }
}
