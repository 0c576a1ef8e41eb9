using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Changes.Updates;

/// <summary>One intended update.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Id">The resource.</param>
/// <param name="Baseline">The input as it was when editing began.</param>
/// <param name="Proposed">The input as the person wants it.</param>
/// <param name="AgreedTo">The sentence of <see cref="ResourceKind.ConsequenceOf"/> that the person has agreed to, where the change has such a consequence.</param>
public sealed record UpdateRequest(string AccountId, string Id, JsonObject Baseline, JsonObject Proposed, string? AgreedTo = null)
{
    /// <summary>The resource's name for people, for the journal.</summary>
    public string? Name { get; init; }

    /// <summary>Why, in the person's words.</summary>
    public string? Reason { get; init; }

    /// <summary>The change that this one takes back.</summary>
    public Guid? Reverts { get; init; }

    /// <summary>The batch that this is a part of.</summary>
    public Guid? Batch { get; init; }
}
