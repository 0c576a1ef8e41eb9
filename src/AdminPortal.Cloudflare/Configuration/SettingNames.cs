namespace AdminPortal.Cloudflare.Configuration;

/// <summary>What an account's settings are called where they were written, so that a problem can name them.</summary>
internal sealed record SettingNames(string Id, string Credential, string Choices, string Token, string TokenFile, string Email, string Key)
{
    public static SettingNames OfVariables { get; } = new(
        "CLOUDFLARE_ACCOUNT_ID",
        "CLOUDFLARE_API_TOKEN",
        "CLOUDFLARE_API_TOKEN, or CLOUDFLARE_EMAIL with CLOUDFLARE_API_KEY",
        "CLOUDFLARE_API_TOKEN",
        "CLOUDFLARE_API_TOKEN",
        "CLOUDFLARE_EMAIL",
        "CLOUDFLARE_API_KEY");

    public static SettingNames OfSection(string path) => new(
        $"{path}:Id",
        path,
        "ApiToken, ApiTokenFile, or ApiEmail with ApiKey",
        $"{path}:ApiToken",
        $"{path}:ApiTokenFile",
        $"{path}:ApiEmail",
        $"{path}:ApiKey");
}
