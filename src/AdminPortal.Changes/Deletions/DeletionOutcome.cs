using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Deletions;

/// <summary>What became of an intended deletion.</summary>
public abstract record DeletionOutcome
{
    private DeletionOutcome()
    {
    }

    /// <summary>The change's name in the journal; null where none was intended.</summary>
    public Guid? Change { get; init; }

    /// <summary>Whether what became of it is not in the journal yet: the store was away after the call, and gets it as soon as it is back.</summary>
    public bool AwaitsStore { get; init; }

    /// <summary>The API carried it out.</summary>
    public sealed record Deleted(ApiAnswer Answer) : DeletionOutcome;

    /// <summary>The actor may not, or nobody may; nothing was sent.</summary>
    public sealed record Forbidden(string Reason) : DeletionOutcome;

    /// <summary>The reason is missing, or not of the form that the settings ask for; nothing was sent.</summary>
    /// <param name="Problem">What is wrong with it, as a sentence.</param>
    public sealed record ReasonRefused(string Problem) : DeletionOutcome;

    /// <summary>The intent could not be written to the journal, so nothing was sent.</summary>
    /// <param name="Reason">What is wrong with the store, as a sentence.</param>
    public sealed record NotJournaled(string Reason) : DeletionOutcome;

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
