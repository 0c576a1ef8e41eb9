using AdminPortal.Changes.Access;
using AdminPortal.Changes.Batches;
using AdminPortal.Changes.Creations;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Feed;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Presence;
using AdminPortal.Changes.Signals;
using AdminPortal.Changes.Telemetry;
using AdminPortal.Changes.Updates;
using AdminPortal.Changes.Writes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AdminPortal.Changes;

/// <summary>The operations that change resources.</summary>
public static class OperationsRegistration
{
    /// <summary>Registers them, none of which has state of its own, and the feed that they tell of changes.</summary>
    /// <param name="services">The services.</param>
    /// <param name="limits">How much one batch may touch, or null for the usual.</param>
    /// <param name="threshold">Above how many resources a deletion has to be typed; the kinds' own numbers where it is left out.</param>
    /// <param name="reasons">Whether a change has to say why; optional everywhere where it is left out.</param>
    public static IServiceCollection AddPortalOperations(this IServiceCollection services, BatchLimits? limits = null, DeletionThreshold? threshold = null, ReasonPolicy? reasons = null)
    {
        // The store brings those of all its instances.
        services.TryAddSingleton<IResourceLocks, ResourceLocks>();
        services.AddMetrics();
        services.TryAddSingleton<ChangesMeter>();
        services.TryAddSingleton<ISignals, NoSignals>();
        services.TryAddSingleton<OpenForms>();
        services.TryAddSingleton<IOpenForms>(provider => provider.GetRequiredService<OpenForms>());
        return services
            .AddSingleton(limits ?? new())
            .AddSingleton(threshold ?? new())
            .AddSingleton<ChangeFeed>()
            .AddSingleton<IChangeFeed, SharedChangeFeed>()
            .AddSingleton<ChangeAnnouncer>()
            .AddSingleton(reasons ?? new())
            .AddSingleton<AccessControl>()
            .AddSingleton<ConsoleAdministration>()
            .AddSingleton<WritesUnderWay>()
            .AddSingleton<WriteGate>()
            .AddSingleton<ChangeWriter>()
            .AddSingleton<ResourceUpdates>()
            .AddSingleton<ResourceCreations>()
            .AddSingleton<ResourceDeletions>()
            .AddSingleton<TargetCreations>()
            .AddSingleton<TargetDeletions>()
            .AddSingleton<BatchUpdates>();
    }

    /// <summary>Has what became of changes found out whose process ended before it could tell. Needs the store, and the accounts.</summary>
    public static IServiceCollection AddPortalReconciliation(this IServiceCollection services) => services
        .AddSingleton<LiveReads>()
        .AddHostedService<ReconcileOpenChanges>();
}
