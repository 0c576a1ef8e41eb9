using System.Security.Claims;
using AdminPortal.Changes;
using AdminPortal.Security.Surface;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace AdminPortal.Security;

/// <summary>Who gets in: deny by default, sign-in by cookie.</summary>
internal static class PortalSecurity
{
    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(8);

    public static void AddPortalSecurity(this IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "AdminPortal.Session";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = SessionLength;
            cookie.SlidingExpiration = false;
            cookie.LoginPath = LocalSignIn.Path;
            cookie.AccessDeniedPath = LocalSignIn.Path;
            cookie.ReturnUrlParameter = "returnUrl";
        });
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "AdminPortal.Antiforgery");
        services.AddSingleton<LocalSignIn>();
    }

    public static void UsePortalSecurity(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(Refusals.ExplainAsync);
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(CircuitBound.Refuse);
        app.UseAntiforgery();
    }

    /// <summary>The person behind a principal; a principal without a known role may only look.</summary>
    public static Actor ToActor(this ClaimsPrincipal principal) => new(
        principal.Identity?.Name ?? "Nobody",
        Enum.TryParse<Role>(principal.FindFirstValue(ClaimTypes.Role), out var role) && Enum.IsDefined(role) ? role : Role.Viewer);
}
