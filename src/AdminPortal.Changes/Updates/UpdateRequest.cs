using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Changes.Updates;

/// <summary>One intended update.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Id">The resource.</param>
/// <param name="Baseline">The input as it was when editing began.</param>
/// <param name="Proposed">The input as the person wants it.</param>
/// <param name="AgreedTo">The sentence of <see cref="ResourceKind.ConsequenceOf"/> that the person has agreed to, where the change has such a consequence.</param>
/// <param name="Reason">Why, in the person's words.</param>
/// <param name="Reverts">The journaled change that this one takes back.</param>
public sealed record UpdateRequest(
    string AccountId, string Id, JsonObject Baseline, JsonObject Proposed, string? AgreedTo = null, string? Reason = null, Guid? Reverts = null);
