using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.Security.Oidc;

/// <summary>The way out through the provider (OpenID Connect RP-Initiated Logout 1.0).</summary>
internal sealed class ProviderSignOut(OidcSettings settings, ProviderMetadata metadata, IDataProtectionProvider protection, ILogger<ProviderSignOut> log)
{
    private static readonly TimeSpan LongestSignOut = TimeSpan.FromMinutes(15);
    private readonly ITimeLimitedDataProtector _states = protection.CreateProtector("AdminPortal.SignOut").ToTimeLimitedDataProtector();

    /// <summary>Where a browser is led whose session here has just ended: to the provider, or, where it offers no way out or is away, to our own page.</summary>
    /// <param name="request">The request that signed out.</param>
    /// <param name="properties">What was kept with the session.</param>
    public async Task<string> AddressAsync(HttpRequest request, AuthenticationProperties? properties)
    {
        try
        {
            var provider = await metadata.GetAsync(request.HttpContext.RequestAborted);
            return Uri.TryCreate(provider.EndSessionEndpoint, UriKind.Absolute, out var end) && OidcConfiguration.IsSafe(end)
                ? QueryHelpers.AddQueryString(provider.EndSessionEndpoint, Parameters(request, properties))
                : Shell.Addresses.SignedOut;
        }
        catch (SignInException problem)
        {
            log.LogWarning("Somebody signed out, and the provider could not be told: {Problem}", problem.Message);
            return Shell.Addresses.SignedOut;
        }
    }

    /// <summary>Where the provider's way back leads. Only a way back from a sign-out that began here says that the provider was told.</summary>
    public string Back(string? state)
    {
        try
        {
            _ = _states.Unprotect(state ?? "");
            return $"{Shell.Addresses.SignedOut}?everywhere=true";
        }
        catch (CryptographicException)
        {
            return Shell.Addresses.SignedOut;
        }
    }

    private Dictionary<string, string?> Parameters(HttpRequest request, AuthenticationProperties? properties)
    {
        Dictionary<string, string?> parameters = new(StringComparer.Ordinal)
        {
            ["client_id"] = settings.ClientId,
            ["post_logout_redirect_uri"] = $"{request.Scheme}://{request.Host}{request.PathBase}{settings.SignedOutCallbackPath}",
            ["state"] = _states.Protect("signed out", LongestSignOut),
        };
        if (properties?.GetTokenValue("id_token") is { } idToken)
        {
            parameters["id_token_hint"] = idToken;
        }

        return parameters;
    }
}
