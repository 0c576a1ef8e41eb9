namespace AdminPortal.Sandbox.Auth;

/// <summary>Whose a token is.</summary>
internal enum TokenOwner
{
    /// <summary>Its shape does not tell; it passes for either.</summary>
    Either,
    User,
    Account,
}

internal static class TokenOwners
{
    /// <summary>By the prefix (reference 1.1).</summary>
    public static TokenOwner Of(string token) => token switch
    {
        _ when token.StartsWith("cfut_", StringComparison.Ordinal) => TokenOwner.User,
        _ when token.StartsWith("cfat_", StringComparison.Ordinal) => TokenOwner.Account,
        _ => TokenOwner.Either,
    };
}
