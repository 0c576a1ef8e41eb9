namespace AdminPortal.Changes;

/// <summary>The person on whose behalf an operation runs. Comes from the authentication state and is passed as an argument.</summary>
/// <param name="Name">The person's name, as the sign-in gave it.</param>
/// <param name="Role">What the person may do.</param>
public sealed record Actor(string Name, Role Role)
{
    /// <summary>Whether the person may change resources; a viewer sees everything and changes nothing.</summary>
    public bool MayChange => Role is Role.Operator or Role.Administrator;
}

/// <summary>What a person may do.</summary>
public enum Role
{
    /// <summary>Sees everything, changes nothing.</summary>
    Viewer,

    /// <summary>Changes resources.</summary>
    Operator,

    /// <summary>Changes resources, and the console's own settings.</summary>
    Administrator,
}
