using AdminPortal.Changes.Journal;
using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Creations;

/// <summary>What became of an intended creation.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
public abstract record CreationOutcome<TResource>
{
    private CreationOutcome()
    {
    }

    /// <summary>Whether the journal has the outcome; where the store is away, it is written when the store is back.</summary>
    public Completion Journaled { get; init; } = Completion.Written;

    /// <summary>The intent could not be journaled; nothing was sent.</summary>
    public sealed record NotJournaled(string Reason) : CreationOutcome<TResource>;

    /// <summary>The resource is there, with everything that was wanted.</summary>
    public sealed record Created(TResource Resource, ApiAnswer Answer) : CreationOutcome<TResource>;

    /// <summary>The resource is there, and the update that brings the rest was refused, or got no answer and did not arrive or cannot be told to have.</summary>
    /// <param name="Resource">The resource as the POST made it.</param>
    /// <param name="Failure">What the update came to.</param>
    /// <param name="Fate">Whether the rest has arrived, where the update got no answer.</param>
    public sealed record CreatedInPart(TResource Resource, ApiFailure Failure, WriteFate Fate) : CreationOutcome<TResource>;

    /// <summary>
    /// The POST of a first step got no answer, and one resource is there that it may have made. The update that brings the rest was not sent: a
    /// second write is the person's to send.
    /// </summary>
    public sealed record Begun(TResource Resource, ApiFailure Failure) : CreationOutcome<TResource>;

    /// <summary>The actor may not; nothing was sent.</summary>
    public sealed record Forbidden(string Reason) : CreationOutcome<TResource>;

    /// <summary>The POST was refused, or never left; nothing was created.</summary>
    public sealed record NotCreated(ApiFailure Failure) : CreationOutcome<TResource>;

    /// <summary>A write got no answer; reading tells what became of the creation, as far as it can be told.</summary>
    /// <param name="Failure">What came instead of an answer.</param>
    /// <param name="Fate">What reading shows.</param>
    /// <param name="Alike">The new resource where it has arrived; otherwise those of which each could be it.</param>
    public sealed record Unanswered(ApiFailure Failure, WriteFate Fate, IReadOnlyList<TResource> Alike) : CreationOutcome<TResource>;
}
