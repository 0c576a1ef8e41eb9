using System.Text.Json.Nodes;
using AdminPortal.Changes.Store;

namespace AdminPortal.Changes.Drafts;

/// <summary>Unsaved work, kept on the server. Every call names the person, and reaches that person's drafts alone.</summary>
/// <remarks>Each call throws <see cref="StoreUnavailableException"/> where the store is not there.</remarks>
public interface IDrafts
{
    /// <summary>The most bytes of UTF-8 that one draft may have.</summary>
    const int MaxBytes = 256 * 1024;

    /// <summary>The most drafts of one person.</summary>
    const int MaxPerPerson = 500;

    /// <summary>Keeps the work in place of what was kept before.</summary>
    Task<DraftKeeping> KeepAsync(string person, DraftSubject subject, DraftContent content, CancellationToken cancellationToken);

    /// <summary>The person's draft of this resource, or null.</summary>
    Task<Draft?> FindAsync(string person, DraftSubject subject, CancellationToken cancellationToken);

    /// <summary>The person's drafts, the last touched first, without their contents.</summary>
    Task<IReadOnlyList<DraftNote>> ListAsync(string person, CancellationToken cancellationToken);

    /// <summary>Removes the person's draft of this resource; also where there is none.</summary>
    Task DeleteAsync(string person, DraftSubject subject, CancellationToken cancellationToken);

    /// <summary>Removes what nobody has touched for longer than drafts are kept. Happens by itself once a day with the first draft kept; such drafts are not shown before either.</summary>
    /// <returns>How many were removed.</returns>
    Task<int> ExpireAsync(CancellationToken cancellationToken);
}

/// <summary>What a draft is of.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Kind">The kind's name, such as "Target".</param>
/// <param name="ResourceId">The resource's id, or <see cref="New"/>.</param>
public sealed record DraftSubject(string Account, string Kind, string ResourceId)
{
    /// <summary>Stands for a resource that is to be created.</summary>
    public const string New = "new";
}

/// <summary>What a draft holds.</summary>
/// <param name="Baseline">The input as it was when editing began; null for a creation.</param>
/// <param name="Input">The input as it was typed so far.</param>
/// <param name="Field">The pointer of the field in which the person was last.</param>
/// <param name="ResourceName">The resource's name for people.</param>
public sealed record DraftContent(JsonObject? Baseline, JsonObject Input, string? Field = null, string? ResourceName = null);

/// <summary>A draft.</summary>
/// <param name="Subject">What it is of.</param>
/// <param name="Content">What it holds.</param>
/// <param name="UpdatedAt">When it was last kept.</param>
public sealed record Draft(DraftSubject Subject, DraftContent Content, DateTimeOffset UpdatedAt);

/// <summary>A draft in a list.</summary>
/// <param name="Subject">What it is of.</param>
/// <param name="ResourceName">The resource's name for people.</param>
/// <param name="UpdatedAt">When it was last kept.</param>
public sealed record DraftNote(DraftSubject Subject, string? ResourceName, DateTimeOffset UpdatedAt);

/// <summary>What became of work that was to be kept.</summary>
public enum DraftKeeping
{
    /// <summary>It is kept.</summary>
    Kept,

    /// <summary>It is longer than <see cref="IDrafts.MaxBytes"/>. What was kept before is still there.</summary>
    TooLong,

    /// <summary>The person has <see cref="IDrafts.MaxPerPerson"/> drafts of other resources.</summary>
    TooMany,
}
