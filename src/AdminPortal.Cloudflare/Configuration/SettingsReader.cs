using AdminPortal.Cloudflare.Values;
using Microsoft.Extensions.Configuration;

namespace AdminPortal.Cloudflare.Configuration;

/// <summary>Reads settings once, collecting every problem on the way.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _problems = [];

    public SettingsReading Read()
    {
        var section = configuration.GetSection("Cloudflare");
        var baseAddress = BaseAddress(section["BaseAddress"]);
        var sections = section.GetSection("Accounts").GetChildren().ToList();
        List<AccountSettings?> accounts = sections.Count > 0
            ? [.. sections.Select(account => Account(account.Get<AccountOptions>() ?? new(), SettingNames.OfSection(account.Path)))]
            : FromVariables() is { } options ? [Account(options, SettingNames.OfVariables)] : [];

        foreach (var id in accounts.OfType<AccountSettings>().GroupBy(account => account.Id, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            _problems.Add($"Cloudflare:Accounts: the account {id.Key} is configured {id.Count()} times.");
        }

        if (accounts.Count == 0 && baseAddress is not null && baseAddress != CloudflareSettings.WithSlash(new Uri(CloudflareSettings.PublicApi)))
        {
            _problems.Add("Cloudflare:BaseAddress: an API is named, but no account and no credential to use it with.");
        }

        var checksAtStart = Flag(section, "TokenCheck:AtStart") ?? true;
        return _problems.Count > 0 ? new(null, _problems) : new(new(baseAddress!, [.. accounts.OfType<AccountSettings>()]) { ChecksTokensAtStart = checksAtStart }, []);
    }

    private AccountOptions? FromVariables()
    {
        AccountOptions options = new()
        {
            Id = Variable("CLOUDFLARE_ACCOUNT_ID"),
            ApiToken = Variable("CLOUDFLARE_API_TOKEN"),
            ApiEmail = Variable("CLOUDFLARE_EMAIL"),
            ApiKey = Variable("CLOUDFLARE_API_KEY"),
        };
        return options is { Id: null, ApiToken: null, ApiEmail: null, ApiKey: null } ? null : options;
    }

    /// <summary>An empty variable is an absent one, since container definitions cannot leave one out conditionally.</summary>
    private string? Variable(string name) => string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name];

    private bool? Flag(IConfigurationSection section, string name)
    {
        if (string.IsNullOrWhiteSpace(section[name]))
        {
            return null;
        }

        if (bool.TryParse(section[name], out var flag))
        {
            return flag;
        }

        _problems.Add($"{section.Path}:{name}: this is neither true nor false.");
        return null;
    }

    private Uri? BaseAddress(string? text)
    {
        const string Setting = "Cloudflare:BaseAddress";
        if (!Uri.TryCreate(string.IsNullOrWhiteSpace(text) ? CloudflareSettings.PublicApi : text.Trim(), UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            _problems.Add($"{Setting}: an absolute address that starts with https:// is needed, such as {CloudflareSettings.PublicApi}.");
            return null;
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            _problems.Add($"{Setting}: the address has a user, a query or a fragment; only scheme, host, port and path are taken.");
        }

        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
        {
            _problems.Add($"{Setting}: plain http is taken for this machine only, since it would show the credential to the network. Use https.");
        }

        return CloudflareSettings.WithSlash(address);
    }

    private AccountSettings? Account(AccountOptions options, SettingNames names)
    {
        var id = options.Id?.Trim() ?? "";
        if (id.Length is 0 or > 32 || !id.All(char.IsAsciiLetterOrDigit))
        {
            _problems.Add(id.Length == 0
                ? $"{names.Id}: the account's id is missing."
                : $"{names.Id}: an account's id is 1 to 32 letters and digits, as in the dashboard's address.");
        }

        return Credential(options, names) is { } credential
            ? new(id, string.IsNullOrWhiteSpace(options.Name) ? id : options.Name.Trim(), credential)
            : null;
    }

    private Credential? Credential(AccountOptions options, SettingNames names)
    {
        var (hasEmail, hasKey) = (options.ApiEmail is not null, options.ApiKey is not null);
        var named = (options.ApiToken is null ? 0 : 1) + (options.ApiTokenFile is null ? 0 : 1) + (hasEmail || hasKey ? 1 : 0);
        if (named != 1)
        {
            _problems.Add(named == 0
                ? $"{names.Credential}: the account has no credential. One is needed: {names.Choices}."
                : $"{names.Credential}: the account has more than one credential. Exactly one is needed: {names.Choices}.");
            return null;
        }

        if (hasEmail != hasKey)
        {
            _problems.Add(hasEmail ? $"{names.Key}: missing, though {names.Email} is set; they are used together." : $"{names.Email}: missing, though {names.Key} is set; they are used together.");
            return null;
        }

        return options switch
        {
            { ApiToken: { } token } => Token(token, names.Token),
            { ApiTokenFile: { } path } => TokenFile(path, names.TokenFile) is { } token ? Token(token, names.TokenFile) : null,
            _ => EmailAndKey(options.ApiEmail!.Trim(), options.ApiKey!, names),
        };
    }

    private Credential.Token? Token(string token, string setting) => Shaped(token, setting) is { } secret ? new(secret) : null;

    private Credential.EmailAndKey? EmailAndKey(string email, string key, SettingNames names)
    {
        var isEmail = email.IndexOf('@', StringComparison.Ordinal) > 0 && email.All(character => character is > ' ' and < (char)127);
        if (!isEmail)
        {
            _problems.Add($"{names.Email}: this is not an e-mail address.");
        }

        return Shaped(key, names.Key) is { } secret && isEmail ? new(email, secret) : null;
    }

    private string? TokenFile(string path, string setting)
    {
        const int Largest = 64 * 1024;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > Largest })
            {
                _problems.Add($"{setting}: the file is too large to hold a token and nothing else.");
                return null;
            }

            return File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            _problems.Add($"{setting}: the file does not exist.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            _problems.Add($"{setting}: the file cannot be read.");
        }

        return null;
    }

    private Secret? Shaped(string text, string setting)
    {
        var secret = text.Trim();
        var problem = secret switch
        {
            "" => "it is empty.",
            _ when secret.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) => "it starts with \"Bearer \", which is not part of a token. Leave that word out.",
            _ when secret.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)) => "it has blanks or control characters inside. Was it pasted with a line break?",
            _ when !secret.All(char.IsAscii) => "it has characters that are not ASCII, which no token has.",
            _ => null,
        };
        if (problem is null)
        {
            return new Secret(secret);
        }

        _problems.Add($"{setting}: {problem}");
        return null;
    }
}
