using System.Security.Cryptography.X509Certificates;

namespace AdminPortal.Security.Oidc;

/// <summary>How the console proves to the provider that it is itself.</summary>
internal enum ClientAuthentication
{
    /// <summary>The secret in the header <c>Authorization</c> (RFC 6749 2.3.1).</summary>
    SecretBasic,

    /// <summary>The secret in the form.</summary>
    SecretPost,

    /// <summary>A token that is signed with a private key (RFC 7523).</summary>
    PrivateKeyJwt,
}

/// <summary>The OpenID provider that people sign in at. A class, not a record: nothing prints the secret in it.</summary>
internal sealed class OidcSettings
{
    /// <summary>Whether the provider is Microsoft Entra, which names its issuers and its groups in its own way.</summary>
    public bool IsEntra { get; init; }

    /// <summary>The provider's issuer address, without a trailing slash; <c>/.well-known/openid-configuration</c> is below it.</summary>
    public required Uri Authority { get; init; }

    /// <summary>The console's id at the provider.</summary>
    public required string ClientId { get; init; }

    /// <summary>How the console authenticates itself.</summary>
    public ClientAuthentication Authentication { get; init; }

    /// <summary>The secret; null where a key takes its place.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>A PEM file with the private key, and with Entra the certificate. Read whenever it is needed, so that a new one counts at once.</summary>
    public string? PrivateKeyFile { get; init; }

    /// <summary>The id that the provider knows the key by.</summary>
    public string? KeyId { get; init; }

    /// <summary>What the button says: "Sign in with …".</summary>
    public required string DisplayName { get; init; }

    /// <summary>The path that the provider leads back to.</summary>
    public PathString CallbackPath { get; init; } = "/signin-oidc";

    /// <summary>The path that the provider leads back to after a sign-out.</summary>
    public PathString SignedOutCallbackPath { get; init; } = "/signout-callback-oidc";

    /// <summary>What is asked for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["openid", "profile"];

    /// <summary>The claims that may hold the person's name; the first that is there counts.</summary>
    public IReadOnlyList<string> NameClaims { get; init; } = ["preferred_username", "name", "email"];

    /// <summary>The claim with roles; dots lead into nested claims.</summary>
    public string RolesClaim { get; init; } = "roles";

    /// <summary>The claim with groups; dots lead into nested claims.</summary>
    public string GroupsClaim { get; init; } = "groups";

    /// <summary>The signature algorithms that count, none of which a shared or public key could forge.</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = AsymmetricAlgorithms;

    /// <summary>How far the provider's clock may be from this one.</summary>
    public TimeSpan MaxClockSkew { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Every signature algorithm that a configuration may allow.</summary>
    public static IReadOnlyList<string> AsymmetricAlgorithms { get; } = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>The certificate with its key, in Entra's manner.</summary>
    public X509Certificate2 ReadCertificate() => X509Certificate2.CreateFromPemFile(PrivateKeyFile!);
}
