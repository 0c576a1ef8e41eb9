using System.Net;
using AdminPortal.Security.Oidc;

namespace AdminPortal.Components.Tests.Security.Surface;

public sealed class SignInAttemptsTests
{
    private static readonly (string, string?)[] ThreeAMinute = [("Limits:SignInAttemptsPerMinute", "3")];

    [Theory]
    [InlineData("/signin")]
    [InlineData("/SignIn")]
    [InlineData("/signout")]
    [InlineData("/signin-oidc")]
    [InlineData("/signout-callback-oidc")]
    public async Task Attempts_MoreThanAllowed_AreRefusedInWordsWithAWait(string path)
    {
        await using var portal = RunningPortal.Start(ThreeAMinute);
        using var client = portal.NewClient();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            using var allowed = await client.PostAsync(path, content: null);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, allowed.StatusCode);
        }

        using var refused = await client.PostAsync(path, content: null);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Contains("Too many attempts", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(refused.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task Attempts_AtAPathOfTheSettings_AreCountedToo()
    {
        await using var portal = RunningPortal.Start([.. RunningPortal.Sso, .. ThreeAMinute, ("Oidc:CallbackPath", "/back")]);

        Assert.Equal(HttpStatusCode.TooManyRequests, await FourthAsync(portal, _ => "/back"));
    }

    [Fact]
    public async Task Attempts_ByDifferentAddresses_DoNotShareABound()
    {
        await using var portal = RunningPortal.Start([.. RunningPortal.Sso, .. ThreeAMinute, ("ForwardedHeaders:KnownProxies:0", "127.0.0.1")]);

        Assert.NotEqual(HttpStatusCode.TooManyRequests, await FourthAsync(portal, _ => "/signin-oidc", attempt => $"192.0.2.{attempt}"));
    }

    [Fact]
    public async Task Attempts_ByOneNetworkOfIPv6_ShareABound()
    {
        await using var portal = RunningPortal.Start([.. RunningPortal.Sso, .. ThreeAMinute, ("ForwardedHeaders:KnownProxies:0", "127.0.0.1")]);

        Assert.Equal(HttpStatusCode.TooManyRequests, await FourthAsync(portal, _ => "/signin-oidc", attempt => $"2001:db8::{attempt}"));
    }

    /// <summary>Who is not behind a configured proxy does not choose their own address.</summary>
    [Fact]
    public async Task Attempts_UnderForgedAddresses_ShareABound()
    {
        await using var portal = RunningPortal.Start(ThreeAMinute);

        Assert.Equal(HttpStatusCode.TooManyRequests, await FourthAsync(portal, _ => "/signin-oidc", attempt => $"192.0.2.{attempt}"));
    }

    [Fact]
    public async Task Pages_ReadOftenWithoutASession_AreNoAttempts()
    {
        await using var portal = RunningPortal.Start(ThreeAMinute);
        using var client = portal.NewClient();
        for (var look = 1; look <= 4; look++)
        {
            using var page = await client.GetAsync("/signin");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
    }

    /// <summary>One of these that is refused leaves a session open.</summary>
    [Theory]
    [InlineData(ProviderLogout.BackChannelPath)]
    [InlineData(ProviderLogout.FrontChannelPath)]
    public async Task Orders_OfTheProvider_AreNoAttempts(string path)
    {
        await using var portal = RunningPortal.Start([.. RunningPortal.Sso, .. ThreeAMinute]);

        Assert.NotEqual(HttpStatusCode.TooManyRequests, await FourthAsync(portal, _ => path));
    }

    private static async Task<HttpStatusCode> FourthAsync(RunningPortal portal, Func<int, string> path, Func<int, string>? sender = null)
    {
        using var client = portal.NewClient();
        for (var attempt = 1; ; attempt++)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, path(attempt));
            if (sender is not null)
            {
                request.Headers.Add("X-Forwarded-For", sender(attempt));
            }

            using var answer = await client.SendAsync(request);
            if (attempt == 4)
            {
                return answer.StatusCode;
            }

            Assert.NotEqual(HttpStatusCode.TooManyRequests, answer.StatusCode);
        }
    }
}
