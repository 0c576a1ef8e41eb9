namespace AdminPortal.Cloudflare.Configuration;

/// <summary>The section <c>Cloudflare</c> as it is written, before it is checked.</summary>
internal sealed class CloudflareOptions
{
    /// <summary>Address of the API; the public one where it is absent.</summary>
    public string? BaseAddress { get; set; }

    /// <summary>The accounts.</summary>
    public IList<AccountOptions> Accounts { get; set; } = [];
}

/// <summary>One account of the section, with exactly one of a token, a token's file, or an e-mail address with its key.</summary>
internal sealed class AccountOptions
{
    /// <summary>Account identifier.</summary>
    public string? Id { get; set; }

    /// <summary>Its name for people.</summary>
    public string? Name { get; set; }

    /// <summary>An API token.</summary>
    public string? ApiToken { get; set; }

    /// <summary>A file that holds an API token and nothing else.</summary>
    public string? ApiTokenFile { get; set; }

    /// <summary>The e-mail address that belongs to <see cref="ApiKey"/>.</summary>
    public string? ApiEmail { get; set; }

    /// <summary>A global API key.</summary>
    public string? ApiKey { get; set; }
}
