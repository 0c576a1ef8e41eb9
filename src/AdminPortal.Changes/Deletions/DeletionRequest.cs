namespace AdminPortal.Changes.Deletions;

/// <summary>One intended deletion.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Id">The resource.</param>
/// <param name="Typed">What the person has typed to confirm it, where <see cref="DeletionThreshold"/> asks for that.</param>
/// <param name="Reason">Why, in the person's words.</param>
/// <param name="Reverts">The journaled change that this one takes back: a creation.</param>
public sealed record DeletionRequest(string AccountId, string Id, string? Typed = null, string? Reason = null, Guid? Reverts = null);
