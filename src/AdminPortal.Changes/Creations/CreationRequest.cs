using System.Text.Json.Nodes;

namespace AdminPortal.Changes.Creations;

/// <summary>One intended creation.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Proposed">The input as the person wants it.</param>
/// <param name="ClonedFrom">The resource that the input was filled from: it may look like the new one and is not it.</param>
public sealed record CreationRequest(string AccountId, JsonObject Proposed, string? ClonedFrom = null)
{
    /// <summary>Why, in the person's words.</summary>
    public string? Reason { get; init; }

    /// <summary>The deletion that this creation takes back.</summary>
    public Guid? Reverts { get; init; }
}
