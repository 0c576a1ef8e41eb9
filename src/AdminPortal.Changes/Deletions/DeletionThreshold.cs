using AdminPortal.Changes.Access;
using AdminPortal.Cloudflare.Kinds;
using Microsoft.Extensions.Configuration;

namespace AdminPortal.Changes.Deletions;

/// <summary>Above how many resources a deletion has to be confirmed by typing what goes.</summary>
/// <remarks>
/// The API does not tell how often a resource is used, so the measure is what a deletion can break for good: each kind says how many may go
/// untyped (<see cref="IDeletableKind.UntypedDeletions"/>). One number may be configured for all of them.
/// </remarks>
/// <param name="configured">How many resources of any kind may go untyped; null leaves it to the kind.</param>
/// <param name="needsApprover">Whether a deletion above it is for approvers and administrators alone.</param>
public sealed class DeletionThreshold(int? configured = null, bool needsApprover = false)
{
    /// <summary>The setting: a whole number, 0 where every deletion is to be typed.</summary>
    public const string Setting = "Deletion:TypedNameAbove";

    /// <summary>The setting that leaves deletions above the threshold to approvers: true, or false as it usually is.</summary>
    public const string ApproverSetting = "Deletion:NeedsApprover";

    /// <summary>The threshold of this configuration; nothing configured is none of its own.</summary>
    public static DeletionThreshold From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new(Read(configuration[Setting]), bool.TryParse(configuration[ApproverSetting], out var needs) && needs);
    }

    /// <summary>What is wrong with the settings.</summary>
    public static IEnumerable<string> ProblemsIn(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (!string.IsNullOrWhiteSpace(configuration[Setting]) && Read(configuration[Setting]) is null)
        {
            yield return $"{Setting} is not a whole number of 0 or more. It says how many resources may be deleted at once before their name has to be typed.";
        }

        if (!string.IsNullOrWhiteSpace(configuration[ApproverSetting]) && !bool.TryParse(configuration[ApproverSetting], out _))
        {
            yield return $"{ApproverSetting} is neither true nor false. It says whether a deletion that has to be typed is for approvers alone.";
        }
    }

    /// <summary>What a deletion takes.</summary>
    /// <param name="isTyped">Whether it is so large that it has to be typed.</param>
    public Right RightFor(bool isTyped) => needsApprover && isTyped ? Right.ApproveDeletion : Right.Change;

    /// <summary>Whether deleting so many of a kind at once has to be typed.</summary>
    public bool IsExceeded(IDeletableKind kind, int count)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return count > (configured ?? kind.UntypedDeletions);
    }

    /// <summary>What has to be typed to delete one resource, to the letter; null where nothing. A name that cannot be typed gives way to the id.</summary>
    public string? WordFor<TResource, TInput>(ResourceKind<TResource, TInput> kind, TResource resource)
        where TResource : class
        where TInput : class
    {
        ArgumentNullException.ThrowIfNull(kind);
        var name = kind.NameOf(resource);
        return kind is not IDeletableKind deletable || !IsExceeded(deletable, 1) ? null
            : string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl) ? kind.IdOf(resource)
            : name;
    }

    private static int? Read(string? text) => int.TryParse(text, System.Globalization.NumberStyles.None, null, out var number) ? number : null;
}
