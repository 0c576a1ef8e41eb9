using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Changes.Store;

/// <summary>Registers the store.</summary>
public static class StoreRegistration
{
    /// <summary>Adds <see cref="PortalStore"/>, and keeps the data-protection keys in it.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="dataFolder">Where the data lies; created at first use. A relative path starts at the working directory.</param>
    public static IServiceCollection AddPortalStore(this IServiceCollection services, string dataFolder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataFolder);
        services.AddSingleton(new StoreFolder(dataFolder));
        services.AddSingleton<PortalStore>();
        services.AddSingleton<StoredKeys>();

        // The name is fixed, or a portal started from another folder could not read its own cookies.
        services.AddDataProtection().SetApplicationName("AdminPortal");
        services.AddOptions<KeyManagementOptions>().Configure<StoredKeys>((options, keys) => options.XmlRepository = keys);
        return services;
    }
}
