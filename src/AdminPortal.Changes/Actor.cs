using AdminPortal.Changes.Access;

namespace AdminPortal.Changes;

/// <summary>The person on whose behalf an operation runs. Comes from the authentication state and is passed as an argument.</summary>
/// <param name="Name">The person's name, as the sign-in gave it. For people to read: two may have the same.</param>
/// <param name="Role">
/// The highest role that the person had for anything when this was made: what is shown and journaled. What the person may do is decided from
/// <see cref="Holds"/> for each operation.
/// </param>
public sealed record Actor(string Name, Role Role)
{
    /// <summary>What the person is found again by: drafts, preferences and sessions are kept under it.</summary>
    public string Id { get; init; } = Name;

    /// <summary>The session in which the person works, or null for work without one.</summary>
    public string? Session { get; init; }

    /// <summary>The values that the sign-in gave and that roles are granted for; without a sign-in, the role itself.</summary>
    public IReadOnlyList<HeldValue> Holds
    {
        get => field ?? [new(AccessPolicy.LocalClaim, Role.ToString())];
        init;
    }

    /// <inheritdoc/>
    public bool Equals(Actor? other) =>
        other is not null && (Name, Role, Id, Session) == (other.Name, other.Role, other.Id, other.Session) && Holds.SequenceEqual(other.Holds);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Role, Id, Session);
}

/// <summary>What a person may do.</summary>
public enum Role
{
    /// <summary>Nothing, not even look.</summary>
    None,

    /// <summary>Sees everything, changes nothing.</summary>
    Viewer,

    /// <summary>Changes resources.</summary>
    Operator,

    /// <summary>Changes resources, and makes the deletions that a second person has to make where the console is set so.</summary>
    Approver,

    /// <summary>Changes resources, and the console's own settings.</summary>
    Administrator,
}
