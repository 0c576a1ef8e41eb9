using AdminPortal.Changes.Journal;
using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Deletions;

/// <summary>What became of an intended deletion.</summary>
public abstract record DeletionOutcome
{
    private DeletionOutcome()
    {
    }

    /// <summary>Whether the journal has the outcome; where the store is away, it is written when the store is back.</summary>
    public Completion Journaled { get; init; } = Completion.Written;

    /// <summary>The intent could not be journaled; nothing was sent.</summary>
    public sealed record NotJournaled(string Reason) : DeletionOutcome;

    /// <summary>The API carried it out.</summary>
    public sealed record Deleted(ApiAnswer Answer) : DeletionOutcome;

    /// <summary>The actor may not, or nobody may; nothing was sent.</summary>
    public sealed record Forbidden(string Reason) : DeletionOutcome;

    /// <summary>What the person typed is not what had to be typed; nothing was sent.</summary>
    /// <param name="Word">What has to be typed: the resource may have another name by now.</param>
    public sealed record NotConfirmed(string Word) : DeletionOutcome;

    /// <summary>The live copy could not be read, also where the resource was gone already; nothing was sent.</summary>
    public sealed record NotRead(ApiFailure Failure) : DeletionOutcome;

    /// <summary>The DELETE was sent and refused; nothing was changed.</summary>
    public sealed record NotDeleted(ApiFailure Failure) : DeletionOutcome;

    /// <summary>The DELETE was sent and got no answer; reading the resource again tells what became of it, as far as it can be told.</summary>
    public sealed record Unanswered(ApiFailure Failure, WriteFate Fate) : DeletionOutcome;
}
