using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Sandbox;

namespace AdminPortal.Hosting;

/// <summary>Which API the console speaks to: the configured accounts, or the embedded sandbox where none is configured.</summary>
internal static class PortalApi
{
    public static void AddPortalApi(this IServiceCollection services, CloudflareSettings cloudflare, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(cloudflare);
        if (cloudflare.IsConfigured)
        {
            services.AddCloudflare(_ => cloudflare);
            return;
        }

        services.AddSingleton(SandboxOptions.FromConfiguration(configuration));
        services.AddSingleton<EmbeddedSandbox>();
        services.AddHostedService(provider => provider.GetRequiredService<EmbeddedSandbox>());
        services.AddCloudflare(provider => provider.GetRequiredService<EmbeddedSandbox>().Settings);
    }
}
