using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Components.Tests.Security.Oidc;

/// <summary>A provider on this machine that says what it is told to say.</summary>
internal sealed class ForgingProvider : IAsyncDisposable
{
    public const string ClientId = "admin-portal";
    public const string ClientSecret = "a-secret-of-this-test";

    private readonly WebApplication _app;
    private readonly RSA _key = RSA.Create(2048);

    private ForgingProvider(WebApplication app) => _app = app;

    /// <summary>Its issuer, without a trailing slash.</summary>
    public string Issuer => _app.Urls.Single();

    /// <summary>The key that it signs with and shows.</summary>
    public RsaSecurityKey Key => new(_key) { KeyId = "the-key" };

    /// <summary>The public half of the key, as anybody can get it.</summary>
    public byte[] PublicKey => System.Text.Encoding.ASCII.GetBytes(_key.ExportSubjectPublicKeyInfoPem());

    /// <summary>What its token endpoint answers, given the form that was sent.</summary>
    public Func<IFormCollection, IResult> Answer { get; set; } = _ => Results.BadRequest();

    /// <summary>What its description says besides.</summary>
    public Dictionary<string, object> Description { get; } = new(StringComparer.Ordinal);

    /// <summary>How often its keys were read.</summary>
    public int KeyReads { get; private set; }

    public static async Task<ForgingProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        ForgingProvider provider = new(builder.Build());
        provider.Map(provider._app);
        await provider._app.StartAsync();
        return provider;
    }

    /// <summary>The claims of an honest ID token.</summary>
    public Dictionary<string, object> Claims(string? nonce)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        Dictionary<string, object> claims = new(StringComparer.Ordinal)
        {
            ["iss"] = Issuer, ["aud"] = ClientId, ["sub"] = "otto-1", ["iat"] = now, ["exp"] = now + 300,
            ["preferred_username"] = "otto@example.net", ["roles"] = new[] { "Operator" }, ["sid"] = "session-1",
        };
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        return claims;
    }

    /// <summary>A token with the provider's own signature, unless other credentials are given.</summary>
    public string Sign(IDictionary<string, object> claims, SigningCredentials? credentials = null, string type = "JWT") => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
        new SecurityTokenDescriptor { Claims = claims, SigningCredentials = credentials ?? new(Key, SecurityAlgorithms.RsaSha256), TokenType = type });

    /// <summary>Answers the next code with this token.</summary>
    public void AnswerWith(string idToken, string accessToken = "access") =>
        Answer = _ => Results.Json(new { access_token = accessToken, token_type = "Bearer", expires_in = 300, id_token = idToken });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>(Description, StringComparer.Ordinal)
        {
            ["issuer"] = Description.GetValueOrDefault("issuer", Issuer),
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
            ["jwks_uri"] = $"{Issuer}/keys",
            ["end_session_endpoint"] = $"{Issuer}/end",
            ["authorization_response_iss_parameter_supported"] = true,
        }));
        routes.MapGet("/keys", ShowKeys);
        routes.MapGet("/cdn-cgi/access/certs", ShowKeys);
        routes.MapPost("/token", async (HttpRequest request) => Answer(await request.ReadFormAsync()));
    }

    private IResult ShowKeys()
    {
        KeyReads++;
        var shown = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_key.ExportParameters(includePrivateParameters: false)) { KeyId = Key.KeyId });
        return Results.Json(new { keys = new[] { new { kty = shown.Kty, n = shown.N, e = shown.E, kid = shown.Kid, use = "sig" } } });
    }
}
