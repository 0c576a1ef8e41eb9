using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AdminPortal.Security.Surface;

namespace AdminPortal.Security.Oidc;

/// <summary>Reads the settings of sign-in: section <c>AzureAd</c>, as users of Microsoft.Identity.Web know it, or section <c>Oidc</c> for any other provider.</summary>
internal static class OidcConfiguration
{
    private const string Entra = "AzureAd";
    private const string Generic = "Oidc";
    private const string PublicEntra = "https://login.microsoftonline.com";
    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(5);

    /// <summary>Whether a provider is named at all.</summary>
    public static bool IsGiven(IConfiguration configuration) => Text(configuration, $"{Entra}:ClientId") is not null || Text(configuration, $"{Generic}:Authority") is not null;

    /// <summary>The settings, or every problem with them; neither where no provider is named.</summary>
    public static (OidcSettings? Settings, IReadOnlyList<string> Problems) Read(IConfiguration configuration)
    {
        var entra = Text(configuration, $"{Entra}:ClientId") is not null;
        if (entra && Text(configuration, $"{Generic}:Authority") is not null)
        {
            return (null, ["AzureAd:ClientId and Oidc:Authority are both given, but people sign in at one provider. Take one section away."]);
        }

        if (!entra && Text(configuration, $"{Generic}:Authority") is null)
        {
            return (null, []);
        }

        List<string> problems = [];
        var section = entra ? Entra : Generic;
        var (authentication, secret, keyFile) = entra ? EntraCredential(configuration, problems) : GenericCredential(configuration, problems);
        OidcSettings settings = new()
        {
            IsEntra = entra,
            Authority = entra ? EntraAuthority(configuration, problems) : Address(configuration, $"{Generic}:Authority", problems),
            ClientId = Text(configuration, $"{section}:ClientId") ?? Missing($"{Generic}:ClientId is missing. It is the id that the provider gave this console.", problems),
            Authentication = authentication,
            ClientSecret = secret,
            PrivateKeyFile = keyFile,
            KeyId = Text(configuration, $"{Generic}:KeyId"),
            DisplayName = Text(configuration, $"{section}:DisplayName") ?? (entra ? "Microsoft" : "single sign-on"),
            CallbackPath = Path(configuration, $"{section}:CallbackPath", "/signin-oidc", problems),
            SignedOutCallbackPath = Path(configuration, $"{section}:SignedOutCallbackPath", "/signout-callback-oidc", problems),
            Scopes = [.. (Words(configuration, $"{section}:Scopes") ?? ["profile"]).Prepend("openid").Distinct(StringComparer.Ordinal)],
            NameClaims = Words(configuration, $"{section}:NameClaim") ?? ["preferred_username", "name", "email"],
            RolesClaim = Text(configuration, $"{section}:RolesClaim") ?? "roles",
            GroupsClaim = Text(configuration, $"{section}:GroupsClaim") ?? "groups",
            Algorithms = Algorithms(configuration, $"{section}:Algorithms", problems),
            MaxClockSkew = Skew(configuration, $"{section}:MaxClockSkew", problems),
        };
        return problems.Count == 0 ? (settings, problems) : (null, problems);
    }

    private static Uri EntraAuthority(IConfiguration configuration, List<string> problems)
    {
        var tenant = Text(configuration, $"{Entra}:TenantId");
        if (tenant is null or "common" or "organizations" or "consumers" || Uri.EscapeDataString(tenant) != tenant)
        {
            problems.Add("AzureAd:TenantId is not one tenant. Give the directory's id or its domain; \"common\" and its like would let people of any organization in.");
        }

        var instance = Text(configuration, $"{Entra}:Instance") is null ? new(PublicEntra) : Address(configuration, $"{Entra}:Instance", problems);
        return new($"{instance.AbsoluteUri.TrimEnd('/')}/{tenant}/v2.0");
    }

    private static (ClientAuthentication, string? Secret, string? KeyFile) EntraCredential(IConfiguration configuration, List<string> problems)
    {
        const string First = $"{Entra}:ClientCertificates:0";
        if (Text(configuration, $"{First}:CertificateDiskPath") is not { } file)
        {
            var secret = Text(configuration, $"{Entra}:ClientSecret");
            if (secret is null)
            {
                problems.Add($"AzureAd has neither a ClientSecret nor a certificate. Give the secret, or {First}:SourceType=Path and {First}:CertificateDiskPath=/path/of.pem with the certificate and its private key.");
            }

            return (ClientAuthentication.SecretPost, secret, null);
        }

        if (!string.Equals(Text(configuration, $"{First}:SourceType") ?? "Path", "Path", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"{First}:SourceType is not Path, the only source of certificates here.");
        }

        Try(() => X509Certificate2.CreateFromPemFile(file), $"{First}:CertificateDiskPath: {file} does not hold a certificate and its private key as PEM.", problems);
        return (ClientAuthentication.PrivateKeyJwt, null, file);
    }

    private static (ClientAuthentication, string? Secret, string? KeyFile) GenericCredential(IConfiguration configuration, List<string> problems)
    {
        ClientAuthentication? authentication = (Text(configuration, $"{Generic}:ClientAuthentication") ?? "client_secret_basic") switch
        {
            "client_secret_basic" => ClientAuthentication.SecretBasic,
            "client_secret_post" => ClientAuthentication.SecretPost,
            "private_key_jwt" => ClientAuthentication.PrivateKeyJwt,
            _ => null,
        };
        switch (authentication)
        {
            case null:
                problems.Add($"{Generic}:ClientAuthentication is none of client_secret_basic, client_secret_post and private_key_jwt.");
                return default;
            case ClientAuthentication.PrivateKeyJwt when Text(configuration, $"{Generic}:PrivateKeyFile") is { } file:
                Try(() => ClientAssertions.ReadKey(file), $"{Generic}:PrivateKeyFile: {file} does not hold a private RSA or elliptic-curve key as PEM.", problems);
                return (ClientAuthentication.PrivateKeyJwt, null, file);
            case ClientAuthentication.PrivateKeyJwt:
                problems.Add($"{Generic}:PrivateKeyFile is missing: private_key_jwt signs with a private key from a PEM file.");
                return (ClientAuthentication.PrivateKeyJwt, null, null);
            default:
                return (authentication.Value, Secret(configuration, problems), null);
        }
    }

    private static string? Secret(IConfiguration configuration, List<string> problems)
    {
        if (Text(configuration, $"{Generic}:ClientSecret") is { } secret)
        {
            return secret;
        }

        if (Text(configuration, $"{Generic}:ClientSecretFile") is not { } file)
        {
            problems.Add($"{Generic} has no secret. Give ClientSecret or ClientSecretFile, or let ClientAuthentication be private_key_jwt and give PrivateKeyFile.");
            return null;
        }

        var found = Try(() => File.ReadAllText(file).Trim(), $"{Generic}:ClientSecretFile: {file} cannot be read.", problems);
        if (found is "")
        {
            problems.Add($"{Generic}:ClientSecretFile: {file} is empty.");
        }

        return found;
    }

    /// <summary>https, or http to this machine itself: whoever could change what the provider says could be anybody.</summary>
    private static Uri Address(IConfiguration configuration, string setting, List<string> problems)
    {
        if (Uri.TryCreate(Text(configuration, setting), UriKind.Absolute, out var address) && IsSafe(address) && address is { Query: "", Fragment: "", UserInfo: "" })
        {
            return address;
        }

        problems.Add($"{setting} is not an https address, such as https://login.example.com. Plain http is taken from this machine only.");
        return new("https://invalid.invalid");
    }

    /// <summary>Whether what comes from there can be believed to come from there.</summary>
    public static bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && Loopback.IsMeantBy(address.Host));

    private static PathString Path(IConfiguration configuration, string setting, string usual, List<string> problems)
    {
        var path = Text(configuration, setting) ?? usual;
        if (path is ['/', not '/', ..] && !path.Contains('?', StringComparison.Ordinal))
        {
            return path;
        }

        problems.Add($"{setting} is not a path of this console, such as {usual}.");
        return usual;
    }

    private static IReadOnlyList<string> Algorithms(IConfiguration configuration, string setting, List<string> problems)
    {
        var allowed = Words(configuration, setting) ?? OidcSettings.AsymmetricAlgorithms;
        if (allowed.Except(OidcSettings.AsymmetricAlgorithms, StringComparer.Ordinal).ToList() is { Count: > 0 } others)
        {
            problems.Add($"{setting}: {string.Join(", ", others)} is none of {string.Join(", ", OidcSettings.AsymmetricAlgorithms)}.");
        }

        return allowed;
    }

    private static TimeSpan Skew(IConfiguration configuration, string setting, List<string> problems)
    {
        if (Text(configuration, setting) is not { } text)
        {
            return TimeSpan.FromMinutes(1);
        }

        if (!TimeSpan.TryParse(text, out var skew) || skew < TimeSpan.Zero || skew > LargestSkew)
        {
            problems.Add($"{setting} is not a time from 00:00:00 to {LargestSkew:c}.");
        }

        return skew;
    }

    private static T? Try<T>(Func<T> read, string problem, List<string> problems)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            problems.Add(problem);
            return null;
        }
    }

    private static string Missing(string problem, List<string> problems)
    {
        problems.Add(problem);
        return "";
    }

    /// <summary>A list, or words in one value.</summary>
    private static string[]? Words(IConfiguration configuration, string setting)
    {
        string[] words = Text(configuration, setting) is { } text
            ? text.Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [.. configuration.GetSection(setting).GetChildren().Select(one => one.Value?.Trim()).OfType<string>().Where(one => one.Length > 0)];
        return words.Length == 0 ? null : words;
    }

    /// <summary>An empty variable is an absent one.</summary>
    private static string? Text(IConfiguration configuration, string setting) => string.IsNullOrWhiteSpace(configuration[setting]) ? null : configuration[setting]!.Trim();
}
