using AdminPortal.Changes.Access;
using AdminPortal.Changes.Sessions;

namespace AdminPortal.Security;

/// <summary>Who may do what, and for how long, by this configuration.</summary>
internal static class PortalAccess
{
    public static void AddPortalAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => AccessPolicy.From(configuration, provider.GetRequiredService<ILogger<AccessPolicy>>()));
        services.AddSingleton<Visibility>();
        services.AddSingleton(SessionLimits.From(configuration));
    }
}
