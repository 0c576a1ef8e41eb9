using System.Text.Json;
using AdminPortal.Changes.Access;
using AdminPortal.Security.Sessions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Security.Oidc;

/// <summary>Who a validated token says that somebody is.</summary>
internal static class ProviderPerson
{
    /// <summary>The most values of one claim that count; Entra itself puts no more than 200 groups into a token.</summary>
    private const int MostValues = 1000;

    private const int LongestValue = 256;

    /// <summary>The person, with what roles are granted for.</summary>
    public static SignedInPerson From(JsonWebToken token, IReadOnlyList<string> nameClaims, string rolesClaim, string groupsClaim)
    {
        if (token.Issuer.Length + 1 + token.Subject.Length > LongestValue || token.Subject.Any(char.IsControl))
        {
            throw new SignInException(SignInFailure.TokenInvalid, "The token names a person in more characters than can be kept (iss and sub).");
        }

        using var payload = Payload(token);
        var root = payload.RootElement;
        return new(token.Issuer, token.Subject, NameIn(root, nameClaims) ?? token.Subject,
        [
            .. Values(root, rolesClaim).Select(value => new HeldValue(HeldValue.Roles, value)),
            .. Values(root, groupsClaim).Select(value => new HeldValue(HeldValue.Groups, value)),
        ])
        {
            ProviderSession = token.TryGetPayloadValue<string>(Microsoft.IdentityModel.JsonWebTokens.JwtRegisteredClaimNames.Sid, out var session) ? session : null,
        };
    }

    /// <summary>Whether Entra left the groups out of the token because there are too many of them (the "overage").</summary>
    public static bool LacksGroups(JsonWebToken token)
    {
        using var payload = Payload(token);
        return (payload.RootElement.TryGetProperty("_claim_names", out var elsewhere) && elsewhere.ValueKind == JsonValueKind.Object && elsewhere.TryGetProperty("groups", out _))
            || (payload.RootElement.TryGetProperty("hasgroups", out var has) && has.ValueKind is JsonValueKind.True or JsonValueKind.String);
    }

    private static JsonDocument Payload(JsonWebToken token) => JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));

    private static string? NameIn(JsonElement root, IReadOnlyList<string> claims) =>
        claims.Select(claim => Values(root, claim).FirstOrDefault(name => !string.IsNullOrWhiteSpace(name))).FirstOrDefault(name => name is not null);

    private static List<string> Values(JsonElement root, string claim)
    {
        var found = Find(root, claim);
        IEnumerable<JsonElement> elements = found.ValueKind == JsonValueKind.Array ? found.EnumerateArray() : [found];
        return elements
            .Where(one => one.ValueKind == JsonValueKind.String)
            .Select(one => one.GetString()!)
            .Where(value => value.Length is > 0 and <= LongestValue)
            .Distinct(StringComparer.Ordinal)
            .Take(MostValues)
            .ToList();
    }

    /// <summary>A claim by its whole name, which may hold dots, or else by a path into nested ones.</summary>
    private static JsonElement Find(JsonElement from, string path)
    {
        if (from.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        if (from.TryGetProperty(path, out var whole))
        {
            return whole;
        }

        return path.Split('.', 2) is [var first, var rest] && from.TryGetProperty(first, out var nested) ? Find(nested, rest) : default;
    }
}
