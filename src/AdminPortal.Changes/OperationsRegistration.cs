using AdminPortal.Changes.Creations;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Updates;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Changes;

/// <summary>The operations that change resources.</summary>
public static class OperationsRegistration
{
    /// <summary>Registers them; none has state of its own.</summary>
    /// <param name="services">Where.</param>
    /// <param name="threshold">Above how many resources a deletion has to be typed; the kinds' own numbers where it is left out.</param>
    public static IServiceCollection AddPortalOperations(this IServiceCollection services, DeletionThreshold? threshold = null) => services
        .AddSingleton(threshold ?? new DeletionThreshold())
        .AddSingleton<ResourceUpdates>()
        .AddSingleton<ResourceCreations>()
        .AddSingleton<ResourceDeletions>();
}
