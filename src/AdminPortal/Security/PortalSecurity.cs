using AdminPortal.Changes.Sessions;
using AdminPortal.Security.Sessions;
using AdminPortal.Security.Surface;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;

namespace AdminPortal.Security;

/// <summary>Who gets in: deny by default, sign-in by cookie.</summary>
internal static class PortalSecurity
{
    public static void AddPortalSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            // Its name and how it is kept: PortalCookies.
            cookie.SlidingExpiration = false;
            cookie.LoginPath = LocalSignIn.Path;
            cookie.AccessDeniedPath = LocalSignIn.Path;
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.CookieManager = new PageCookies();
        });
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<ITicketStore, SessionLimits>((cookie, tickets, limits) => (cookie.SessionStore, cookie.ExpireTimeSpan) = (tickets, limits.Longest));
        services.AddHttpContextAccessor();
        services.AddSingleton<ITicketStore, SessionTickets>();
        services.AddSingleton<SessionConnections>();
        services.AddSingleton<SessionActivity>();
        services.AddSingleton(SessionRecheck.From(configuration));
        services.AddScoped<AuthenticationStateProvider, CircuitSession>();
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery();
        services.AddSingleton<LocalSignIn>();
    }

    public static void UsePortalSecurity(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(Refusals.ExplainAsync);
        app.UseAuthentication();
        app.Use(app.Services.GetRequiredService<SessionConnections>().WatchAsync);
        app.UseAuthorization();
        app.Use(CircuitBound.Refuse);
        app.UseAntiforgery();
    }
}
