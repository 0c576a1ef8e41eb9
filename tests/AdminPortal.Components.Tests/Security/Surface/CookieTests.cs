using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AdminPortal.Components.Tests.Security.Surface;

public sealed partial class CookieTests
{
    private static readonly (string, string?)[] BehindHttps =
        [.. RunningPortal.Sso, ("AllowedHosts", "console.example.com"), ("ForwardedHeaders:KnownProxies:0", "127.0.0.1")];

    [Fact]
    public async Task Cookies_OfLocalSignIn_KeepThemselvesToThisSite()
    {
        await using var portal = RunningPortal.Start();

        var cookies = await portal.SignInAsync("Viewer");

        Assert.Equal(["AdminPortal.Antiforgery", "AdminPortal.Session"], cookies.Select(Name).Order(StringComparer.Ordinal));
        Assert.All(cookies, cookie => Assert.Equal("httponly; path=/; samesite=lax", Attributes(cookie), ignoreCase: true));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Cookies_WithSso_AreBoundToTheHost(string scheme)
    {
        await using var portal = RunningPortal.Start(BehindHttps);
        var session = await portal.BeginSessionAsync(new("https://login.example.com", "1", "Ada", []));
        Assert.StartsWith("__Host-AdminPortal.Session=", session, StringComparison.Ordinal);
        using var answer = await portal.GetAsync(
            "/", ("Cookie", session), ("X-Forwarded-For", "192.0.2.1"), ("X-Forwarded-Proto", scheme), ("X-Forwarded-Host", "console.example.com"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-AdminPortal.Antiforgery=", cookie, StringComparison.Ordinal);
        Assert.Equal("httponly; path=/; samesite=lax; secure", Attributes(cookie), ignoreCase: true);
    }

    [Fact]
    public async Task Session_WithSso_IsBoundToTheHostEvenOverPlainHttp()
    {
        await using var portal = RunningPortal.Start(BehindHttps);
        var session = portal.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme).Cookie;
        var built = session.Build(new DefaultHttpContext());

        Assert.Equal("__Host-AdminPortal.Session", session.Name);
        Assert.Equal((true, true, SameSiteMode.Lax, "/", null), (built.Secure, built.HttpOnly, built.SameSite, built.Path, built.Domain));
    }

    private static string Name(string cookie) => cookie.Split('=')[0];

    private static string Attributes(string cookie) =>
        string.Join("; ", Expiry().Replace(cookie, "").Split("; ").Skip(1).Order(StringComparer.Ordinal));

    [GeneratedRegex("; expires=[^;]*", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expiry();
}
