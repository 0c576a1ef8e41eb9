namespace AdminPortal.Changes.Access;

/// <summary>A role for everybody whose sign-in gave a value.</summary>
/// <param name="Held">The value.</param>
/// <param name="Role">The role.</param>
/// <param name="Accounts">The ids of the accounts that it is for; empty for all.</param>
/// <param name="Kinds">The names of the kinds that it is for; empty for all.</param>
public sealed record Grant(HeldValue Held, Role Role, IReadOnlyList<string> Accounts, IReadOnlyList<string> Kinds)
{
    /// <summary>Whether it holds for every account and every kind.</summary>
    public bool IsForEverything => Accounts.Count == 0 && Kinds.Count == 0;

    /// <summary>Whether it holds there.</summary>
    /// <param name="account">The account's id, or null for the console itself.</param>
    /// <param name="kind">The kind's name, or null for the whole account.</param>
    public bool Covers(string? account, string? kind) =>
        (Accounts.Count == 0 || (account is not null && Accounts.Contains(account, StringComparer.OrdinalIgnoreCase)))
        && (Kinds.Count == 0 || (kind is not null && Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase)));
}
