using AdminPortal.Security.Oidc;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Security.CloudflareAccess;

/// <summary>Tells the team's own assertions from whatever else stands in the header <c>Cf-Access-Jwt-Assertion</c>.</summary>
internal sealed class AccessAssertions : IDisposable
{
    /// <summary>The header. The others that Access sets, and its cookie, are signed by nobody or meant for others: they are never looked at.</summary>
    public const string Header = "Cf-Access-Jwt-Assertion";

    private const int Longest = 16 * 1024;
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(30);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    private readonly AccessSettings _settings;
    private readonly ProviderBackchannel _backchannel = new();
    private readonly ConfigurationManager<JsonWebKeySet> _keys;

    public AccessAssertions(AccessSettings settings)
    {
        _settings = settings;
        _keys = new(settings.Keys.AbsoluteUri, new KeySetRetriever(), new HttpDocumentRetriever(_backchannel.Http) { RequireHttps = settings.Team.Scheme == Uri.UriSchemeHttps }) { RefreshInterval = AskAgainAfter };
    }

    /// <summary>The assertion, once nothing speaks against it.</summary>
    /// <exception cref="SignInException">Something does.</exception>
    public async Task<JsonWebToken> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var assertion = request.Headers[Header];
        if (assertion is not [{ Length: > 0 and <= Longest } token])
        {
            throw new SignInException(SignInFailure.NoAssertion, $"There is no assertion of Cloudflare Access, or not exactly one ({assertion.Count}).");
        }

        try
        {
            return await ReadAsync(token, cancellationToken);
        }
        catch (InvalidOperationException problem)
        {
            throw new SignInException(SignInFailure.ProviderAway, $"The keys of Cloudflare Access cannot be read: {problem.GetBaseException().Message}", problem);
        }
    }

    public void Dispose() => _backchannel.Dispose();

    private async Task<JsonWebToken> ReadAsync(string token, CancellationToken cancellationToken)
    {
        var result = await ValidateAsync(token, cancellationToken);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            _keys.RequestRefresh();
            result = await ValidateAsync(token, cancellationToken);
        }

        return result.SecurityToken is JsonWebToken { Subject.Length: > 0 } valid && result.IsValid
            ? valid
            : throw new SignInException(SignInFailure.AssertionInvalid, $"The assertion does not count ({result.Exception?.GetType().Name ?? "it names nobody"}): {result.Exception?.Message}", result.Exception);
    }

    private async Task<TokenValidationResult> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        var keys = await _keys.GetConfigurationAsync(cancellationToken);
        return await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = _settings.Issuer,
            ValidAudiences = _settings.Audiences,
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ClockSkew = MaxClockSkew,
            TryAllIssuerSigningKeys = false,
        });
    }

    private sealed class KeySetRetriever : IConfigurationRetriever<JsonWebKeySet>
    {
        public async Task<JsonWebKeySet> GetConfigurationAsync(string address, IDocumentRetriever retriever, CancellationToken cancel) => new(await retriever.GetDocumentAsync(address, cancel));
    }
}
