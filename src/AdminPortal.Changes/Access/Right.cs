namespace AdminPortal.Changes.Access;

/// <summary>What can be allowed.</summary>
public enum Right
{
    /// <summary>See resources and what became of them.</summary>
    View,

    /// <summary>Change resources.</summary>
    Change,

    /// <summary>Make a deletion that has to be typed, where the console is set so that not everybody may (<c>Deletions:NeedApprover</c>).</summary>
    ApproveDeletion,

    /// <summary>Look after the console: its people, their sessions, its read-only switch.</summary>
    Administer,
}

/// <summary>What each role may do.</summary>
public static class RoleRights
{
    /// <summary>Whether the role may do it.</summary>
    public static bool May(this Role role, Right right) => right switch
    {
        Right.View => role >= Role.Viewer,
        Right.Change => role >= Role.Operator,
        Right.ApproveDeletion => role >= Role.Approver,
        Right.Administer => role >= Role.Administrator,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
