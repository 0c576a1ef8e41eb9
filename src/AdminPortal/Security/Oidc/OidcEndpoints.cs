using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminPortal.Security.Oidc;

/// <summary>The addresses of sign-in at a provider, where one is configured.</summary>
internal static class OidcEndpoints
{
    public static void MapPortalOidc(this WebApplication app)
    {
        if (app.Services.GetService<OidcSettings>() is not { } settings)
        {
            return;
        }

        app.MapGet(Shell.Addresses.SignInStart, Begin).AllowAnonymous();
        app.MapGet(settings.SignedOutCallbackPath, (ProviderSignOut signOut, string? state) => TypedResults.LocalRedirect(signOut.Back(state))).AllowAnonymous();
        app.MapGet(ProviderLogout.FrontChannelPath, (ProviderLogout logout, HttpContext context, string? iss, string? sid) => logout.FrontChannelAsync(context, iss, sid))
            .AllowAnonymous().WithMetadata(new FramedBy(Origin(settings.Authority)));
        app.MapPost(ProviderLogout.BackChannelPath, (ProviderLogout logout, HttpContext context) => logout.BackChannelAsync(context)).AllowAnonymous();
    }

    private static ChallengeHttpResult Begin(string? returnUrl) =>
        TypedResults.Challenge(new AuthenticationProperties { RedirectUri = LocalAddress.OrHome(returnUrl) }, [OidcHandler.SchemeName]);

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);
}

/// <summary>Marks an address that a page of this origin may show in a frame.</summary>
/// <param name="Origin">The origin, such as <c>https://login.example.com</c>.</param>
internal sealed record FramedBy(string Origin);
