using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Journal;

/// <summary>One change, as lists show it.</summary>
/// <param name="Id">The change's id.</param>
/// <param name="Account">The account's id.</param>
/// <param name="At">When it was intended, or seen.</param>
/// <param name="Actor">The person; null where it was done outside the console, which the API gives no name to.</param>
/// <param name="Kind">The kind's name.</param>
/// <param name="ResourceId">The resource's id; null for a creation that gave none.</param>
/// <param name="ResourceName">The resource's name at that time.</param>
/// <param name="Operation">What was to be done.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Status">The answer's HTTP status.</param>
/// <param name="Ray">The answer's <c>cf-ray</c>.</param>
/// <param name="Duration">How long the call took, to the millisecond.</param>
/// <param name="IntentSequence">The place of its first entry in the account's chain.</param>
/// <param name="OutcomeSequence">The place of its last entry, or null while it is open.</param>
public sealed record JournalRow(
    Guid Id,
    string Account,
    DateTimeOffset At,
    string? Actor,
    string Kind,
    string? ResourceId,
    string? ResourceName,
    ChangeOperation Operation,
    JournalEvent Outcome,
    string? Reason,
    int? Status,
    string? Ray,
    TimeSpan? Duration,
    long IntentSequence,
    long? OutcomeSequence);

/// <summary>One change with everything that the journal knows of it.</summary>
public sealed record ChangeDetail
{
    /// <summary>The change as lists show it.</summary>
    public required JournalRow Row { get; init; }

    /// <summary>The person's role at that time.</summary>
    public string? Role { get; init; }

    /// <summary>The resource before: the baseline of an intent, or what the console last knew of a resource that was changed outside.</summary>
    public ResourceImage Before { get; init; } = new ResourceImage.Unknown();

    /// <summary>The input that was to be sent.</summary>
    public JsonObject? Proposed { get; init; }

    /// <summary>The resource after.</summary>
    public ResourceImage After { get; init; } = new ResourceImage.Unknown();

    /// <summary>The request's method.</summary>
    public string? Method { get; init; }

    /// <summary>The request's path.</summary>
    public string? Path { get; init; }

    /// <summary>What ties the change to traces and logs.</summary>
    public string? Correlation { get; init; }

    /// <summary>The batch that the change is a part of.</summary>
    public Guid? Batch { get; init; }

    /// <summary>The change that this one takes back.</summary>
    public Guid? Reverts { get; init; }

    /// <summary>The envelope's errors.</summary>
    public IReadOnlyList<ApiMessage> Errors { get; init; } = [];

    /// <summary>The envelope's messages.</summary>
    public IReadOnlyList<ApiMessage> Messages { get; init; } = [];

    /// <summary>What else there is to say.</summary>
    public string? Note { get; init; }

    /// <summary>The change's entries in the chain, in their order.</summary>
    public required IReadOnlyList<EntryMark> Entries { get; init; }
}

/// <summary>One entry's place in the chain.</summary>
/// <param name="Sequence">Its number in the account, from 1.</param>
/// <param name="At">When it was written.</param>
/// <param name="Event">What it tells.</param>
/// <param name="Hash">Its hash, in hexadecimal digits.</param>
public sealed record EntryMark(long Sequence, DateTimeOffset At, JournalEvent Event, string Hash);
