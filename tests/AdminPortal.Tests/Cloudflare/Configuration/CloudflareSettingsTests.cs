using System.Text.Json;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Cloudflare.Configuration;

public sealed class CloudflareSettingsTests
{
    private const string Secret = "s3cretValueThatMustNotShow";

    private static SettingsReading Read(params (string Name, string? Value)[] settings) => CloudflareSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).Build());

    private static SettingsReading ReadAccount(params (string Name, string? Value)[] settings) =>
        Read([("Cloudflare:Accounts:0:Id", "abc"), .. settings.Select(setting => ("Cloudflare:Accounts:0:" + setting.Name, setting.Value))]);

    [Fact]
    public void Read_Nothing_IsTheSandbox()
    {
        var reading = Read(("CLOUDFLARE_API_TOKEN", ""), ("Cloudflare:BaseAddress", ""));

        Assert.Empty(reading.Problems);
        Assert.False(reading.Settings!.IsConfigured);
    }

    [Fact]
    public void Read_TheVariables_MakeOneAccount()
    {
        var settings = Read(("CLOUDFLARE_API_TOKEN", "x"), ("CLOUDFLARE_ACCOUNT_ID", "abc"), ("Cloudflare:BaseAddress", "http://127.0.0.1:99/client/v4")).Settings!;

        var account = Assert.Single(settings.Accounts);
        Assert.True(settings.IsConfigured);
        Assert.Equal(("abc", "abc", "x"), (account.Id, account.Name, Assert.IsType<Credential.Token>(account.Credential).Value.Reveal()));
        Assert.Equal("http://127.0.0.1:99/client/v4/", settings.BaseAddress.AbsoluteUri);
    }

    [Fact]
    public void Read_EmailAndKeyVariables_MakeOneAccount()
    {
        var account = Assert.Single(Read(("CLOUDFLARE_EMAIL", "a@example.com"), ("CLOUDFLARE_API_KEY", " k\n"), ("CLOUDFLARE_ACCOUNT_ID", "abc")).Settings!.Accounts);

        var pair = Assert.IsType<Credential.EmailAndKey>(account.Credential);
        Assert.Equal(("a@example.com", "k"), (pair.Email, pair.Key.Reveal()));
    }

    [Fact]
    public void Read_AccountsAndVariables_TakesTheAccounts() =>
        Assert.Equal("Example", Assert.Single(Read(
            ("Cloudflare:Accounts:0:Id", "abc"), ("Cloudflare:Accounts:0:Name", "Example"), ("Cloudflare:Accounts:0:ApiToken", "x"), ("CLOUDFLARE_API_TOKEN", "y")).Settings!.Accounts).Name);

    [Fact]
    public void Read_ATokenFile_IsTrimmed()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, $" {Secret}\n");
            var account = Assert.Single(ReadAccount(("ApiTokenFile", path)).Settings!.Accounts);
            Assert.Equal(Secret, Assert.IsType<Credential.Token>(account.Credential).Value.Reveal());

            File.WriteAllText(path, "\n");
            Assert.Contains("ApiTokenFile: it is empty", Assert.Single(ReadAccount(("ApiTokenFile", path)).Problems), StringComparison.Ordinal);

            File.WriteAllText(path, new string('x', 70_000));
            Assert.Contains("too large", Assert.Single(ReadAccount(("ApiTokenFile", path)).Problems), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Contains("does not exist", Assert.Single(ReadAccount(("ApiTokenFile", path)).Problems), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Single(ReadAccount(("ApiTokenFile", Path.GetTempPath())).Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api.cloudflare.com", "absolute")]
    [InlineData("ftp://api.cloudflare.com", "absolute")]
    [InlineData("/client/v4", "absolute")]
    [InlineData("http://api.cloudflare.com/client/v4", "https")]
    [InlineData("https://me:" + Secret + "@api.cloudflare.com", "user")]
    [InlineData("https://api.cloudflare.com/?token=" + Secret, "query")]
    public void Read_ABadBaseAddress_IsAProblem(string address, string sentence)
    {
        var problem = Assert.Single(Read(("Cloudflare:BaseAddress", address), ("CLOUDFLARE_API_TOKEN", "x"), ("CLOUDFLARE_ACCOUNT_ID", "abc")).Problems);

        Assert.StartsWith("Cloudflare:BaseAddress: ", problem, StringComparison.Ordinal);
        Assert.Contains(sentence, problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.cloudflare.com/client/v4")]
    [InlineData("http://localhost:8787/client/v4/")]
    [InlineData("http://[::1]:8787")]
    public void Read_AGoodBaseAddress_IsTaken(string address) =>
        Assert.Empty(Read(("Cloudflare:BaseAddress", address), ("CLOUDFLARE_API_TOKEN", "x"), ("CLOUDFLARE_ACCOUNT_ID", "abc")).Problems);

    [Fact]
    public void Read_ABaseAddressAlone_IsAProblemUnlessItIsThePublicOne()
    {
        Assert.Contains("no account", Assert.Single(Read(("Cloudflare:BaseAddress", "https://api.example.com")).Problems), StringComparison.Ordinal);
        Assert.Empty(Read(("Cloudflare:BaseAddress", CloudflareSettings.PublicApi + "/")).Problems);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("true", true)]
    [InlineData("False", false)]
    public void Read_TheTokenCheckAtTheStart_IsOnUnlessItIsSwitchedOff(string? value, bool checks) =>
        Assert.Equal(checks, Read(("Cloudflare:TokenCheck:AtStart", value)).Settings!.ChecksTokensAtStart);

    [Fact]
    public void Read_ATokenCheckThatIsNoFlag_IsAProblem() =>
        Assert.Contains("Cloudflare:TokenCheck:AtStart: ", Assert.Single(Read(("Cloudflare:TokenCheck:AtStart", "maybe")).Problems), StringComparison.Ordinal);

    [Theory]
    [InlineData("ApiToken", "Bearer " + Secret, "Bearer")]
    [InlineData("ApiToken", Secret + " " + Secret, "blanks")]
    [InlineData("ApiToken", Secret + "\r\n" + Secret, "blanks")]
    [InlineData("ApiToken", Secret + "\u0000", "control")]
    [InlineData("ApiToken", Secret + "é", "ASCII")]
    [InlineData("ApiToken", "  ", "empty")]
    [InlineData("ApiToken", "", "empty")]
    [InlineData("Name", "only a name", "no credential")]
    [InlineData("ApiEmail", "a@example.com", "ApiKey: missing")]
    [InlineData("ApiKey", Secret, "ApiEmail: missing")]
    public void Read_ABadCredential_IsAProblemThatNamesTheSettingOnly(string setting, string value, string sentence)
    {
        var reading = ReadAccount((setting, value));

        var problem = Assert.Single(reading.Problems);
        Assert.Null(reading.Settings);
        Assert.StartsWith("Cloudflare:Accounts:0", problem, StringComparison.Ordinal);
        Assert.Contains(sentence, problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TwoCredentials_IsAProblem()
    {
        Assert.Contains("more than one", Assert.Single(ReadAccount(("ApiToken", Secret), ("ApiKey", Secret), ("ApiEmail", "a@example.com")).Problems), StringComparison.Ordinal);
        Assert.Contains("more than one", Assert.Single(ReadAccount(("ApiToken", Secret), ("ApiTokenFile", "f")).Problems), StringComparison.Ordinal);
        Assert.Contains("more than one", Assert.Single(Read(("CLOUDFLARE_ACCOUNT_ID", "a"), ("CLOUDFLARE_API_TOKEN", "x"), ("CLOUDFLARE_API_KEY", "y")).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HalfOfTheVariables_IsAProblemThatNamesTheOtherHalf()
    {
        Assert.Contains("CLOUDFLARE_API_TOKEN", Assert.Single(Read(("CLOUDFLARE_ACCOUNT_ID", "abc")).Problems), StringComparison.Ordinal);
        Assert.StartsWith("CLOUDFLARE_ACCOUNT_ID", Assert.Single(Read(("CLOUDFLARE_API_TOKEN", "x")).Problems), StringComparison.Ordinal);
        Assert.StartsWith("CLOUDFLARE_API_KEY", Assert.Single(Read(("CLOUDFLARE_ACCOUNT_ID", "abc"), ("CLOUDFLARE_EMAIL", "a@example.com")).Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a-b")]
    [InlineData("../x")]
    [InlineData("0123456789012345678901234567890123")]
    [InlineData("ü")]
    public void Read_ABadAccountId_IsAProblem(string id) =>
        Assert.StartsWith("Cloudflare:Accounts:0:Id", Assert.Single(Read(("Cloudflare:Accounts:0:Id", id), ("Cloudflare:Accounts:0:ApiToken", "x")).Problems), StringComparison.Ordinal);

    [Fact]
    public void Read_ManyProblems_AreAllListed() => Assert.Equal(5, Read(
        ("Cloudflare:BaseAddress", "nonsense"),
        ("Cloudflare:Accounts:0:Id", ""), ("Cloudflare:Accounts:0:ApiToken", "a b"),
        ("Cloudflare:Accounts:1:Id", "same"), ("Cloudflare:Accounts:1:ApiToken", "x"),
        ("Cloudflare:Accounts:2:Id", "SAME"), ("Cloudflare:Accounts:2:ApiToken", "x"),
        ("Cloudflare:Accounts:3:Id", "other"), ("Cloudflare:Accounts:3:ApiEmail", "nobody"), ("Cloudflare:Accounts:3:ApiKey", "x")).Problems.Count);

    [Fact]
    public void Settings_PrintedOrSerialized_ShowNoSecret()
    {
        var settings = CloudflareSettings.ForSandbox(new("http://127.0.0.1:1"), "abc", "Example", Secret);
        var pair = new Credential.EmailAndKey("a@example.com", new AdminPortal.Cloudflare.Values.Secret(Secret));

        Assert.DoesNotContain(Secret, settings + settings.Accounts[0].ToString() + pair, StringComparison.Ordinal);
        Assert.Contains("[redacted]", pair.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, JsonSerializer.Serialize(settings) + JsonSerializer.Serialize(pair), StringComparison.Ordinal);
    }

    [Fact]
    public void AddCloudflare_SettingsKnownLater_AreAskedForAtTheFirstUse()
    {
        CloudflareSettings? known = null;
        using var provider = new ServiceCollection().AddLogging().AddCloudflare(_ => known ?? throw new InvalidOperationException("Not listening yet.")).BuildServiceProvider();
        var accounts = provider.GetRequiredService<ICloudflareAccounts>();

        Assert.Throws<InvalidOperationException>(() => accounts.All);
        known = CloudflareSettings.ForSandbox(new("http://127.0.0.1:1/client/v4"), "abc", "Example", Secret);

        Assert.Equal("Example", accounts.Find("ABC")!.Name);
        Assert.Null(accounts.Find("other"));
        Assert.Same(accounts.All[0], accounts.Find("abc"));
    }
}
