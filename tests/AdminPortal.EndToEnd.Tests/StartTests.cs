using System.Net;
using AdminPortal.EndToEnd.Tests.Running;

namespace AdminPortal.EndToEnd.Tests;

/// <summary>How the portal starts, and what it shows to somebody without a session.</summary>
public sealed class StartTests(PortalFixture portal) : IDisposable
{
    private readonly HttpClient _anonymous = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = portal.Process.Address };

    public void Dispose() => _anonymous.Dispose();

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_WithoutASession_AnswersWithoutDetail(string path)
    {
        using var answer = await _anonymous.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Healthy", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/")]
    [InlineData($"/accounts/{SandboxApi.Account}/infrastructure/targets")]
    [InlineData($"/accounts/{SandboxApi.Account}/infrastructure/targets/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e")]
    [InlineData($"/accounts/{SandboxApi.Account}/magic/apps")]
    [InlineData($"/accounts/{SandboxApi.Account}/secondary_dns/peers")]
    [InlineData($"/accounts/{SandboxApi.Account}/magic/cf_interconnects")]
    [InlineData("/status")]
    [InlineData("/no/such/page")]
    [InlineData("/not-found")]
    public async Task Page_WithoutASession_LeadsToSignIn(string path)
    {
        using var answer = await _anonymous.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"/signin?returnUrl={Uri.EscapeDataString(path)}", answer.Headers.Location!.PathAndQuery);
    }

    /// <summary>The circuit's own addresses: what is behind them is worth as much as a page.</summary>
    [Theory]
    [InlineData("/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("/signout")]
    public async Task Post_WithoutASession_IsRefused(string path)
    {
        using var answer = await _anonymous.PostAsync(path, content: null);

        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, $"{path} answered {answer.StatusCode}");
    }

    [Fact]
    public async Task Circuit_AskedForFromElsewhere_IsRefused()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/_blazor");
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var answer = await _anonymous.SendAsync(request);

        Assert.NotEqual(HttpStatusCode.SwitchingProtocols, answer.StatusCode);
        Assert.False(answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Answer_OfAnyPage_CarriesTheStrictPolicy()
    {
        using var answer = await _anonymous.GetAsync("/signin");

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task Start_BadConfiguration_EndsWithEveryProblemListed()
    {
        var (exitCode, output) = await PortalProcess.RunToEndAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CLOUDFLARE_API_TOKEN"] = "Bearer not-to-be-echoed",
            ["CLOUDFLARE_ACCOUNT_ID"] = "not an id",
            ["Cloudflare__BaseAddress"] = "ftp://api.example.com/",
            ["Deletion__TypedNameAbove"] = "some",
            ["Lists__KeptSeconds"] = "soon",
            ["Kestrel__Endpoints__Open__Url"] = "http://0.0.0.0:0",
            ["AllowedHosts"] = "*",
            ["ForwardedHeaders__KnownProxies__0"] = "nginx",
        });

        Assert.NotEqual(0, exitCode);
        Assert.Contains("CLOUDFLARE_API_TOKEN", output, StringComparison.Ordinal);
        Assert.Contains("CLOUDFLARE_ACCOUNT_ID", output, StringComparison.Ordinal);
        Assert.Contains("Lists__KeptSeconds", output, StringComparison.Ordinal);
        Assert.Contains("Cloudflare:BaseAddress", output, StringComparison.Ordinal);
        Assert.Contains("Kestrel:Endpoints:Open:Url: http://0.0.0.0:0 can be reached from other machines", output, StringComparison.Ordinal);
        Assert.Contains("AllowedHosts: \"*\" is every host", output, StringComparison.Ordinal);
        Assert.Contains("ForwardedHeaders:KnownProxies:0: \"nginx\"", output, StringComparison.Ordinal);
        Assert.Contains("Deletion:TypedNameAbove", output, StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-echoed", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithATokenAndNoSso_EndsBeforeItListens()
    {
        var (exitCode, output) = await PortalProcess.RunToEndAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CLOUDFLARE_API_TOKEN"] = "a-token",
            ["CLOUDFLARE_ACCOUNT_ID"] = SandboxApi.Account,
        });

        Assert.Equal(1, exitCode);
        Assert.Contains("an account at api.cloudflare.com is configured, and without single sign-on", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Now listening", output, StringComparison.Ordinal);
    }
}
