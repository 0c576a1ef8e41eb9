using System.Reflection;
using AdminPortal.Changes.Batches;
using AdminPortal.Changes.Creations;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Updates;

namespace AdminPortal.Tests.Changes.Access.Matrix;

/// <summary>Everything that a person can have done to resources. <see cref="EveryOperationTests"/> finds what is missing here.</summary>
public enum Operation
{
    /// <summary>An update.</summary>
    Update,

    /// <summary>An update that takes an earlier one back.</summary>
    Revert,

    /// <summary>A PUT that only asks whether it would be taken.</summary>
    Check,

    /// <summary>A creation, with its second step where the kind has one.</summary>
    Create,

    /// <summary>A creation that takes a deletion back.</summary>
    Recreate,

    /// <summary>A deletion.</summary>
    Delete,

    /// <summary>Updates one after another.</summary>
    UpdateMany,

    /// <summary>Checks one after another.</summary>
    CheckMany,

    /// <summary>Creations by one call.</summary>
    CreateMany,

    /// <summary>Deletions by one call.</summary>
    DeleteMany,
}

/// <summary>Which method each operation is.</summary>
internal static class Operations
{
    public static MethodInfo MethodOf(Operation operation) => operation switch
    {
        Operation.Update or Operation.Revert => typeof(ResourceUpdates).GetMethod(nameof(ResourceUpdates.SaveAsync))!,
        Operation.Check => typeof(ResourceUpdates).GetMethod(nameof(ResourceUpdates.CheckAsync))!,
        Operation.Create or Operation.Recreate => typeof(ResourceCreations).GetMethod(nameof(ResourceCreations.CreateAsync))!,
        Operation.Delete => typeof(ResourceDeletions).GetMethod(nameof(ResourceDeletions.DeleteAsync))!,
        Operation.UpdateMany => typeof(BatchUpdates).GetMethod(nameof(BatchUpdates.RunAsync))!,
        Operation.CheckMany => typeof(BatchUpdates).GetMethod(nameof(BatchUpdates.CheckAsync))!,
        Operation.CreateMany => typeof(TargetCreations).GetMethod(nameof(TargetCreations.CreateAsync))!,
        Operation.DeleteMany => typeof(TargetDeletions).GetMethod(nameof(TargetDeletions.DeleteAsync))!,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A check changes nothing, so the journal of changes has nothing of it.</summary>
    public static bool IsJournaled(this Operation operation) => operation is not (Operation.Check or Operation.CheckMany);
}

/// <summary>Why a person may not.</summary>
public enum Obstacle
{
    /// <summary>No grant names what the sign-in gave.</summary>
    NoRole,

    /// <summary>A viewer.</summary>
    Viewer,

    /// <summary>An operator of another account.</summary>
    AnotherAccount,

    /// <summary>An operator of another kind.</summary>
    AnotherKind,

    /// <summary>An operator whose session an administrator has ended.</summary>
    EndedSession,

    /// <summary>An operator whose session never began.</summary>
    NoSession,

    /// <summary>An operator, while the console is read-only.</summary>
    ReadOnly,

    /// <summary>An operator whose role is gone since the page was opened.</summary>
    RoleTaken,
}

/// <summary>What became of an operation, as far as it matters here.</summary>
internal abstract record Came
{
    private Came()
    {
    }

    /// <summary>It was carried out.</summary>
    public sealed record Done : Came;

    /// <summary>The console refused it before it did anything.</summary>
    /// <param name="Why">Why, where the operation tells.</param>
    public sealed record Refused(string? Why) : Came;

    /// <summary>It was held back when its turn had come.</summary>
    /// <param name="Why">Why.</param>
    public sealed record HeldBack(string Why) : Came;

    /// <summary>The first step was carried out, and the second was held back.</summary>
    /// <param name="Why">Why.</param>
    public sealed record DoneInPart(string Why) : Came;
}
