using System.Security.Cryptography;
using AdminPortal.Security.Oidc;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Components.Tests.Security.Oidc;

/// <summary>One way to forge an answer: told to the provider, with the nonce that was asked for and that of an earlier sign-in.</summary>
internal sealed record Forgery(string Name, SignInFailure Failure, Action<ForgingProvider, string, string> Forge);

/// <summary>The catalogue of forged tokens.</summary>
internal static class ForgedTokens
{
    public static IReadOnlyList<Forgery> All { get; } =
    [
        Claims("a missing nonce", claims => claims.Remove("nonce")),
        new("a replayed nonce", SignInFailure.TokenInvalid, (provider, _, earlier) => provider.AnswerWith(provider.Sign(provider.Claims(earlier)))),
        Claims("another issuer", claims => claims["iss"] = "https://other.example"),
        Claims("no issuer", claims => claims.Remove("iss")),
        Claims("another audience", claims => claims["aud"] = "another-client"),
        Claims("no audience", claims => claims.Remove("aud")),
        Claims("made for another client", claims => claims["azp"] = "another-client"),
        Claims("several audiences, made for nobody", claims => claims["aud"] = new[] { ForgingProvider.ClientId, "another-client" }),
        Claims("no subject", claims => claims.Remove("sub")),
        Claims("no end", claims => claims.Remove("exp")),
        Claims("another access token's hash", claims => claims["at_hash"] = "bm90IHRoZSBoYXNoIQ"),
        Claims("another code's hash", claims => claims["c_hash"] = "bm90IHRoZSBoYXNoIQ"),
        Claims("over for two minutes", claims => claims["exp"] = Seconds(-120), SignInFailure.TokenOutOfTime),
        Claims("not valid for two minutes yet", claims => claims["nbf"] = Seconds(120), SignInFailure.TokenOutOfTime),
        Signed("no signature (alg: none)", _ => null),
        Signed("the public key as a secret (HS256)", provider => new(new SymmetricSecurityKey(provider.PublicKey) { KeyId = "the-key" }, SecurityAlgorithms.HmacSha256)),
        Signed("the client's secret as a key (HS256)", _ => new(new SymmetricSecurityKey([.. "a-secret-of-this-test-that-is-padded"u8]) { KeyId = "the-key" }, SecurityAlgorithms.HmacSha256)),
        Signed("an unknown key", _ => new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "unknown" }, SecurityAlgorithms.RsaSha256)),
        Signed("another key under the known id", _ => new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "the-key" }, SecurityAlgorithms.RsaSha256)),
        Signed("the right key under an unknown id", provider => new(new RsaSecurityKey(provider.Key.Rsa) { KeyId = "unknown" }, SecurityAlgorithms.RsaSha256)),
        new("a changed claim", SignInFailure.TokenInvalid, (provider, nonce, _) =>
        {
            var parts = provider.Sign(provider.Claims(nonce)).Split('.');
            var changed = provider.Claims(nonce);
            changed["roles"] = new[] { "Administrator" };
            provider.AnswerWith($"{parts[0]}.{provider.Sign(changed).Split('.')[1]}.{parts[2]}");
        }),
        Claims("groups left out, and no role", claims => (claims["roles"], claims["_claim_names"]) = (Array.Empty<string>(), new Dictionary<string, object>(StringComparer.Ordinal) { ["groups"] = "src1" }), SignInFailure.TooManyGroups),
        new("no ID token", SignInFailure.TokenInvalid, (provider, _, _) => provider.Answer = _ => Results.Json(new { access_token = "access", token_type = "Bearer" })),
        new("not a token", SignInFailure.TokenInvalid, (provider, _, _) => provider.AnswerWith("a.b.c")),
        new("not JSON", SignInFailure.TokenInvalid, (provider, _, _) => provider.Answer = _ => Results.Text("<html>")),
    ];

    private static Forgery Claims(string name, Action<Dictionary<string, object>> change, SignInFailure failure = SignInFailure.TokenInvalid) => new(name, failure, (provider, nonce, _) =>
    {
        var claims = provider.Claims(nonce);
        change(claims);
        provider.AnswerWith(provider.Sign(claims));
    });

    private static Forgery Signed(string name, Func<ForgingProvider, SigningCredentials?> credentials) => new(name, SignInFailure.TokenInvalid, (provider, nonce, _) =>
        provider.AnswerWith(credentials(provider) is { } given
            ? provider.Sign(provider.Claims(nonce), given)
            : new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Claims = provider.Claims(nonce) })));

    private static long Seconds(int fromNow) => DateTimeOffset.UtcNow.ToUnixTimeSeconds() + fromNow;
}
