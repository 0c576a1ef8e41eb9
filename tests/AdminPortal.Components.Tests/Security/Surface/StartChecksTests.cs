using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Security;
using AdminPortal.Security.Surface;
using Microsoft.Extensions.Configuration;

namespace AdminPortal.Components.Tests.Security.Surface;

public sealed class StartChecksTests
{
    private static readonly (string, string?) Sso = ("Oidc:Authority", "https://login.example.com");
    private static readonly (string, string?) Hosts = ("AllowedHosts", "console.example.com");

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://127.8.9.1:5080;http://[::1]:5080")]
    [InlineData("http://unix:/run/adminportal.sock")]
    public void Start_WithoutSsoOnThisMachine_IsNotRefused(string urls) => Assert.Empty(Problems(("urls", urls)));

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://10.1.2.3:5080")]
    [InlineData("https://console.example.com")]
    [InlineData("http://localhost.example.com:5080")]
    public void Start_WithoutSsoOnAnAddressThatOthersReach_NamesItAndBothRemedies(string address)
    {
        var problem = Assert.Single(Problems(("urls", $"http://localhost:5081;{address}")));

        Assert.StartsWith($"ASPNETCORE_URLS (--urls): {address} can be reached from other machines", problem, StringComparison.Ordinal);
        Assert.Contains("http://localhost:5080", problem, StringComparison.Ordinal);
        Assert.Contains("configure single sign-on", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http_ports", "ASPNETCORE_HTTP_PORTS: http://*:8080")]
    [InlineData("https_ports", "ASPNETCORE_HTTPS_PORTS: https://*:8080")]
    public void Start_WithoutSsoOnPortsOfEveryInterface_IsRefused(string setting, string told) =>
        Assert.StartsWith(told, Assert.Single(Problems((setting, "8080"))), StringComparison.Ordinal);

    [Fact]
    public void Start_AddressesBesidePorts_AreWhatTheServerTakes() => Assert.Empty(Problems(("urls", "http://localhost:5080"), ("http_ports", "8080")));

    [Fact]
    public void Start_EndpointsOfKestrel_AreWhatTheServerTakes()
    {
        var problem = Assert.Single(Problems(("urls", "http://localhost:5080"), ("Kestrel:Endpoints:Open:Url", "http://0.0.0.0:8080"), ("Kestrel:Endpoints:Own:Url", "http://localhost:8081")));

        Assert.StartsWith("Kestrel:Endpoints:Open:Url: http://0.0.0.0:8080", problem, StringComparison.Ordinal);
        Assert.Empty(Problems(("urls", "http://localhost:5080"), ("preferHostingUrls", "true"), ("Kestrel:Endpoints:Open:Url", "http://0.0.0.0:8080")));
    }

    [Fact]
    public void Start_AddressThatIsNone_SaysHowOneLooks() =>
        Assert.Equal("ASPNETCORE_URLS (--urls): \"localhost\" is no address to listen on. Write scheme, host and port, such as http://localhost:5080.", Assert.Single(Problems(("urls", "localhost"))));

    [Fact]
    public void Start_WithoutSsoWithAnApiElsewhere_IsRefused()
    {
        var problem = Assert.Single(Problems("https://api.cloudflare.com/client/v4"));

        Assert.StartsWith("Cloudflare: an account at api.cloudflare.com is configured, and without single sign-on", problem, StringComparison.Ordinal);
        Assert.Empty(Problems("http://127.0.0.1:8787/client/v4"));
        Assert.Empty(Problems("https://api.cloudflare.com/client/v4", Sso));
    }

    [Fact]
    public void Start_WithEverythingWrong_ListsAllOfIt()
    {
        var problems = Problems("https://api.cloudflare.com/client/v4", ("urls", "http://0.0.0.0:80;http://[::]:80"), ("AllowedHosts", "*"), ("ForwardedHeaders:KnownProxies:0", "nginx"));

        Assert.Collection(
            problems,
            problem => Assert.StartsWith("ASPNETCORE_URLS (--urls): http://0.0.0.0:80", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("ASPNETCORE_URLS (--urls): http://[::]:80", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("Cloudflare: ", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("AllowedHosts: \"*\"", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("ForwardedHeaders:KnownProxies:0: \"nginx\"", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Start_WithSsoByPlainHttpFromOtherMachines_NamesBothRemedies()
    {
        var problem = Assert.Single(Problems(Sso, Hosts, ("urls", "http://0.0.0.0:8080")));

        Assert.Contains("Kestrel:Endpoints with a certificate", problem, StringComparison.Ordinal);
        Assert.Contains("ForwardedHeaders:KnownProxies", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_WithSsoAndHttps_IsNotRefused()
    {
        Assert.Empty(Problems(Sso, Hosts, ("urls", "https://0.0.0.0:8443")));
        Assert.Empty(Problems(Sso, Hosts, ("urls", "http://0.0.0.0:8080"), ("ForwardedHeaders:KnownProxies:0", "10.0.0.5")));
        Assert.Empty(Problems(Sso, Hosts, ("urls", "http://0.0.0.0:8080"), ("ForwardedHeaders:KnownNetworks:0", "10.0.0.0/24")));
        Assert.Empty(Problems(Sso, ("urls", "http://localhost:5080")));
    }

    [Theory]
    [InlineData(null, "AllowedHosts: it names no host")]
    [InlineData(" ; ", "AllowedHosts: it names no host")]
    [InlineData("*", "AllowedHosts: \"*\" is every host")]
    [InlineData("console.example.com;*", "AllowedHosts: \"*\" is every host")]
    [InlineData("https://console.example.com", "AllowedHosts: \"https://console.example.com\" is no host name")]
    public void Start_WithSsoAndNoNameOfItsOwn_IsRefused(string? hosts, string told) =>
        Assert.StartsWith(told, Assert.Single(Problems(Sso, ("urls", "https://0.0.0.0:8443"), ("AllowedHosts", hosts))), StringComparison.Ordinal);

    [Fact]
    public void Start_WithoutSsoUnderANameBeyondThisMachine_IsRefused() =>
        Assert.StartsWith("AllowedHosts: \"console.example.com\" is a name beyond this machine", Assert.Single(Problems(Hosts)), StringComparison.Ordinal);

    [Theory]
    [InlineData("ForwardedHeaders:KnownProxies:0", "nginx.example.com")]
    [InlineData("ForwardedHeaders:KnownNetworks:0", "10.0.0.0/33")]
    [InlineData("ForwardedHeaders:KnownNetworks:1", "0.0.0.0/0")]
    [InlineData("ForwardedHeaders:KnownNetworks:1", "::/0")]
    public void Start_ProxyThatIsNone_IsNamed(string setting, string value)
    {
        var problem = Assert.Single(Problems(Sso, (setting, value)));

        Assert.StartsWith(setting, problem, StringComparison.Ordinal);
        Assert.Contains(value, problem, StringComparison.Ordinal);
    }

    /// <summary>The framework's switch clears the list of proxies, and then believes everybody.</summary>
    [Fact]
    public void Start_WithTheFrameworksOwnSwitch_IsRefused() =>
        Assert.StartsWith("ASPNETCORE_FORWARDEDHEADERS_ENABLED: ", Assert.Single(Problems(("ForwardedHeaders_Enabled", "true"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("AzureAd:ClientId", "00000000-0000-0000-0000-000000000000")]
    [InlineData("Oidc:Authority", "https://login.example.com")]
    [InlineData("CloudflareAccess:TeamDomain", "example.cloudflareaccess.com")]
    public void Sso_AnyOfItsSections_CountsAsConfigured(string setting, string value)
    {
        Assert.True(SignInSettings.IsSsoConfigured(Configuration((setting, value))));
        Assert.False(SignInSettings.IsSsoConfigured(Configuration((setting, " "))));
    }

    private static IReadOnlyList<string> Problems(params (string, string?)[] settings) => StartChecks.ProblemsIn(Configuration(settings), cloudflare: null);

    private static IReadOnlyList<string> Problems(string api, params (string, string?)[] settings) =>
        StartChecks.ProblemsIn(Configuration(settings), CloudflareSettings.ForSandbox(new Uri(api), "023e105f4ecef8ad9ca31a8372d0c353", "Example", "token"));

    private static IConfiguration Configuration(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).Build();
}
