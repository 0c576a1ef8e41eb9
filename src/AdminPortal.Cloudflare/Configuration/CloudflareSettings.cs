using AdminPortal.Cloudflare.Values;
using Microsoft.Extensions.Configuration;

namespace AdminPortal.Cloudflare.Configuration;

/// <summary>Which API, and which accounts with which credentials: checked, and free of contradictions.</summary>
/// <param name="BaseAddress">Address of the API, ending with a slash.</param>
/// <param name="Accounts">The accounts; none where nothing is configured.</param>
public sealed record CloudflareSettings(Uri BaseAddress, IReadOnlyList<AccountSettings> Accounts)
{
    /// <summary>The public API.</summary>
    public const string PublicApi = "https://api.cloudflare.com/client/v4";

    /// <summary>Whether the tokens are checked shortly after the start, or only a day later.</summary>
    public bool ChecksTokensAtStart { get; init; } = true;

    /// <summary>Whether a live account is configured; without one the console runs against its sandbox.</summary>
    public bool IsConfigured => Accounts.Count > 0;

    /// <summary>Reads the section <c>Cloudflare</c> and the ecosystem's own variables; finds every problem at once.</summary>
    public static SettingsReading Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new SettingsReader(configuration).Read();
    }

    /// <summary>Settings for the embedded sandbox, whose address is known only once it listens.</summary>
    public static CloudflareSettings ForSandbox(Uri baseAddress, string accountId, string accountName, string token)
    {
        ArgumentNullException.ThrowIfNull(baseAddress);
        return new(WithSlash(baseAddress), [new(accountId, accountName, new Credential.Token(new Secret(token)))]);
    }

    /// <summary>Paths are resolved against the last slash, so without one a prefix such as <c>/client/v4</c> would lose its last part.</summary>
    internal static Uri WithSlash(Uri address) => address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
}

/// <summary>One configured account.</summary>
/// <param name="Id">Account identifier, 1 to 32 letters and digits.</param>
/// <param name="Name">Its name for people; the id where none is configured.</param>
/// <param name="Credential">What its calls are sent with.</param>
public sealed record AccountSettings(string Id, string Name, Credential Credential);

/// <summary>What a call is authenticated with. Its secret is never printed.</summary>
public abstract record Credential
{
    private Credential()
    {
    }

    /// <summary><c>Authorization: Bearer</c>, the preferred scheme.</summary>
    public sealed record Token(Secret Value) : Credential;

    /// <summary><c>X-Auth-Email</c> and <c>X-Auth-Key</c>, the previous scheme.</summary>
    public sealed record EmailAndKey(string Email, Secret Key) : Credential;
}

/// <summary>Either settings, or everything that is wrong with them.</summary>
/// <param name="Settings">The settings; null when there are problems.</param>
/// <param name="Problems">One sentence each, naming the setting and never a secret's value.</param>
public sealed record SettingsReading(CloudflareSettings? Settings, IReadOnlyList<string> Problems);
