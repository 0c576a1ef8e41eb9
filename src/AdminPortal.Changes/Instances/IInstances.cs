using AdminPortal.Changes.Store;

namespace AdminPortal.Changes.Instances;

/// <summary>The processes that serve this console together.</summary>
public interface IInstances
{
    /// <summary>This instance and the others on the same store, the longest running first; those that ended without a word are among them for an hour.</summary>
    /// <exception cref="StoreUnavailableException">The store is not there.</exception>
    Task<IReadOnlyList<RunningInstance>> ListAsync(CancellationToken cancellationToken);
}

/// <summary>An instance.</summary>
/// <param name="Id">Its own, new at every start.</param>
/// <param name="Name">Its machine and process.</param>
/// <param name="Version">The console's version that it runs.</param>
/// <param name="StartedAt">When it started, by its clock.</param>
/// <param name="HeardAt">When it was heard of last, by the database's clock.</param>
/// <param name="IsThis">Whether it is the one that answers here.</param>
/// <param name="IsAlive">Whether it was heard of a short while ago.</param>
public sealed record RunningInstance(string Id, string Name, string Version, DateTimeOffset StartedAt, DateTimeOffset HeardAt, bool IsThis, bool IsAlive);
