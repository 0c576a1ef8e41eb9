namespace AdminPortal.Sandbox;

/// <summary>What a sandbox serves and how. Configuration section <c>Sandbox</c>.</summary>
public sealed class SandboxOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string SectionName = "Sandbox";

    /// <summary>Address to listen on; port 0 lets the system choose one.</summary>
    public string Url { get; set; } = "http://127.0.0.1:0";

    /// <summary>The accounts that the credentials can see, each with its own copy of the data set.</summary>
    public IList<SandboxAccount> Accounts { get; set; } = [new SandboxAccount()];

    /// <summary>
    /// The one bearer token that is accepted. Its prefix says whose it is: <c>cfut_</c> a user's, <c>cfat_</c> an account's; any other passes for either, because the
    /// portal may be configured for either.
    /// </summary>
    public string ApiToken { get; set; } = "sandbox-token";

    /// <summary>When the token expires; never where it is left out.</summary>
    public DateTimeOffset? TokenExpiresOn { get; set; }

    /// <summary>What the credentials may do, by the names of reference 1.8, such as <c>Zero Trust Write</c>; everything where it is left out.</summary>
    public IList<string>? Permissions { get; set; }

    /// <summary>The e-mail address that is accepted together with <see cref="ApiKey"/>.</summary>
    public string ApiEmail { get; set; } = "operator@example.com";

    /// <summary>The global key that is accepted together with <see cref="ApiEmail"/>.</summary>
    public string ApiKey { get; set; } = "sandbox-key";

    /// <summary>The documented limit, or a smaller one for a test.</summary>
    public SandboxRateLimit RateLimit { get; set; } = new();

    /// <summary>Whether the endpoints under <c>/sandbox</c> (faults, request log, raw state) exist.</summary>
    public bool FaultsEnabled { get; set; }

    /// <summary>How many targets each account has at the start; the sample of the documents is the first.</summary>
    public int TargetCount { get; set; } = 240;

    /// <summary>The clock behind time stamps, the rate limit and the delays of faults.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Reads section <see cref="SectionName"/>; what it leaves out keeps its default.</summary>
    /// <param name="configuration">The root of the configuration.</param>
    /// <returns>New options.</returns>
    public static SandboxOptions FromConfiguration(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(SectionName);
        var options = new SandboxOptions();
        if (section.GetSection(nameof(Accounts)).GetChildren().Any())
            options.Accounts.Clear(); // The binder appends to a list that already has its default.
        section.Bind(options);
        return options;
    }
}

/// <summary>An account of the sandbox.</summary>
public sealed class SandboxAccount
{
    /// <summary>Identifier, 32 hexadecimal digits.</summary>
    public string Id { get; set; } = "023e105f4ecef8ad9ca31a8372d0c353";

    /// <summary>Display name, at most 100 characters.</summary>
    public string Name { get; set; } = "Example Network";
}

/// <summary>The rate limit of the API: one quota for every request of the sandbox's one user.</summary>
public sealed class SandboxRateLimit
{
    /// <summary>What the headers announce while nothing is counted: a client that keeps to them is not slowed down.</summary>
    internal const int Unlimited = 1_000_000_000;

    /// <summary>Whether requests are counted at all. The headers are sent in either case.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Requests in one window.</summary>
    public int Quota { get; set; } = 1200;

    /// <summary>The quota that the headers announce.</summary>
    internal int Announced => Enabled ? Quota : Unlimited;

    /// <summary>Length of the window, and of the block that follows when the quota is exceeded.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(5);
}
