using AdminPortal.Changes.Sessions;

namespace AdminPortal.Changes.Access;

/// <summary>Who may do what, now: asked by every operation before it does anything, and by pages for what they offer.</summary>
public sealed class AccessControl(AccessPolicy policy, ISessions sessions, IReadOnlySwitch readOnly)
{
    /// <summary>Why a viewer's write is refused.</summary>
    public const string ViewerRefusal = "Your role is Viewer: you see everything and change nothing. Ask an administrator for the role Operator.";

    /// <summary>Why somebody without a role sees nothing.</summary>
    public const string NoRoleRefusal = "You have no role here. Ask an administrator for one.";

    private const string AdministratorsOnly = "Only an administrator may do this.";

    /// <summary>The role that a person has there.</summary>
    /// <param name="actor">The person.</param>
    /// <param name="account">The account's id, or null for the console itself.</param>
    /// <param name="kind">The kind's name, or null for the whole account.</param>
    public Role RoleOf(Actor actor, string? account, string? kind)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return policy.RoleOf(actor.Holds, account, kind);
    }

    /// <summary>The highest role that a person has for anything.</summary>
    public Role HighestRoleOf(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return policy.HighestOf(actor.Holds);
    }

    /// <summary>Whether a person's role allows it; what a page asks for what it offers. An operation asks <see cref="RefusalAsync"/>.</summary>
    public bool May(Actor actor, Right right, string? account, string? kind) => RoleOf(actor, account, kind).May(right);

    /// <summary>Why a person's role does not allow it, or null where it does.</summary>
    public string? RefusalFor(Actor actor, Right right, string? account, string? kind)
    {
        var role = RoleOf(actor, account, kind);
        return role.May(right) ? null : (right, role) switch
        {
            (Right.Administer, _) => AdministratorsOnly,
            (_, Role.None) => NoRoleRefusal,
            (Right.ApproveDeletion, _) => $"Your role is {role}: a deletion of this size is for an approver. Ask an administrator for the role Approver, or an approver to do it.",
            _ => ViewerRefusal,
        };
    }

    /// <summary>Why a person may not do it now: the role, the session, or that the console is read-only. Null where all three allow it.</summary>
    /// <exception cref="Store.StoreUnavailableException">Nobody can tell, so it must not be done.</exception>
    public async Task<string?> RefusalAsync(Actor actor, Right right, string? account, string? kind, CancellationToken cancellationToken)
    {
        if (RefusalFor(actor, right, account, kind) is { } refusal)
        {
            return refusal;
        }

        if (actor.Session is { } session && await sessions.StateAsync(session, cancellationToken) is { IsLive: false } state)
        {
            return SessionWords.Of(state);
        }

        return right is Right.Change or Right.ApproveDeletion && await readOnly.ReadAsync(cancellationToken) is { } period ? period.Refusal : null;
    }
}
