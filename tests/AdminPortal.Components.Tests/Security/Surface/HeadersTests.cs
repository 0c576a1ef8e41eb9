using System.Net;
using AdminPortal.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Security.Surface;

public sealed class HeadersTests
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static readonly (string, string?)[] BehindHttps =
        [.. RunningPortal.Sso, ("AllowedHosts", "console.example.com"), ("ForwardedHeaders:KnownProxies:0", "127.0.0.1")];

    [Theory]
    [InlineData("/signin", HttpStatusCode.OK)]
    [InlineData("/css/portal.css", HttpStatusCode.OK)]
    [InlineData("/_framework/blazor.web.js", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/", HttpStatusCode.Redirect)]
    [InlineData("/css/none.css", HttpStatusCode.Redirect)]
    [InlineData("/signin", HttpStatusCode.BadRequest, "Host", "elsewhere.example.com")]
    [InlineData("/_blazor", HttpStatusCode.Forbidden, "Origin", "https://elsewhere.example.com")]
    [InlineData("/" + Broken.Path, HttpStatusCode.InternalServerError)]
    public async Task Headers_OfEveryAnswer_AreTheSame(string path, HttpStatusCode status, params string[] header)
    {
        await using var portal = RunningPortal.StartWith(services => services.AddTransient<IStartupFilter, Broken>());
        using var answer = await portal.GetAsync(path, header is [var name, var value] ? [(name, value)] : []);

        Assert.Equal(status, answer.StatusCode);
        AssertHeaders(answer);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "/no/such/page")]
    [InlineData(HttpStatusCode.MethodNotAllowed, "/client/v4/accounts")]
    [InlineData(HttpStatusCode.BadRequest, "/signout")]
    public async Task Headers_OfARefusalWithASession_AreTheSame(HttpStatusCode status, string path)
    {
        await using var portal = RunningPortal.Start();
        using var client = portal.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", RunningPortal.Sent(await portal.SignInAsync("Viewer")));
        using var answer = status == HttpStatusCode.NotFound ? await client.GetAsync(path) : await client.PostAsync(path, content: null);

        Assert.Equal(status, answer.StatusCode);
        AssertHeaders(answer);
    }

    [Fact]
    public async Task Failure_OfTheConsole_TellsNothingOfItself()
    {
        await using var portal = RunningPortal.StartWith(services => services.AddTransient<IStartupFilter, Broken>());
        using var answer = await portal.GetAsync("/" + Broken.Path);

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Something went wrong in the console itself", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Broken.Secret, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormAction_WithSso_NamesTheProviderAndNothingElse()
    {
        await using var portal = RunningPortal.Start(RunningPortal.Sso);
        using var answer = await portal.GetAsync("/health/live");

        Assert.Equal(Policy.Replace("form-action 'self'", "form-action 'self' http://127.0.0.1:1", StringComparison.Ordinal), Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
    }

    [Theory]
    [InlineData("https://login.example.com/realms/one", "https://login.example.com")]
    [InlineData("https://somebody:secret@login.example.com:8443/", "https://login.example.com:8443")]
    [InlineData("http://[::1]:9000", "http://[::1]:9000")]
    [InlineData("https://prüfung.example.com", "https://xn--prfung-4ya.example.com")]
    [InlineData("https://login.example.com; script-src *", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("login", null)]
    public void ProviderOrigin_OfAnAuthority_IsAnOriginOrNothing(string authority, string? origin)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Oidc:Authority", authority)]).Build();

        Assert.Equal(origin is null ? [] : [origin], SignInSettings.ProviderOrigins(configuration));
    }

    [Theory]
    [InlineData("https", "console.example.com", "max-age=31536000")]
    [InlineData("http", "console.example.com", null)]
    [InlineData("https", "localhost", null)]
    public async Task TransportSecurity_WithSso_IsPromisedOverHttpsForThePublicName(string scheme, string host, string? expected)
    {
        await using var portal = RunningPortal.Start(BehindHttps);
        using var answer = await portal.GetAsync("/health/live", ("X-Forwarded-For", "192.0.2.1"), ("X-Forwarded-Proto", scheme), ("X-Forwarded-Host", host));

        Assert.Equal(expected, answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? Assert.Single(values) : null);
    }

    private static void AssertHeaders(HttpResponseMessage answer)
    {
        Assert.Equal(Policy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("camera=(), geolocation=(), microphone=(), payment=(), usb=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    /// <summary>An address at which the console fails.</summary>
    private sealed class Broken : IStartupFilter
    {
        public const string Path = "broken";
        public const string Secret = "not-to-be-told";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map("/" + Path, branch => branch.Run(_ => throw new InvalidOperationException(Secret)));
            next(app);
        };
    }
}
