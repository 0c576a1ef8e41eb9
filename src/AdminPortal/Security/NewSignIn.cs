using System.Security.Claims;
using AdminPortal.Changes.Sessions;
using AdminPortal.Security.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace AdminPortal.Security;

/// <summary>Begins a session of its own for whoever has just signed in.</summary>
internal static class NewSignIn
{
    /// <summary>Ends the session that the browser still has, and begins another.</summary>
    /// <exception cref="Changes.Store.StoreUnavailableException">The session cannot be kept.</exception>
    public static async Task SignInAnewAsync(this HttpContext context, ClaimsPrincipal person, AuthenticationProperties? properties = null)
    {
        var services = context.RequestServices;
        if ((await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme)).Principal?.FindFirstValue(PortalClaims.Session) is { } before)
        {
            await services.GetRequiredService<ISessions>().EndAsync(before, SessionEnd.SignedOut, by: null, context.RequestAborted);
        }

        // The request's own handler would put the new person into the session that it has read, under the same key and in the name of the person before.
        var cookies = await services.GetRequiredService<IAuthenticationSchemeProvider>().GetSchemeAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        var handler = services.GetRequiredService<CookieAuthenticationHandler>();
        await handler.InitializeAsync(cookies!, context);
        await handler.SignInAsync(person, properties);
    }
}
