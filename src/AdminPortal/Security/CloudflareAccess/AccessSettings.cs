namespace AdminPortal.Security.CloudflareAccess;

/// <summary>The team whose Cloudflare Access stands in front of the console: section <c>CloudflareAccess</c>.</summary>
/// <param name="Team">The team's domain, such as <c>https://example.cloudflareaccess.com</c>, which is the issuer of its assertions too.</param>
/// <param name="Audiences">The tags (AUD) of the applications that the console is.</param>
/// <param name="SignsIn">Whether people are known by the assertion alone; otherwise it is a gate, and they sign in at a provider behind it.</param>
internal sealed record AccessSettings(Uri Team, IReadOnlyList<string> Audiences, bool SignsIn)
{
    private const string Section = "CloudflareAccess";

    /// <summary>Where the team's keys are.</summary>
    public Uri Keys => new(Team, "/cdn-cgi/access/certs");

    /// <summary>Where one leaves Access.</summary>
    public Uri SignOut => new(Team, "/cdn-cgi/access/logout");

    /// <summary>What an assertion names as its issuer.</summary>
    public string Issuer => Team.GetLeftPart(UriPartial.Authority);

    /// <summary>The settings, or every problem with them; neither where no team is named.</summary>
    public static (AccessSettings? Settings, IReadOnlyList<string> Problems) Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (string.IsNullOrWhiteSpace(section["TeamDomain"]))
        {
            return (null, []);
        }

        List<string> problems = [];
        var given = section["TeamDomain"]!.Trim();
        if (!Uri.TryCreate(given.Contains("://", StringComparison.Ordinal) ? given : $"https://{given}", UriKind.Absolute, out var team)
            || !Oidc.OidcConfiguration.IsSafe(team) || team is not { PathAndQuery: "/", UserInfo: "", Fragment: "" })
        {
            problems.Add($"{Section}:TeamDomain is not the address of a team, such as https://example.cloudflareaccess.com.");
        }

        string[] audiences = string.IsNullOrWhiteSpace(section["Audience"])
            ? [.. section.GetSection("Audience").GetChildren().Select(one => one.Value?.Trim()).OfType<string>().Where(one => one.Length > 0)]
            : section["Audience"]!.Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (audiences.Length == 0)
        {
            problems.Add($"{Section}:Audience is missing. It is the application's Audience (AUD) tag, which Zero Trust shows on the application's overview; without it the assertions of any application of the team would count.");
        }

        return problems.Count == 0 ? (new(team!, audiences, SignsIn: !Oidc.OidcConfiguration.IsGiven(configuration)), problems) : (null, problems);
    }
}
