using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Journal;
using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Updates;

/// <summary>What became of an intended update.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
public abstract record UpdateOutcome<TResource>
{
    private UpdateOutcome()
    {
    }

    /// <summary>Whether the journal has the outcome; where the store is away, it is written when the store is back.</summary>
    public Completion Journaled { get; init; } = Completion.Written;

    /// <summary>The intent could not be journaled; nothing was sent.</summary>
    public sealed record NotJournaled(string Reason) : UpdateOutcome<TResource>;

    /// <summary>The API carried it out.</summary>
    /// <param name="Resource">The resource as it is now.</param>
    /// <param name="Answer">What the API answered.</param>
    /// <param name="Unkept">Fields in which the API has something else than was sent: sent before, had after.</param>
    public sealed record Saved(TResource Resource, ApiAnswer Answer, IReadOnlyList<FieldDifference> Unkept) : UpdateOutcome<TResource>;

    /// <summary>The actor may not, or has not agreed to what the change does; nothing was sent.</summary>
    public sealed record Forbidden(string Reason) : UpdateOutcome<TResource>;

    /// <summary>The live copy is no longer the baseline; nothing was sent.</summary>
    public sealed record Moved(TResource Live) : UpdateOutcome<TResource>;

    /// <summary>The live copy could not be read again; nothing was sent.</summary>
    public sealed record NotRead(ApiFailure Failure) : UpdateOutcome<TResource>;

    /// <summary>The write was sent and refused; nothing was changed.</summary>
    public sealed record NotSaved(ApiFailure Failure) : UpdateOutcome<TResource>;

    /// <summary>The write was sent and got no answer; reading the resource again tells what became of it, as far as it can be told.</summary>
    /// <param name="Failure">What came instead of an answer.</param>
    /// <param name="Fate">What the live copy shows.</param>
    /// <param name="Live">The live copy, where it could be read.</param>
    public sealed record Unanswered(ApiFailure Failure, WriteFate Fate, TResource? Live) : UpdateOutcome<TResource>;
}
