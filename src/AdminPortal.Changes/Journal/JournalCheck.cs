using AdminPortal.Changes.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Changes.Journal;

/// <summary>Checks a journal from outside the console: creates nothing, upgrades nothing, and may run while the console does.</summary>
public static class JournalCheck
{
    /// <summary>Checks every account's chain and lists.</summary>
    /// <returns>What was found, or null where there is no journal.</returns>
    /// <exception cref="StoreUnavailableException">The store is not there.</exception>
    public static async Task<VerifyResult?> RunAsync(StoreSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        using PortalStore store = new(settings.Engine(), NullLogger<PortalStore>.Instance, isPrepared: true);
        return store.Has("Entries")
            ? await store.ReadSnapshotAsync((context, token) => new JournalVerifier(context).VerifyAsync(account: null, token), cancellationToken)
            : null;
    }
}
