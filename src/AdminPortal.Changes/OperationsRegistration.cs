using AdminPortal.Changes.Creations;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Updates;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Changes;

/// <summary>The operations that change resources.</summary>
public static class OperationsRegistration
{
    /// <summary>Registers them; none has state of its own.</summary>
    public static IServiceCollection AddPortalOperations(this IServiceCollection services) => services
        .AddSingleton<ResourceUpdates>()
        .AddSingleton<ResourceCreations>()
        .AddSingleton<ResourceDeletions>();
}
