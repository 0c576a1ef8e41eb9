namespace AdminPortal.Changes.Budget;

/// <summary>One call that counts against a credential's limit. In PostgreSQL only: one instance alone counts in memory.</summary>
internal sealed class BudgetCallRow
{
    public long Id { get; init; }

    public required string Credential { get; init; }

    /// <summary>When it was let through, by the database's clock; see <see cref="Store.StoredTime"/>.</summary>
    public required long TakenAt { get; init; }

    /// <summary>When it ended, by the database's clock.</summary>
    public long? EndedAt { get; init; }
}
