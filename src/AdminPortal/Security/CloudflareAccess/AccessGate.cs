using System.Security.Claims;
using AdminPortal.Changes.Sessions;
using AdminPortal.Security.Oidc;
using AdminPortal.Security.Sessions;
using AdminPortal.Security.Surface;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AdminPortal.Security.CloudflareAccess;

/// <summary>Lets in what has come through the team's Cloudflare Access, and nothing else: no page, no file and no circuit.</summary>
internal sealed class AccessGate(AccessSettings settings, AccessAssertions assertions, ISessions sessions, ILogger<AccessGate> log)
{
    /// <summary>Where, among a request's items, its assertion stands.</summary>
    public const string AssertionItem = "access-assertion";

    /// <summary>These prove themselves, or tell nothing, and come from where no Access is: the container's own probe, and the provider's signed orders.</summary>
    private static readonly PathString[] Exempt = ["/health", ProviderLogout.BackChannelPath];

    public async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (Array.Exists(Exempt, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
        {
            await next(context);
            return;
        }

        JsonWebToken assertion;
        try
        {
            assertion = await assertions.ReadAsync(context.Request, context.RequestAborted);
        }
        catch (SignInException problem)
        {
            log.LogWarning("A request that did not come through Cloudflare Access was refused: {Detail}", problem.Message);
            var (happened, remedy) = SignInWords.Of(problem.Failure);
            await Refusals.WriteAsync(context, StatusCodes.Status403Forbidden, new("The console is behind Cloudflare Access", $"{happened} {remedy}"));
            return;
        }

        context.Items[AssertionItem] = assertion;
        if (settings.SignsIn && await EndsOtherPersonsSessionAsync(context, assertion))
        {
            await BeginAgainAsync(context);
            return;
        }

        await next(context);
    }

    /// <summary>Whoever Access names now is who is here, whatever session the browser still has.</summary>
    private async Task<bool> EndsOtherPersonsSessionAsync(HttpContext context, JsonWebToken assertion)
    {
        var person = (await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme)).Principal;
        if (person?.FindFirstValue(PortalClaims.Session) is not { } session
            || (person.FindFirstValue(PortalClaims.Issuer) == assertion.Issuer && person.FindFirstValue(PortalClaims.Subject) == assertion.Subject))
        {
            return false;
        }

        await sessions.EndAsync(session, SessionEnd.SignedOutAtProvider, by: null, context.RequestAborted);
        return true;
    }

    private static Task BeginAgainAsync(HttpContext context)
    {
        if (Navigation.IsMeantBy(context.Request))
        {
            context.Response.Redirect(LocalAddress.OrHome($"{context.Request.PathBase}{context.Request.Path}{context.Request.QueryString}"));
            return Task.CompletedTask;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
