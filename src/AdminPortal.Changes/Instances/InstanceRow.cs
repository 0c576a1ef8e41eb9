namespace AdminPortal.Changes.Instances;

/// <summary>A process that works on a shared store. As long as it lives, it counts.</summary>
/// <remarks>What came later than the first version may be null: an instance of the version before writes rows too while an upgrade is under way.</remarks>
internal sealed class InstanceRow
{
    public required string Id { get; init; }

    /// <summary>Grows every few seconds. Who wants to know whether the process lives watches this, and needs no clock in common.</summary>
    public required long Beats { get; set; }

    /// <summary>What people call it; see <see cref="ThisInstance"/>.</summary>
    public string? Name { get; init; }

    public string? Version { get; init; }

    /// <summary>By the instance's clock; see <see cref="Store.StoredTime"/>.</summary>
    public long? StartedAt { get; init; }

    /// <summary>When it counted last, by the database's clock.</summary>
    public long? HeardAt { get; init; }
}
