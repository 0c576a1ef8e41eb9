using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Updates;

/// <summary>What became of an intended update.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
public abstract record UpdateOutcome<TResource>
{
    private UpdateOutcome()
    {
    }

    /// <summary>The API carried it out.</summary>
    public sealed record Saved(TResource Resource, ApiAnswer Answer) : UpdateOutcome<TResource>;

    /// <summary>The actor may not; nothing was sent.</summary>
    public sealed record Forbidden(string Reason) : UpdateOutcome<TResource>;

    /// <summary>The live copy is no longer the baseline; nothing was sent.</summary>
    public sealed record Moved(TResource Live) : UpdateOutcome<TResource>;

    /// <summary>The live copy could not be read again; nothing was sent.</summary>
    public sealed record NotRead(ApiFailure Failure) : UpdateOutcome<TResource>;

    /// <summary>The write was sent and failed, or its fate is unknown (<see cref="ApiFailure.Unreachable.MayHaveLanded"/>).</summary>
    public sealed record NotSaved(ApiFailure Failure) : UpdateOutcome<TResource>;
}
