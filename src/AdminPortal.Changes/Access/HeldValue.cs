namespace AdminPortal.Changes.Access;

/// <summary>A value that a sign-in gave: a role or a group of the provider's.</summary>
/// <param name="Claim">The claim's name, such as <see cref="Roles"/>.</param>
/// <param name="Value">The value.</param>
public sealed record HeldValue(string Claim, string Value)
{
    /// <summary>The claim of roles.</summary>
    public const string Roles = "roles";

    /// <summary>The claim of groups.</summary>
    public const string Groups = "groups";
}
