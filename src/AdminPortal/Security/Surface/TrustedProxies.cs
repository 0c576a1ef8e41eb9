using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace AdminPortal.Security.Surface;

/// <summary>
/// The proxies in front of the console, from the section <c>ForwardedHeaders</c>: <c>KnownProxies</c> with addresses, <c>KnownNetworks</c> with
/// ranges such as <c>10.0.0.0/24</c>. What anybody else forwards is ignored.
/// </summary>
internal sealed class TrustedProxies
{
    private const string Section = "ForwardedHeaders";

    private readonly List<IPAddress> _addresses = [];
    private readonly List<IPNetwork> _networks = [];
    private readonly List<string> _problems = [];

    private TrustedProxies(IConfiguration configuration)
    {
        foreach (var (setting, text) in Entries(configuration, "KnownProxies"))
        {
            Take(IPAddress.TryParse(text, out var address) ? address : null, _addresses, $"{setting}: \"{text}\" is no IP address. Name the proxy's own, such as 10.0.0.5.");
        }

        foreach (var (setting, text) in Entries(configuration, "KnownNetworks"))
        {
            Take(IPNetwork.TryParse(text, out var network) ? network : null, setting, text);
        }

        // The framework's own switch trusts whoever sends the headers.
        if (bool.TryParse(configuration["ForwardedHeaders_Enabled"], out var everybody) && everybody)
        {
            _problems.Add("ASPNETCORE_FORWARDEDHEADERS_ENABLED: this would believe the forwarded headers of everybody. Leave it out, and name the proxies in ForwardedHeaders:KnownProxies or ForwardedHeaders:KnownNetworks.");
        }
    }

    /// <summary>Whether there is any; without one the headers are ignored altogether.</summary>
    public bool Any => _addresses.Count + _networks.Count > 0;

    /// <summary>What is wrong with the section, one sentence each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public static TrustedProxies From(IConfiguration configuration) => new(configuration);

    /// <summary>Has the framework believe these proxies and nobody else.</summary>
    /// <param name="options">The framework's options.</param>
    /// <param name="hosts">The hosts that a proxy may name, as <see cref="PublicHosts"/> has them.</param>
    public void ApplyTo(ForwardedHeadersOptions options, IEnumerable<string> hosts)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        _addresses.ForEach(options.KnownProxies.Add);
        _networks.ForEach(options.KnownIPNetworks.Add);

        // Through as many proxies as are known: the first sender that is not one is the client.
        options.ForwardLimit = null;
        options.AllowedHosts = [.. hosts];
    }

    private static IEnumerable<(string Setting, string Text)> Entries(IConfiguration configuration, string name) =>
        configuration.GetSection($"{Section}:{name}").GetChildren().Where(entry => !string.IsNullOrWhiteSpace(entry.Value)).Select(entry => (entry.Path, entry.Value!.Trim()));

    private void Take(IPAddress? address, List<IPAddress> into, string problem)
    {
        if (address is null)
        {
            _problems.Add(problem);
            return;
        }

        into.Add(address);
    }

    private void Take(IPNetwork? network, string setting, string text)
    {
        switch (network)
        {
            case null:
                _problems.Add($"{setting}: \"{text}\" is no network. Write its first address and the length of its prefix, such as 10.0.0.0/24.");
                break;
            case { PrefixLength: 0 }:
                _problems.Add($"{setting}: {text} is every address there is, so that anybody could claim to be anybody. Name the proxies' own network.");
                break;
            case { } known:
                _networks.Add(known);
                break;
        }
    }
}
