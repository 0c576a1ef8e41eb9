using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.HostFiltering;

namespace AdminPortal.Security.Surface;

/// <summary>What stands between the network and the console, before anybody's session is looked at.</summary>
internal static class SurfaceRegistration
{
    public static void AddPortalSurface(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Headers>();

        // The framework registers its own layers first; what stands before them in the list is outside of them.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, OutermostLayer>());
        var hosts = PublicHosts.All(configuration);
        services.Configure<HostFilteringOptions>(filtering =>
        {
            filtering.AllowedHosts = [.. hosts];
            filtering.AllowEmptyHosts = false;
            filtering.IncludeFailureMessage = false;
        });

        services.AddPortalCookies(configuration);
        KeyRingCertificates.From(configuration).ApplyTo(services);
        services.AddServerLimits();
        services.AddSignInAttempts(configuration);
        services.AddSingleton(SurfaceLimits.From(configuration));
        services.AddSingleton<OpenCircuits>();
        services.AddScoped<CircuitHandler, CircuitCount>();
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
        app.Use(ServerLimits.RefuseLargeBody);
        app.UseRateLimiter();
        app.Use(Origins.RefuseForeign(SignInSettings.IsSsoConfigured(app.Configuration)));
    }
}
