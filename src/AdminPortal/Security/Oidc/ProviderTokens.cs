using System.IdentityModel.Tokens.Jwt;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Security.Oidc;

/// <summary>Tells the provider's tokens from all others: signature, algorithm, issuer, audience and lifetime, and for an ID token what belongs to one sign-in.</summary>
internal sealed class ProviderTokens(OidcSettings settings, ProviderMetadata metadata)
{
    /// <summary>How long a sign-in may take at the provider.</summary>
    public static readonly TimeSpan LongestSignIn = TimeSpan.FromMinutes(15);

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };
    private readonly Protocol _protocol = new() { NonceLifetime = LongestSignIn, RequireStateValidation = false, RequireSub = true };

    /// <summary>A nonce, which holds the time that it was made at.</summary>
    public string NewNonce() => _protocol.GenerateNonce();

    /// <summary>The ID token of a sign-in, once nothing speaks against it.</summary>
    /// <exception cref="SignInException">Something does.</exception>
    public async Task<JsonWebToken> ReadIdTokenAsync(OpenIdConnectMessage answer, string nonce, CancellationToken cancellationToken)
    {
        var token = await ReadAsync(answer.IdToken, cancellationToken);
        if (!token.Audiences.Skip(1).Any() || token.TryGetClaim(Microsoft.IdentityModel.JsonWebTokens.JwtRegisteredClaimNames.Azp, out _))
        {
            try
            {
                _protocol.ValidateTokenResponse(new() { ClientId = settings.ClientId, Nonce = nonce, ProtocolMessage = answer, ValidatedIdToken = JwtSecurityTokenConverter.Convert(token) });
                return token;
            }
            catch (OpenIdConnectProtocolException problem)
            {
                throw new SignInException(SignInFailure.TokenInvalid, $"The ID token does not belong to this sign-in ({problem.GetType().Name}): {problem.Message}", problem);
            }
        }

        throw new SignInException(SignInFailure.TokenInvalid, "The ID token is for several audiences and does not say for which of them it was made (azp).");
    }

    /// <summary>A token of the provider for this console.</summary>
    /// <exception cref="SignInException">It is not one.</exception>
    public async Task<JsonWebToken> ReadAsync(string? token, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(token) || !Handler.CanReadToken(token))
        {
            throw new SignInException(SignInFailure.TokenInvalid, "What the provider sent is not a token.");
        }

        var result = await ValidateAsync(token, cancellationToken);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            metadata.Refresh();
            result = await ValidateAsync(token, cancellationToken);
        }

        return result.Exception switch
        {
            null when result.SecurityToken is JsonWebToken valid => valid,
            SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenInvalidLifetimeException => throw new SignInException(
                SignInFailure.TokenOutOfTime, $"The token is not valid now: {result.Exception.Message}", result.Exception),
            var problem => throw new SignInException(SignInFailure.TokenInvalid, $"The token does not count ({problem?.GetType().Name}): {problem?.Message}", problem),
        };
    }

    private async Task<TokenValidationResult> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        var provider = await metadata.GetAsync(cancellationToken);
        return await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = settings.ClientId,
            IssuerSigningKeys = provider.SigningKeys,
            ValidAlgorithms = settings.Algorithms,
            ClockSkew = settings.MaxClockSkew,
            RequireExpirationTime = true,
            RequireSignedTokens = true,

            // A token that names its key is held to it.
            TryAllIssuerSigningKeys = !HasKeyId(token),
        });
    }

    private static bool HasKeyId(string token)
    {
        try
        {
            return !string.IsNullOrEmpty(Handler.ReadJsonWebToken(token).Kid);
        }
        catch (ArgumentException)
        {
            // Whatever it is, validation says so.
            return true;
        }
    }

    /// <summary>With the code's hash looked at in the answer of the token endpoint too, where one is there.</summary>
    private sealed class Protocol : OpenIdConnectProtocolValidator
    {
        public override void ValidateTokenResponse(OpenIdConnectProtocolValidationContext validationContext)
        {
            base.ValidateTokenResponse(validationContext);
            if (validationContext.ValidatedIdToken.Payload.ContainsKey(Microsoft.IdentityModel.JsonWebTokens.JwtRegisteredClaimNames.CHash))
            {
                ValidateCHash(validationContext);
            }
        }
    }
}
