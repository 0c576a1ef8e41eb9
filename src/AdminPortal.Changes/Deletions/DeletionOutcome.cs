using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Deletions;

/// <summary>What became of an intended deletion.</summary>
public abstract record DeletionOutcome
{
    private DeletionOutcome()
    {
    }

    /// <summary>The API carried it out.</summary>
    public sealed record Deleted(ApiAnswer Answer) : DeletionOutcome;

    /// <summary>The actor may not; nothing was sent.</summary>
    public sealed record Forbidden(string Reason) : DeletionOutcome;

    /// <summary>The DELETE failed, also where the resource was gone already, or its fate is unknown (<see cref="ApiFailure.Unreachable.MayHaveLanded"/>).</summary>
    public sealed record NotDeleted(ApiFailure Failure) : DeletionOutcome;
}
