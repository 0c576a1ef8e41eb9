namespace AdminPortal.Changes.Drafts;

/// <summary>One draft, as the table keeps it.</summary>
internal sealed class DraftRow
{
    public required string Person { get; init; }

    public required string Account { get; init; }

    public required string Kind { get; init; }

    public required string ResourceId { get; init; }

    public required string? ResourceName { get; init; }

    /// <summary>Canonical JSON: baseline, input, field.</summary>
    public required string Content { get; init; }

    /// <summary>See <see cref="Store.StoredTime"/>.</summary>
    public required long UpdatedAt { get; init; }
}
