using System.Text.Json.Nodes;
using AdminPortal.Changes.Journal;
using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Batches;

/// <summary>What is wanted of one resource of a batch.</summary>
/// <param name="Id">The resource's id, or null for a new one.</param>
/// <param name="Before">The input as it was reviewed, or null for a new resource.</param>
/// <param name="After">The input as it is wanted, or null for a deletion.</param>
public sealed record BatchIntent(string? Id, JsonObject? Before, JsonObject? After);

/// <summary>What became of one resource of a batch.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
/// <param name="Intent">What was wanted.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Resource">The resource as last seen, where it was.</param>
/// <param name="Messages">The API's words about this resource; their pointers begin inside it.</param>
public sealed record BatchRow<TResource>(BatchIntent Intent, BatchFate Fate, TResource? Resource, IReadOnlyList<ApiMessage> Messages)
    where TResource : class;

/// <summary>What became of one resource of a batch.</summary>
public enum BatchFate
{
    /// <summary>Carried out.</summary>
    Done,

    /// <summary>It was to be deleted, and was not there any more.</summary>
    Gone,

    /// <summary>It is no longer as it was reviewed; nothing was sent for it.</summary>
    Moved,

    /// <summary>The API's words name this one as a reason for its refusal.</summary>
    Refused,

    /// <summary>Not carried out, and not for a reason of its own.</summary>
    NotDone,

    /// <summary>It could not be read whether it was carried out.</summary>
    CannotTell,
}

/// <summary>What became of an intended batch.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
public abstract record BatchOutcome<TResource>
    where TResource : class
{
    private BatchOutcome()
    {
    }

    /// <summary>Whether the journal has the outcome; where the store is away, it is written when the store is back.</summary>
    public Completion Journaled { get; init; } = Completion.Written;

    /// <summary>The intent could not be journaled; nothing was sent.</summary>
    public sealed record NotJournaled(string Reason) : BatchOutcome<TResource>;

    /// <summary>The actor may not, or the batch is too large; nothing was sent.</summary>
    public sealed record Forbidden(string Reason) : BatchOutcome<TResource>;

    /// <summary>The live copies could not be read again; nothing was sent.</summary>
    public sealed record NotRead(ApiFailure Failure) : BatchOutcome<TResource>;

    /// <summary>The call was made, unless no row was left to make it for.</summary>
    /// <param name="Rows">A row for each resource, in the order of the batch.</param>
    /// <param name="Answer">What the API answered, its errors those that no row has.</param>
    /// <param name="Failure">Why the call failed, or what came instead of its answer; null where it succeeded.</param>
    public sealed record Ran(IReadOnlyList<BatchRow<TResource>> Rows, ApiAnswer Answer, ApiFailure? Failure) : BatchOutcome<TResource>;
}
