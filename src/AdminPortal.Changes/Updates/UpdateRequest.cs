using System.Text.Json.Nodes;

namespace AdminPortal.Changes.Updates;

/// <summary>One intended update.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Id">The resource.</param>
/// <param name="Baseline">The input as it was when editing began.</param>
/// <param name="Proposed">The input as the person wants it.</param>
public sealed record UpdateRequest(string AccountId, string Id, JsonObject Baseline, JsonObject Proposed);
