using AdminPortal.Cloudflare.Configuration;

namespace AdminPortal.Security.Surface;

/// <summary>What the process refuses to start with, because the wrong people could reach it: every reason at once, and how to mend each.</summary>
internal static class StartChecks
{
    private const string SignOn = "configure single sign-on (section AzureAd, Oidc or CloudflareAccess)";

    /// <param name="configuration">The settings.</param>
    /// <param name="cloudflare">The accounts, or null where they cannot be read.</param>
    public static IReadOnlyList<string> ProblemsIn(IConfiguration configuration, CloudflareSettings? cloudflare)
    {
        var withSso = SignInSettings.IsSsoConfigured(configuration);
        var listeners = Listener.In(configuration);
        var proxies = TrustedProxies.From(configuration);
        return
        [
            .. listeners.Where(listener => !listener.IsUsable).Select(Unusable),
            .. withSso ? WithSso(listeners, proxies) : WithoutSso(listeners, cloudflare),
            .. PublicHosts.ProblemsIn(configuration, withSso, listeners.Any(IsOpen)),
            .. proxies.Problems,
            .. SurfaceLimits.ProblemsIn(configuration),
            .. KeyRingCertificates.From(configuration).Problems,
        ];
    }

    private static IEnumerable<string> WithoutSso(IReadOnlyList<Listener> listeners, CloudflareSettings? cloudflare)
    {
        foreach (var open in listeners.Where(IsOpen))
        {
            yield return $"{open.Setting}: {open.Address} can be reached from other machines, and without single sign-on anybody there could take any role. Listen on this machine only, such as http://localhost:5080, or {SignOn}.";
        }

        if (cloudflare is { IsConfigured: true, BaseAddress: var api } && !Loopback.IsMeantBy(api.Host))
        {
            yield return $"Cloudflare: an account at {api.Host} is configured, and without single sign-on anybody at this machine could take any role. Take the account away and use the sandbox, or {SignOn}.";
        }
    }

    private static IEnumerable<string> WithSso(IReadOnlyList<Listener> listeners, TrustedProxies proxies)
    {
        if (listeners.Any(IsOpen) && !proxies.Any && !listeners.Any(listener => listener.IsHttps))
        {
            yield return "This console would be reached by plain http, over which no session cookie is sent. Give it a listener with https (Kestrel:Endpoints with a certificate), or name the proxy that speaks https for it in ForwardedHeaders:KnownProxies or ForwardedHeaders:KnownNetworks.";
        }
    }

    private static bool IsOpen(Listener listener) => listener is { IsUsable: true, IsLoopback: false };

    private static string Unusable(Listener listener) => $"{listener.Setting}: \"{listener.Address}\" is no address to listen on. Write scheme, host and port, such as http://localhost:5080.";
}
