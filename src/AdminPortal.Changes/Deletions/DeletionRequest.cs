namespace AdminPortal.Changes.Deletions;

/// <summary>One intended deletion.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Id">The resource.</param>
/// <param name="Typed">What the person has typed to confirm it, where <see cref="DeletionThreshold"/> asks for that.</param>
public sealed record DeletionRequest(string AccountId, string Id, string? Typed = null)
{
    /// <summary>Why, in the person's words.</summary>
    public string? Reason { get; init; }

    /// <summary>The creation that this deletion takes back.</summary>
    public Guid? Reverts { get; init; }
}
