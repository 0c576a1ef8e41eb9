namespace AdminPortal.Security;

/// <summary>How people sign in: by single sign-on where anything of it is configured, else by choosing a role on this machine.</summary>
internal static class SignInSettings
{
    /// <summary>
    /// Whether single sign-on is configured: a <c>ClientId</c> in the section <c>AzureAd</c>, an <c>Authority</c> in <c>Oidc</c>, or a
    /// <c>TeamDomain</c> in <c>CloudflareAccess</c>. From then on nobody signs in locally, whether or not the rest of it is right.
    /// </summary>
    public static bool IsSsoConfigured(IConfiguration configuration) =>
        IsGiven(configuration["AzureAd:ClientId"]) || IsGiven(configuration["Oidc:Authority"]) || IsGiven(configuration["CloudflareAccess:TeamDomain"]);

    /// <summary>An empty variable is an absent one, since container definitions cannot leave one out conditionally.</summary>
    private static bool IsGiven(string? value) => !string.IsNullOrWhiteSpace(value);
}
