using System.Net;

namespace AdminPortal.Components.Tests.Security.Surface;

/// <summary>What a request may say about the console's own name, and about who sends it.</summary>
public sealed class HostNameTests
{
    private static readonly (string, string?) PublicName = ("AllowedHosts", "console.example.com");
    private static readonly (string, string?) OwnProxy = ("ForwardedHeaders:KnownProxies:0", "127.0.0.1");
    private static readonly (string, string?) OtherProxy = ("ForwardedHeaders:KnownNetworks:0", "10.0.0.0/24");

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:5080", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("rebound.example.com", HttpStatusCode.BadRequest)]
    [InlineData("localhost.example.com", HttpStatusCode.BadRequest)]
    [InlineData("169.254.169.254", HttpStatusCode.BadRequest)]
    public async Task Host_WithoutSso_IsOneOfThisMachine(string host, HttpStatusCode expected)
    {
        await using var portal = RunningPortal.Start();
        using var answer = await portal.GetAsync("/signin", ("Host", host));

        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains(expected == HttpStatusCode.OK ? "Sign in" : "This console does not go by that name", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("console.example.com", HttpStatusCode.OK)]
    [InlineData("CONSOLE.example.com:8443", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("elsewhere.example.com", HttpStatusCode.BadRequest)]
    [InlineData("console.example.com.elsewhere.example.com", HttpStatusCode.BadRequest)]
    public async Task Host_WithSso_IsOneThatIsNamed(string host, HttpStatusCode expected)
    {
        await using var portal = RunningPortal.Start([.. RunningPortal.Sso, PublicName]);
        using var answer = await portal.GetAsync("/health/live", ("Host", host));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Forwarded_ByNobodyConfigured_IsIgnored()
    {
        await using var portal = RunningPortal.Start([.. RunningPortal.Sso, PublicName]);

        Assert.False(await IsHttpsUnderItsNameAsync(portal, ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "console.example.com")));
    }

    [Fact]
    public async Task Forwarded_ByAStranger_IsIgnored()
    {
        await using var portal = RunningPortal.Start([.. RunningPortal.Sso, PublicName, OtherProxy]);

        Assert.False(await IsHttpsUnderItsNameAsync(portal, ("X-Forwarded-For", "10.0.0.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "console.example.com")));
    }

    [Fact]
    public async Task Forwarded_ByAKnownProxy_IsBelieved()
    {
        await using var portal = RunningPortal.Start([.. RunningPortal.Sso, PublicName, OwnProxy]);

        Assert.True(await IsHttpsUnderItsNameAsync(portal, ("X-Forwarded-For", "192.0.2.9"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "console.example.com")));
    }

    [Fact]
    public async Task ForwardedHost_ThatIsNotNamed_IsNotBelieved()
    {
        await using var portal = RunningPortal.Start([.. RunningPortal.Sso, PublicName, OwnProxy]);

        Assert.False(await IsHttpsUnderItsNameAsync(portal, ("X-Forwarded-For", "192.0.2.9"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "elsewhere.example.com")));
    }

    /// <summary>Where the address leads that a page makes of the request.</summary>
    [Fact]
    public async Task Redirect_ToSignIn_IsMadeOfTheHostThatWasAskedFor()
    {
        await using var portal = RunningPortal.Start();
        using var answer = await portal.GetAsync("/status", ("Host", "localhost:5080"), ("X-Forwarded-Host", "elsewhere.example.com"), ("X-Forwarded-Proto", "https"));

        Assert.Equal("http://localhost:5080/signin?returnUrl=%2Fstatus", answer.Headers.Location!.ToString());
    }

    /// <summary>Whether the console believes to be reached by https under a public name: it promises transport security exactly then.</summary>
    private static async Task<bool> IsHttpsUnderItsNameAsync(RunningPortal portal, params (string, string)[] headers)
    {
        using var answer = await portal.GetAsync("/health/live", headers);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.Contains("Strict-Transport-Security");
    }
}
