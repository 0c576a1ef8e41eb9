using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AdminPortal.Security.Oidc;

/// <summary>What the provider says of itself: its addresses and its keys. Read when first needed, again twice a day, and when a token names an unknown key.</summary>
internal sealed class ProviderMetadata(OidcSettings settings, ProviderBackchannel backchannel)
{
    /// <summary>How often, at most, tokens with unknown keys make the console ask the provider.</summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(30);

    private readonly ConfigurationManager<OpenIdConnectConfiguration> _manager = new(
        $"{settings.Authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(backchannel.Http) { RequireHttps = settings.Authority.Scheme == Uri.UriSchemeHttps })
    {
        RefreshInterval = AskAgainAfter,
    };

    /// <summary>What the provider says.</summary>
    /// <exception cref="SignInException">It does not answer, or says what cannot be right.</exception>
    public async Task<OpenIdConnectConfiguration> GetAsync(CancellationToken cancellationToken)
    {
        OpenIdConnectConfiguration found;
        try
        {
            found = await _manager.GetConfigurationAsync(cancellationToken);
        }
        catch (InvalidOperationException problem)
        {
            throw new SignInException(SignInFailure.ProviderAway, $"The provider's description cannot be read: {problem.GetBaseException().Message}", problem);
        }

        return Misfit(found) is { } misfit ? throw new SignInException(SignInFailure.ProviderUnfit, misfit) : found;
    }

    /// <summary>Has the provider asked again, unless it was asked a moment ago.</summary>
    public void Refresh() => _manager.RequestRefresh();

    /// <summary>A description that names another issuer is another provider's (OpenID Connect Discovery 4.3).</summary>
    private string? Misfit(OpenIdConnectConfiguration found)
    {
        var expected = settings.Authority.AbsoluteUri.TrimEnd('/');
        var named = found.Issuer?.TrimEnd('/');

        // Entra names a tenant by its id, whatever name it was asked for.
        var fits = settings.IsEntra && !Guid.TryParse(settings.Authority.Segments[1].TrimEnd('/'), out _)
            ? Uri.TryCreate(named, UriKind.Absolute, out var issuer) && issuer.Host == settings.Authority.Host && named.EndsWith("/v2.0", StringComparison.Ordinal)
            : named == expected;
        return !fits ? $"The provider at {expected} describes another issuer."
            : !IsSafe(found.AuthorizationEndpoint) || !IsSafe(found.TokenEndpoint) ? $"The provider at {expected} names no safe address for signing in."
            : null;
    }

    private static bool IsSafe(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var parsed) && OidcConfiguration.IsSafe(parsed);
}

/// <summary>The console's own way to the provider: bounded in time and size, following nothing.</summary>
internal sealed class ProviderBackchannel : IDisposable
{
    private const int LargestAnswer = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = LargestAnswer,
    };

    public void Dispose() => Http.Dispose();
}
