namespace AdminPortal.Changes.Journal.Tables;

/// <summary>One change, drawn from its entries so that lists can be filtered. <see cref="Projection"/> is the only one to fill it.</summary>
internal sealed class ChangeRow
{
    /// <summary>The change's UUID in its usual text form: sorts the same on both engines.</summary>
    public required string Id { get; init; }

    public required string Account { get; init; }

    public required long At { get; init; }

    public required string? Actor { get; init; }

    /// <summary><see cref="Actor"/> in small letters, to be found by.</summary>
    public required string? ActorKey { get; init; }

    public required string Kind { get; init; }

    public required string? ResourceId { get; set; }

    public required string? ResourceName { get; set; }

    public required string Operation { get; init; }

    /// <summary>One of <see cref="JournalEventText"/>: the last entry's.</summary>
    public required string Outcome { get; set; }

    public required string? Reason { get; init; }

    public int? Status { get; set; }

    public string? Ray { get; set; }

    public long? DurationMs { get; set; }

    public required long IntentSequence { get; init; }

    public required long? OutcomeSequence { get; set; }

    /// <summary>The process that wrote the intent, and that alone knows what becomes of it while it lives.</summary>
    public required string? Instance { get; init; }
}

/// <summary>The last entry that says how a resource is.</summary>
internal sealed class ResourceRow
{
    public required string Account { get; init; }

    public required string Kind { get; init; }

    public required string ResourceId { get; init; }

    public required long ImageSequence { get; set; }
}
