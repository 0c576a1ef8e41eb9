using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Security.Sessions;
using AdminPortal.Security.Surface;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc;

namespace AdminPortal.Security;

/// <summary>Sign-in without a provider: anyone at this machine may take any role, so both ends have to be this machine.</summary>
internal sealed class LocalSignIn(IServer server, CloudflareSettings cloudflare, IConfiguration configuration)
{
    public const string Path = "/signin";

    /// <summary>Why local sign-in is off, or null while it is on.</summary>
    public string? RefusedBecause()
    {
        if (SignInSettings.IsSsoConfigured(configuration))
        {
            return "Single sign-on is configured, so nobody takes a role by choosing it.";
        }

        // The process does not start with such settings; these are the addresses that it really got.
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (addresses.FirstOrDefault(address => !new Listener("", address).IsLoopback) is { } open)
        {
            return $"This console listens on {open}, which other machines can reach. Let it listen on localhost only, for example --urls http://localhost:5080.";
        }

        return cloudflare.IsConfigured && !Loopback.IsMeantBy(cloudflare.BaseAddress.Host)
            ? $"This console is configured for the API at {cloudflare.BaseAddress.Host}. Without single sign-on it works only with an API on this machine, such as the sandbox."
            : null;
    }
}

/// <summary>The two addresses of local sign-in.</summary>
internal static class LocalSignInEndpoints
{
    public static void MapLocalSignIn(this WebApplication app)
    {
        app.MapPost(LocalSignIn.Path, SignInAsync).AllowAnonymous();
        app.MapPost("/signout", SignOutAsync);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, LocalSignIn signIn, [FromForm] string? role, [FromForm] string? returnUrl)
    {
        if (signIn.RefusedBecause() is { } reason)
        {
            return TypedResults.Problem(reason, statusCode: StatusCodes.Status403Forbidden, title: "Local sign-in is off");
        }

        if (!Enum.TryParse<Role>(role, out var chosen) || !Enum.IsDefined(chosen) || chosen == Role.None)
        {
            return TypedResults.Problem("The role is Viewer, Operator, Approver or Administrator.", statusCode: StatusCodes.Status400BadRequest, title: "No such role");
        }

        SignedInPerson person = new(null, chosen.ToString(), $"Local {chosen}", [new(AccessPolicy.LocalClaim, chosen.ToString())]);
        await context.SignInAnewAsync(person.ToPrincipal());
        return TypedResults.LocalRedirect(LocalAddress.OrHome(returnUrl));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery)
    {
        // The framework checks the token by itself only where it binds a form.
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return TypedResults.BadRequest();
        }

        var session = await context.AuthenticateAsync();
        await context.SignOutAsync();
        return context.RequestServices.GetService<Oidc.ProviderSignOut>() is { } provider
            ? TypedResults.Redirect(await provider.AddressAsync(context.Request, session.Properties))
            : TypedResults.LocalRedirect(context.RequestServices.GetRequiredService<Oidc.SignInAtProvider>().Name is null ? LocalSignIn.Path : Shell.Addresses.SignedOut);
    }
}
