using AdminPortal.Security.Oidc;
using Microsoft.AspNetCore.Authentication;

namespace AdminPortal.Security.CloudflareAccess;

/// <summary>Cloudflare Access in front of the console, where a team is configured. Nothing of it is loaded otherwise.</summary>
internal static class AccessRegistration
{
    public static void AddPortalAccessGate(this IServiceCollection services, IConfiguration configuration)
    {
        if (AccessSettings.Read(configuration).Settings is { } settings)
        {
            Add(services, settings);
        }
    }

    /// <summary>Before everything that answers.</summary>
    public static void UsePortalAccessGate(this WebApplication app)
    {
        if (app.Services.GetService<AccessSettings>() is not null)
        {
            Use(app);
        }
    }

    private static void Add(IServiceCollection services, AccessSettings settings)
    {
        AppContext.SetSwitch(OidcRegistration.LookUpAtOnce, isEnabled: true);
        services.AddSingleton(settings);
        services.AddSingleton<AccessAssertions>();
        services.AddSingleton<AccessGate>();
        services.AddSingleton<SignInRefusals>();
        if (settings.SignsIn)
        {
            services.AddSingleton(new SignInAtProvider("Cloudflare Access"));
            services.Configure<AuthenticationOptions>(authentication => authentication.DefaultChallengeScheme = AccessHandler.SchemeName);
            services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, AccessHandler>(AccessHandler.SchemeName, configureOptions: null);
        }
    }

    private static void Use(WebApplication app)
    {
        app.Use(app.Services.GetRequiredService<AccessGate>().CheckAsync);
        if (app.Services.GetRequiredService<AccessSettings>().SignsIn)
        {
            app.MapGet(Shell.Addresses.SignInStart, (string? returnUrl) =>
                TypedResults.Challenge(new AuthenticationProperties { RedirectUri = LocalAddress.OrHome(returnUrl) }, [AccessHandler.SchemeName])).AllowAnonymous();
        }
    }
}
