using System.Text.Json.Nodes;

namespace AdminPortal.Changes.Journal;

/// <summary>A change that somebody wants, as it is journaled before anything is sent.</summary>
/// <remarks>
/// Holds no credential: of the request, its method and path. Members of a resource are kept as they are, the interconnect's BGP <c>md5_key</c>
/// included, which the API shows to everybody who may read the interconnect; without it no change of one could be reverted.
/// </remarks>
public sealed record ChangeIntent
{
    /// <summary>The account's id.</summary>
    public required string Account { get; init; }

    /// <summary>Who wants it.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The kind's name, such as "Target".</summary>
    public required string Kind { get; init; }

    /// <summary>The resource's id; null for one that is to be created.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The resource's name for people.</summary>
    public string? ResourceName { get; init; }

    /// <summary>What is to be done.</summary>
    public required ChangeOperation Operation { get; init; }

    /// <summary>Why, in the person's words.</summary>
    public string? Reason { get; init; }

    /// <summary>The input as it was when editing began; null for a creation.</summary>
    public JsonObject? Baseline { get; init; }

    /// <summary>The input that is to be sent; null for a deletion.</summary>
    public JsonObject? Proposed { get; init; }

    /// <summary>The request's method.</summary>
    public string? Method { get; init; }

    /// <summary>The request's path, without host.</summary>
    public string? Path { get; init; }

    /// <summary>What ties the change to traces and logs.</summary>
    public string? Correlation { get; init; }

    /// <summary>The batch that the change is a part of.</summary>
    public Guid? Batch { get; init; }

    /// <summary>The change that this one takes back.</summary>
    public Guid? Reverts { get; init; }
}

/// <summary>What a change does.</summary>
public enum ChangeOperation
{
    /// <summary>Brings a resource into being.</summary>
    Create,

    /// <summary>Replaces a resource's fields.</summary>
    Update,

    /// <summary>Removes a resource.</summary>
    Delete,

    /// <summary>Takes an earlier change back.</summary>
    Revert,
}

/// <summary>A change whose intent is written, and which waits for its outcome.</summary>
/// <param name="Id">The change's id, a UUID of version 7.</param>
/// <param name="At">When it was intended.</param>
/// <param name="Sequence">The intent's place in the account's chain.</param>
/// <param name="Intent">What is wanted.</param>
public sealed record OpenChange(Guid Id, DateTimeOffset At, long Sequence, ChangeIntent Intent);
