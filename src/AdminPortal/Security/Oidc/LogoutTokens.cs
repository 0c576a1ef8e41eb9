using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Security.Oidc;

/// <summary>Whose sessions a provider ends.</summary>
/// <param name="Issuer">The provider.</param>
/// <param name="Session">Its session, where it names one.</param>
/// <param name="Subject">The person, where it names one.</param>
internal sealed record Logout(string Issuer, string? Session, string? Subject);

/// <summary>Tells a provider's logout tokens from all others (OpenID Connect Back-Channel Logout 1.0, section 2.6).</summary>
internal sealed class LogoutTokens(ProviderTokens tokens, UsedOnce once, OidcSettings settings, TimeProvider time)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private const int LongestId = 256;

    /// <summary>How old a logout token may be. The standard asks for an end of two minutes at most, which not every provider gives.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(10);

    /// <summary>What the token orders.</summary>
    /// <exception cref="SignInException">It does not count.</exception>
    public async Task<Logout> ReadAsync(string? token, CancellationToken cancellationToken)
    {
        var valid = await tokens.ReadAsync(token, cancellationToken);
        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(valid.EncodedPayload));
        var claims = payload.RootElement;
        var (session, subject, id) = (Text(claims, "sid"), Text(claims, "sub"), Text(claims, "jti"));
        var problem = valid.Typ is { Length: > 0 } type && !type.Equals("logout+jwt", StringComparison.OrdinalIgnoreCase) && !type.Equals("JWT", StringComparison.OrdinalIgnoreCase) ? "is of another type"
            : !claims.TryGetProperty("events", out var events) || events.ValueKind != JsonValueKind.Object || !events.TryGetProperty(Event, out var order) || order.ValueKind != JsonValueKind.Object ? "orders no logout"
            : claims.TryGetProperty("nonce", out _) ? "has a nonce, as only ID tokens have"
            : session is null && subject is null ? "names neither a session nor a person"
            : !IsRecent(valid) ? "was not made just now"
            : id is null || id.Length > LongestId ? "has no id"
            : !once.TryUse($"logout {id}", Remembered(valid)) ? "was used before"
            : null;
        return problem is null ? new(valid.Issuer, session, subject) : throw new SignInException(SignInFailure.TokenInvalid, $"The logout token {problem}.");
    }

    private bool IsRecent(JsonWebToken token)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return token.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Iat, out _) && token.IssuedAt <= now + settings.MaxClockSkew && token.IssuedAt >= now - Oldest - settings.MaxClockSkew;
    }

    /// <summary>As long as it could be used again.</summary>
    private TimeSpan Remembered(JsonWebToken token)
    {
        var left = token.ValidTo - time.GetUtcNow().UtcDateTime + settings.MaxClockSkew;
        var longest = Oldest + (2 * settings.MaxClockSkew);
        return left < longest ? left : longest;
    }

    private static string? Text(JsonElement claims, string name) => claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
