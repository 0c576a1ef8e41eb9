using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.CookiePolicy;

namespace AdminPortal.Security.Surface;

/// <summary>How the console's cookies are named and kept.</summary>
/// <remarks>
/// With single sign-on a cookie is bound to exactly this host by its prefix <c>__Host-</c>, which browsers take only with <c>Secure</c>, without a
/// domain and with the path <c>/</c>. Local sign-in is plain http on this machine, where not every browser keeps such a cookie.
/// </remarks>
internal static class PortalCookies
{
    private const string HostBound = "__Host-";

    public static void AddPortalCookies(this IServiceCollection services, IConfiguration configuration)
    {
        var withSso = SignInSettings.IsSsoConfigured(configuration);
        services.PostConfigure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, options =>
        {
            Name(options.Cookie, "AdminPortal.Session", withSso);
            options.Cookie.SecurePolicy = withSso ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
        services.PostConfigure<AntiforgeryOptions>(options => Name(options.Cookie, "AdminPortal.Antiforgery", withSso));
        if (withSso)
        {
            // Of every cookie, those of a sign-in under way included. The antiforgery service itself refuses to work where it is told so and the request
            // is plain http, even from this machine.
            services.Configure<CookiePolicyOptions>(policy => (policy.Secure, policy.HttpOnly) = (CookieSecurePolicy.Always, HttpOnlyPolicy.Always));
        }
    }

    public static void UsePortalCookies(this WebApplication app) => app.UseCookiePolicy();

    private static void Name(CookieBuilder cookie, string name, bool hostBound)
    {
        cookie.Name = hostBound ? HostBound + name : name;
        cookie.HttpOnly = true;
        cookie.Path = "/";
        cookie.Domain = null;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

        // Not Strict: a link to the console, or the way back from the provider, would find no cookie and make a new one, which breaks the forms of open tabs.
        cookie.SameSite = SameSiteMode.Lax;
    }
}
