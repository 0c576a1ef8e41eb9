using AdminPortal.Changes.Creations;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Feed;
using AdminPortal.Changes.Updates;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Changes;

/// <summary>The operations that change resources.</summary>
public static class OperationsRegistration
{
    /// <summary>Registers them, none of which has state of its own, and the feed that they tell of changes.</summary>
    public static IServiceCollection AddPortalOperations(this IServiceCollection services) => services
        .AddSingleton<IChangeFeed, ChangeFeed>()
        .AddSingleton<ChangeAnnouncer>()
        .AddSingleton<ResourceUpdates>()
        .AddSingleton<ResourceCreations>()
        .AddSingleton<ResourceDeletions>();
}
