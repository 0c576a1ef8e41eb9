using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Shell;
using AdminPortal.Status.Sections;

namespace AdminPortal.Status;

/// <summary>What the console knows of itself: its credentials, checked at start and daily, and who may have them checked at once.</summary>
internal static class PortalStatus
{
    public static void AddPortalStatus(this IServiceCollection services)
    {
        services.AddCredentialChecks(Kinds.Lists.Select(list => list.Kind));
        services.AddSingleton<CheckOnDemand>();
        services.AddSingleton<ConsoleStatus>();
        services.AddSingleton<RecentFailures>();
        services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<RecentFailures>());
    }
}
