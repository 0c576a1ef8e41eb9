namespace AdminPortal.Sandbox.Auth;

/// <summary>How the caller proved who it is; some calls answer only one of the two.</summary>
internal enum Credential
{
    Token,
    EmailAndKey,
}

internal static class CredentialExtensions
{
    private static readonly object Key = new();

    public static void SetCredential(this HttpContext context, Credential credential) => context.Items[Key] = credential;

    public static Credential GetCredential(this HttpContext context) => (Credential)context.Items[Key]!;
}
