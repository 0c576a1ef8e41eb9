using System.Net;

namespace AdminPortal.Security.Surface;

/// <summary>An address that the console is configured to listen on.</summary>
/// <param name="Setting">The setting that names it.</param>
/// <param name="Address">As it is configured.</param>
internal sealed record Listener(string Setting, string Address)
{
    private readonly BindingAddress? _binding = Parse(Address);

    /// <summary>Whether the server can understand it.</summary>
    public bool IsUsable => _binding is not null;

    /// <summary>Whether nobody outside of this machine reaches it.</summary>
    public bool IsLoopback => _binding is { } binding && (binding.IsUnixPipe || Loopback.IsMeantBy(binding.Host));

    /// <summary>Whether it speaks TLS.</summary>
    public bool IsHttps => _binding is { Scheme: var scheme } && string.Equals(scheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);

    /// <summary>The configured addresses, by the framework's own precedence: Kestrel's endpoints, then addresses, then ports on every interface.</summary>
    public static IReadOnlyList<Listener> In(IConfiguration configuration)
    {
        List<Listener> endpoints = [.. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => new Listener($"{endpoint.Path}:Url", endpoint["Url"] ?? ""))];
        List<Listener> addresses = [.. Parts(configuration[WebHostDefaults.ServerUrlsKey]).Select(address => new Listener("ASPNETCORE_URLS (--urls)", address))];
        if (addresses.Count == 0)
        {
            addresses.AddRange(Parts(configuration[WebHostDefaults.HttpPortsKey]).Select(port => new Listener("ASPNETCORE_HTTP_PORTS", $"http://*:{port}")));
            addresses.AddRange(Parts(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => new Listener("ASPNETCORE_HTTPS_PORTS", $"https://*:{port}")));
        }

        var addressesWin = bool.TryParse(configuration[WebHostDefaults.PreferHostingUrlsKey], out var prefer) && prefer;
        return endpoints.Count == 0 ? addresses : addressesWin && addresses.Count > 0 ? addresses : endpoints;
    }

    private static string[] Parts(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static BindingAddress? Parse(string address)
    {
        try
        {
            return BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>The names and addresses that lead to this machine and from no other one.</summary>
internal static class Loopback
{
    /// <summary>What a browser on this machine may call the console.</summary>
    public static IReadOnlyList<string> Names { get; } = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Whether a host, a name or an address, is this machine's own.</summary>
    public static bool IsMeantBy(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
