namespace AdminPortal.Changes.Journal.Tables;

/// <summary>One entry of an account's chain. Written once, never changed.</summary>
internal sealed class EntryRow
{
    public required string Account { get; init; }

    /// <summary>From 1, without a gap.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was written; see <see cref="Store.StoredTime"/>.</summary>
    public required long At { get; init; }

    /// <summary>One of <see cref="JournalEventText"/>.</summary>
    public required string Event { get; init; }

    /// <summary>The change that it is about.</summary>
    public required string ChangeId { get; init; }

    /// <summary>Canonical JSON; see <see cref="EntryContent"/>.</summary>
    public required string Content { get; init; }

    /// <summary>The hash of the entry before; zeros before the first.</summary>
    public required byte[] PreviousHash { get; init; }

    /// <summary>See <see cref="EntryHash"/>.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>Where an account's chain ends. Whoever appends locks this row first.</summary>
internal sealed class HeadRow
{
    public required string Account { get; init; }

    public required long LastSequence { get; set; }

    public required byte[] LastHash { get; set; }
}
