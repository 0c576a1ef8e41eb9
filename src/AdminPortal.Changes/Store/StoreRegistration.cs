using AdminPortal.Changes.Access;
using AdminPortal.Changes.Budget;
using AdminPortal.Changes.Drafts;
using AdminPortal.Changes.Instances;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Outside;
using AdminPortal.Changes.Preferences;
using AdminPortal.Changes.Presence;
using AdminPortal.Changes.Sessions;
using AdminPortal.Changes.Signals;
using AdminPortal.Changes.Telemetry;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Pipeline.Budget;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Store;

/// <summary>Registers the store.</summary>
public static class StoreRegistration
{
    /// <summary>Adds <see cref="PortalStore"/> on a SQLite file with what it keeps.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="dataFolder">Where the data lies; created at first use. A relative path starts at the working directory.</param>
    public static IServiceCollection AddPortalStore(this IServiceCollection services, string dataFolder) =>
        services.AddPortalStore(StoreSettings.InFolder(dataFolder));

    /// <summary>Adds <see cref="PortalStore"/> with what it keeps: the data-protection keys, <see cref="IPreferences"/>, <see cref="IDrafts"/> and <see cref="IJournal"/>.</summary>
    public static IServiceCollection AddPortalStore(this IServiceCollection services, StoreSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<ChangesMeter>();
        services.AddSingleton(provider => new PortalStore(settings.Engine(), provider.GetRequiredService<ILogger<PortalStore>>(), meter: provider.GetRequiredService<ChangesMeter>()));
        services.AddSingleton<IStoreReports, StoredReports>();
        services.AddSingleton<StoredKeys>();
        services.AddSingleton<IPreferences, StoredPreferences>();
        services.AddSingleton<IDrafts>(provider => new StoredDrafts(
            provider.GetRequiredService<PortalStore>(), settings.DraftsAreKept, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ChangesMeter>()));
        services.TryAddSingleton<AccessPolicy>(_ => new());
        services.TryAddSingleton(SessionLimits.Usual);
        services.AddSingleton<ISessions, StoredSessions>();
        services.AddSingleton<IPeople, StoredPeople>();
        services.AddSingleton<IConsoleJournal, StoredConsoleJournal>();
        services.AddSingleton<IReadOnlySwitch, StoredReadOnlySwitch>();
        services.AddSingleton<IWriteGuard, ReadOnlyGuard>();
        services.AddSingleton<ResourceLocks>();
        services.AddSingleton<OpenForms>();
        if (settings.ConnectionString is { } server)
        {
            services.AddSingleton(provider => new PostgresSignals(server, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PostgresSignals>>()));
            services.AddSingleton<ISignals>(provider => provider.GetRequiredService<PostgresSignals>());
            services.AddHostedService(provider => provider.GetRequiredService<PostgresSignals>());
            services.AddSingleton(provider => new BudgetTable(provider.GetRequiredService<PortalStore>(), server));
            services.AddSingleton<ISharedBudget, PostgresBudget>();
            services.AddSingleton<IOpenForms, SharedOpenForms>();
            services.AddSingleton<IResourceLocks>(provider => new PostgresResourceLocks(
                provider.GetRequiredService<ResourceLocks>(), server, provider.GetRequiredService<ILogger<PostgresResourceLocks>>()));
            services.AddSingleton<IBackgroundTurn>(provider => new PostgresTurn(server, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PostgresTurn>>()));
            services.AddHostedService<JoinInstances>();
        }
        else
        {
            services.AddSingleton<ISignals, NoSignals>();
            services.AddSingleton<IBackgroundTurn, OwnTurn>();
            services.AddSingleton<IOpenForms>(provider => provider.GetRequiredService<OpenForms>());
            services.AddSingleton<IResourceLocks>(provider => provider.GetRequiredService<ResourceLocks>());
        }

        services.AddSingleton(provider => ThisInstance.Begin(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<InstanceLease>();
        services.AddSingleton<IInstances>(provider => provider.GetRequiredService<InstanceLease>());
        services.AddSingleton<StoredJournal>();
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<StoredJournal>());
        services.AddSingleton(provider => new OutsideWatch(
            provider.GetRequiredService<IJournal>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<OutsideWatch>>()));
        services.AddSingleton(provider => new JournalReconciler(
            provider.GetRequiredService<StoredJournal>(), provider.GetRequiredService<InstanceLease>(), provider.GetRequiredService<IResourceLocks>(), provider.GetRequiredService<ILogger<JournalReconciler>>()));

        // The name is fixed, or a portal started from another folder could not read its own cookies.
        services.AddDataProtection().SetApplicationName("AdminPortal");
        services.AddOptions<KeyManagementOptions>().Configure<StoredKeys>((options, keys) => options.XmlRepository = keys);
        return services;
    }
}
