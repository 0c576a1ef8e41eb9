namespace AdminPortal.Security;

/// <summary>How people sign in: by single sign-on where anything of it is configured, else by choosing a role on this machine.</summary>
internal static class SignInSettings
{
    private const string PublicEntra = "https://login.microsoftonline.com";

    /// <summary>
    /// Whether single sign-on is configured: a <c>ClientId</c> in the section <c>AzureAd</c>, an <c>Authority</c> in <c>Oidc</c>, or a
    /// <c>TeamDomain</c> in <c>CloudflareAccess</c>. From then on nobody signs in locally, whether or not the rest of it is right.
    /// </summary>
    public static bool IsSsoConfigured(IConfiguration configuration) =>
        IsGiven(configuration["AzureAd:ClientId"]) || IsGiven(configuration["Oidc:Authority"]) || IsGiven(configuration["CloudflareAccess:TeamDomain"]);

    /// <summary>Where a browser is sent to sign in and out, as origins such as <c>https://login.example.com</c>.</summary>
    public static IReadOnlyList<string> ProviderOrigins(IConfiguration configuration)
    {
        string?[] providers =
        [
            IsGiven(configuration["AzureAd:ClientId"]) ? configuration["AzureAd:Instance"] ?? PublicEntra : null,
            configuration["Oidc:Authority"],
            IsGiven(configuration["CloudflareAccess:TeamDomain"]) ? WithScheme(configuration["CloudflareAccess:TeamDomain"]!) : null,
        ];
        return [.. providers.Select(Origin).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private static string WithScheme(string domain) => domain.Contains("://", StringComparison.Ordinal) ? domain : $"https://{domain}";

    private static string? Origin(string? address) =>
        Uri.TryCreate(address?.Trim(), UriKind.Absolute, out var provider) && (provider.Scheme == Uri.UriSchemeHttps || provider.Scheme == Uri.UriSchemeHttp)
            ? $"{provider.Scheme}://{(provider.HostNameType == UriHostNameType.IPv6 ? provider.Host : provider.IdnHost)}{(provider.IsDefaultPort ? "" : $":{provider.Port}")}"
            : null;

    /// <summary>An empty variable is an absent one, since container definitions cannot leave one out conditionally.</summary>
    private static bool IsGiven(string? value) => !string.IsNullOrWhiteSpace(value);
}
