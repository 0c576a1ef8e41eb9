using AdminPortal.Changes.Updates;

namespace AdminPortal.Changes.Batches;

/// <summary>How far one resource of a batch of updates is.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
public abstract record BatchStep<TResource>
{
    private BatchStep()
    {
    }

    /// <summary>It is not its turn yet.</summary>
    public sealed record Waiting : BatchStep<TResource>;

    /// <summary>It is read again, and written.</summary>
    public sealed record Saving : BatchStep<TResource>;

    /// <summary>It is settled.</summary>
    public sealed record Settled(UpdateOutcome<TResource> Outcome) : BatchStep<TResource>;

    /// <summary>The batch was stopped before its turn; nothing was sent.</summary>
    public sealed record Stopped : BatchStep<TResource>;

    /// <summary>The batch was cut short while it was its turn; whether anything was sent is not known.</summary>
    public sealed record Interrupted : BatchStep<TResource>;

    /// <summary>Whether the change is certain not to have been carried out for a reason that may pass: it may be sent again as it is.</summary>
    public bool MayBeRetried => this switch
    {
        Stopped or Settled { Outcome: UpdateOutcome<TResource>.NotRead or UpdateOutcome<TResource>.NotSaved or UpdateOutcome<TResource>.NotJournaled or UpdateOutcome<TResource>.Unanswered { Fate: WriteFate.NotArrived } } => true,
        _ => false,
    };

    /// <summary>Whether the resource is as it was wanted.</summary>
    public bool IsSaved => this is Settled { Outcome: UpdateOutcome<TResource>.Saved or UpdateOutcome<TResource>.Unanswered { Fate: WriteFate.Arrived } };
}
