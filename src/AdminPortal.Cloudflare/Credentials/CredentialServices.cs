using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Cloudflare.Credentials;

/// <summary>Registers the checks.</summary>
public static class CredentialServices
{
    /// <summary>Adds <see cref="CredentialChecks"/> over <paramref name="kinds"/>, and its daily run.</summary>
    public static IServiceCollection AddCredentialChecks(this IServiceCollection services, IEnumerable<ResourceKind> kinds)
    {
        IReadOnlyList<ResourceKind> probed = [.. kinds];
        return services
            .AddSingleton(provider => new CredentialChecks(
                provider.GetRequiredService<ICloudflareAccounts>(),
                probed,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<CredentialChecks>>()))
            .AddHostedService<DailyCredentialCheck>();
    }
}
