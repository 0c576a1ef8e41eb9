using System.Diagnostics.Metrics;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Pipeline.Budget;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Cloudflare.Configuration;

/// <summary>Registers the client.</summary>
public static class CloudflareServices
{
    /// <summary>Registers <see cref="ICloudflareAccounts"/> for known settings.</summary>
    public static IServiceCollection AddCloudflare(this IServiceCollection services, CloudflareSettings settings) =>
        services.AddCloudflare(_ => settings);

    /// <summary>Registers <see cref="ICloudflareAccounts"/> for settings that are asked for at the first call, such as the address of a sandbox that has to listen first.</summary>
    public static IServiceCollection AddCloudflare(this IServiceCollection services, Func<IServiceProvider, CloudflareSettings> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return services.AddSingleton<ICloudflareAccounts>(provider => new CloudflareAccounts(
            () => settings(provider),
            Transport.Create(),
            new(provider.GetService<IWriteGuard>(), provider.GetService<ISharedBudget>(), provider.GetService<IMeterFactory>()),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("AdminPortal.Cloudflare"),
            provider.GetService<TimeProvider>() ?? TimeProvider.System));
    }
}
