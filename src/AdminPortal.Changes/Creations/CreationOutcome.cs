using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Creations;

/// <summary>What became of an intended creation.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
public abstract record CreationOutcome<TResource>
{
    private CreationOutcome()
    {
    }

    /// <summary>The resource is there, with everything that was wanted.</summary>
    public sealed record Created(TResource Resource, ApiAnswer Answer) : CreationOutcome<TResource>;

    /// <summary>The resource is there, and the update that brings the rest failed, or its fate is unknown.</summary>
    public sealed record CreatedInPart(TResource Resource, ApiFailure Failure) : CreationOutcome<TResource>;

    /// <summary>The actor may not; nothing was sent.</summary>
    public sealed record Forbidden(string Reason) : CreationOutcome<TResource>;

    /// <summary>The POST failed, or its fate is unknown (<see cref="ApiFailure.Unreachable.MayHaveLanded"/>).</summary>
    public sealed record NotCreated(ApiFailure Failure) : CreationOutcome<TResource>;
}
