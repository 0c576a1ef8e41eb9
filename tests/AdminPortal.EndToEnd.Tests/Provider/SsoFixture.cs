using System.Text.Json.Nodes;
using AdminPortal.EndToEnd.Tests.Running;

namespace AdminPortal.EndToEnd.Tests.Provider;

/// <summary>A provider, and a portal whose people sign in there.</summary>
public sealed class SsoFixture : IAsyncLifetime
{
    private SecureListener? _listener;

    internal ProviderProcess Provider { get; private set; } = null!;

    internal PortalProcess Portal { get; private set; } = null!;

    internal SecureListener Listener => _listener!;

    /// <summary>The key of the client <c>portal-key</c>.</summary>
    internal ClientKey Key { get; } = new();

    /// <summary>How a portal is told to use the provider.</summary>
    internal Dictionary<string, string> Settings(params IEnumerable<KeyValuePair<string, string>> others)
    {
        Dictionary<string, string> settings = new(Listener.Settings, StringComparer.Ordinal)
        {
            ["Oidc__Authority"] = Provider.Issuer,
            ["Oidc__ClientId"] = "portal-basic",
            ["Oidc__ClientSecret"] = ProviderProcess.Secret,
            ["Oidc__DisplayName"] = "Example Identity",
            ["Cloudflare__TokenCheck__AtStart"] = "false",
            ["Limits__SignInAttemptsPerMinute"] = "1000",
        };
        foreach (var (name, value) in others)
            settings[name] = value;
        return settings;
    }

    /// <summary>Tells the provider of the portals there are, so that it leads back to them. The first is told of sign-outs.</summary>
    internal void Introduce(params IReadOnlyList<PortalProcess> others) => Provider.Order("clients", new JsonObject
    {
        ["portals"] = new JsonArray([.. others.Append(Portal).Select(portal => JsonValue.Create(portal.Address.ToString()))]),
        ["jwks"] = Key.PublicKeys,
    });

    public async ValueTask InitializeAsync()
    {
        _listener = new();
        Provider = await ProviderProcess.StartAsync(_listener.CertificateFile);
        Portal = await PortalProcess.StartSecureAsync(Settings());
        Introduce();
    }

    public async ValueTask DisposeAsync()
    {
        if (Portal is not null)
            await Portal.DisposeAsync();
        if (Provider is not null)
            await Provider.DisposeAsync();
        _listener?.Dispose();
        Key.Dispose();
    }
}
