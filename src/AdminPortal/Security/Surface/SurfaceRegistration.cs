using Microsoft.AspNetCore.HostFiltering;

namespace AdminPortal.Security.Surface;

/// <summary>What stands between the network and the console, before anybody's session is looked at.</summary>
internal static class SurfaceRegistration
{
    public static void AddPortalSurface(this IServiceCollection services, IConfiguration configuration)
    {
        var hosts = PublicHosts.All(configuration);
        services.Configure<HostFilteringOptions>(filtering =>
        {
            filtering.AllowedHosts = [.. hosts];
            filtering.AllowEmptyHosts = false;
        });

        services.AddPortalCookies(configuration);
        var proxies = TrustedProxies.From(configuration);
        if (proxies.Any)
        {
            services.Configure<ForwardedHeadersOptions>(forwarded => proxies.ApplyTo(forwarded, hosts));
        }
    }

    public static void UsePortalSurface(this WebApplication app)
    {
        // Without a configured proxy nothing is there that could believe the headers.
        if (TrustedProxies.From(app.Configuration).Any)
        {
            app.UseForwardedHeaders();
        }

        app.UsePortalCookies();
    }
}
