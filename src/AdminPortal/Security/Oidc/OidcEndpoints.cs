using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminPortal.Security.Oidc;

/// <summary>The addresses of sign-in at a provider, where one is configured.</summary>
internal static class OidcEndpoints
{
    public static void MapPortalOidc(this WebApplication app)
    {
        if (!OidcConfiguration.IsGiven(app.Configuration))
        {
            return;
        }

        app.MapGet(Shell.Addresses.SignInStart, Begin).AllowAnonymous();
    }

    private static ChallengeHttpResult Begin(string? returnUrl) =>
        TypedResults.Challenge(new AuthenticationProperties { RedirectUri = LocalAddress.OrHome(returnUrl) }, [OidcHandler.SchemeName]);
}
