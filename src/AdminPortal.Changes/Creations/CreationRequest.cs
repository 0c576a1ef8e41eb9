using System.Text.Json.Nodes;

namespace AdminPortal.Changes.Creations;

/// <summary>One intended creation.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Proposed">The input as the person wants it.</param>
/// <param name="ClonedFrom">The resource that the input was filled from: it may look like the new one and is not it.</param>
/// <param name="Reason">Why, in the person's words.</param>
/// <param name="Reverts">The journaled change that this one takes back: the deletion of what is created again.</param>
public sealed record CreationRequest(string AccountId, JsonObject Proposed, string? ClonedFrom = null, string? Reason = null, Guid? Reverts = null);
