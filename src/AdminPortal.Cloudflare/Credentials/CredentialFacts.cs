using AdminPortal.Cloudflare.Configuration;

namespace AdminPortal.Cloudflare.Credentials;

/// <summary>What may be told of a credential: everything but itself. Accounts with the same credential share one object.</summary>
public sealed class CredentialFacts(CredentialShape shape)
{
    /// <summary>The credential's kind, as far as its shape tells.</summary>
    public CredentialShape Shape => shape;

    internal static CredentialFacts Of(Credential credential) => new(credential switch
    {
        Credential.EmailAndKey => CredentialShape.EmailAndKey,
        Credential.Token token when token.Value.Reveal().StartsWith("cfut_", StringComparison.Ordinal) => CredentialShape.UserToken,
        Credential.Token token when token.Value.Reveal().StartsWith("cfat_", StringComparison.Ordinal) => CredentialShape.AccountToken,
        Credential.Token => CredentialShape.Token,
        _ => throw new System.Diagnostics.UnreachableException(),
    });
}

/// <summary>The kinds of credential that a shape tells apart (reference 1.1).</summary>
public enum CredentialShape
{
    /// <summary>A token of a shape that says nothing, such as 40 letters and digits: a user's or an account's.</summary>
    Token,

    /// <summary><c>cfut_</c>: a user's token.</summary>
    UserToken,

    /// <summary><c>cfat_</c>: an account's token.</summary>
    AccountToken,

    /// <summary>An e-mail address with a global key.</summary>
    EmailAndKey,
}
