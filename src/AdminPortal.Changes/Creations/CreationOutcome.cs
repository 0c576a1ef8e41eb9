using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Creations;

/// <summary>What became of an intended creation.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
public abstract record CreationOutcome<TResource>
{
    private CreationOutcome()
    {
    }

    /// <summary>The change's name in the journal; null where none was intended.</summary>
    public Guid? Change { get; init; }

    /// <summary>Whether what became of it is not in the journal yet: the store was away after the call, and gets it as soon as it is back.</summary>
    public bool AwaitsStore { get; init; }

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

    /// <summary>The reason is missing, or not of the form that the settings ask for; nothing was sent.</summary>
    /// <param name="Problem">What is wrong with it, as a sentence.</param>
    public sealed record ReasonRefused(string Problem) : CreationOutcome<TResource>;

    /// <summary>The intent could not be written to the journal, so nothing was sent.</summary>
    /// <param name="Reason">What is wrong with the store, as a sentence.</param>
    public sealed record NotJournaled(string Reason) : CreationOutcome<TResource>;

    /// <summary>The POST was refused, or never left; nothing was created.</summary>
    public sealed record NotCreated(ApiFailure Failure) : CreationOutcome<TResource>;

    /// <summary>A write got no answer; reading tells what became of the creation, as far as it can be told.</summary>
    /// <param name="Failure">What came instead of an answer.</param>
    /// <param name="Fate">What reading shows.</param>
    /// <param name="Alike">The new resource where it has arrived; otherwise those of which each could be it.</param>
    public sealed record Unanswered(ApiFailure Failure, WriteFate Fate, IReadOnlyList<TResource> Alike) : CreationOutcome<TResource>;
}
