using System.Net;
using System.Security.Cryptography;
using AdminPortal.Changes.Sessions;
using AdminPortal.Components.Tests.Security.Surface;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Components.Tests.Security.Oidc;

/// <summary>Cloudflare Access in front of the console: only what its team has signed for this application comes through.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private const string Audience = "the-tag-of-this-application";
    private const string Header = "Cf-Access-Jwt-Assertion";

    /// <summary>What spoils an assertion, by name.</summary>
    private static readonly Dictionary<string, Func<AccessTests, Dictionary<string, object>, string>> Forgeries = new(StringComparer.Ordinal)
    {
        ["another team"] = (test, claims) => test.Sign(With(claims, "iss", "https://other.cloudflareaccess.com")),
        ["another application"] = (test, claims) => test.Sign(With(claims, "aud", new[] { "another-tag" })),
        ["over"] = (test, claims) => test.Sign(With(claims, "exp", Now - 120)),
        ["not valid yet"] = (test, claims) => test.Sign(With(claims, "nbf", Now + 120)),
        ["nobody named"] = (test, claims) => test.Sign(With(claims, "sub", "")),
        ["nobody's signature"] = (_, claims) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Claims = claims }),
        ["an unknown key"] = (test, claims) => test._team.Sign(claims, new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "unknown" }, SecurityAlgorithms.RsaSha256)),
        ["another key under the known id"] = (test, claims) => test._team.Sign(claims, new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "the-key" }, SecurityAlgorithms.RsaSha256)),
        ["the public key as a secret"] = (test, claims) => test._team.Sign(claims, new(new SymmetricSecurityKey(test._team.PublicKey) { KeyId = "the-key" }, SecurityAlgorithms.HmacSha256)),
        ["another algorithm"] = (test, claims) => test._team.Sign(claims, new(test._team.Key, SecurityAlgorithms.RsaSha512)),
        ["not a token"] = (_, _) => "a.b.c",
        ["nothing"] = (_, _) => "",
    };

    private ForgingProvider _team = null!;
    private RunningPortal _portal = null!;
    private Visitor _visitor = null!;

    public static TheoryData<string> Names { get; } = [.. Forgeries.Keys];

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    public async ValueTask InitializeAsync()
    {
        _team = await ForgingProvider.StartAsync();
        _portal = RunningPortal.Start(("CloudflareAccess:TeamDomain", _team.Issuer), ("CloudflareAccess:Audience", Audience));
        _visitor = new(_portal);
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _portal.DisposeAsync();
        await _team.DisposeAsync();
    }

    [Fact]
    public async Task Person_ThatAccessKnows_IsSignedInWithASessionOfTheirOwn()
    {
        using var first = await GetAsync("/status?tab=x", Sign(Claims()));
        Assert.Equal((HttpStatusCode.Redirect, "/status?tab=x"), (first.StatusCode, first.Headers.Location?.OriginalString));

        using var page = await GetAsync("/status", Sign(Claims()));

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var session = Assert.Single(await SessionsAsync());
        Assert.Equal(("otto@example.net", $"{_team.Issuer}|otto-1"), (session.Name, session.Person));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Assertion_Forged_OpensNothing(string forgery)
    {
        var forged = Forgeries[forgery](this, Claims());

        foreach (var path in new[] { "/", "/signin", "/css/portal.css", "/_blazor" })
        {
            await AssertRefusedAsync(path, (Header, forged));
        }

        Assert.Empty(await SessionsAsync());
    }

    [Fact]
    public async Task Header_ThatAnybodyCanWrite_OpensNothing()
    {
        await AssertRefusedAsync("/", ("Cf-Access-Authenticated-User-Email", "otto@example.net"));
        await AssertRefusedAsync("/", ("Cookie", $"CF_Authorization={Sign(Claims())}"));
        await AssertRefusedAsync("/", (Header, Sign(Claims())), (Header, Sign(Claims())));
    }

    [Fact]
    public async Task Session_WithoutAnAssertion_OpensNothing()
    {
        (await GetAsync("/status", Sign(Claims()))).Dispose();
        Assert.NotNull(_visitor.Session);

        using var page = await _visitor.GetAsync("/status");

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
    }

    [Fact]
    public async Task Session_OfAnotherPersonThanAccessNames_Ends()
    {
        (await GetAsync("/status", Sign(Claims()))).Dispose();
        var anna = Sign(With(With(Claims(), "sub", "anna-1"), "email", "anna@example.net"));

        using var circuit = await GetAsync("/_blazor", anna);
        Assert.Equal(HttpStatusCode.Unauthorized, circuit.StatusCode);
        (await GetAsync("/status", anna)).Dispose();
        using var page = await GetAsync("/status", anna);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("anna@example.net", Assert.Single(await SessionsAsync()).Name);
    }

    [Fact]
    public async Task Health_OfTheContainer_NeedsNoAssertion()
    {
        using var answer = await _visitor.GetAsync("/health/live");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Gate_BeforeAProvider_StillLeadsToIt()
    {
        await using var provider = await ForgingProvider.StartAsync();
        await using var portal = RunningPortal.Start(
            ("CloudflareAccess:TeamDomain", _team.Issuer), ("CloudflareAccess:Audience", Audience),
            ("Oidc:Authority", provider.Issuer), ("Oidc:ClientId", ForgingProvider.ClientId), ("Oidc:ClientSecret", ForgingProvider.ClientSecret));
        using var client = portal.NewClient();

        using var without = await client.GetAsync("/", TestContext.Current.CancellationToken);
        client.DefaultRequestHeaders.Add(Header, Sign(Claims()));
        using var with = await client.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, without.StatusCode);
        Assert.StartsWith($"{provider.Issuer}/authorize?", with.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Empty(await portal.Services.GetRequiredService<ISessions>().ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Assertion_WithoutATeam_IsNothing()
    {
        await using var portal = RunningPortal.Start();
        using var client = portal.NewClient();
        client.DefaultRequestHeaders.Add(Header, Sign(Claims()));

        using var page = await client.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.StartsWith("/signin?", page.Headers.Location?.PathAndQuery, StringComparison.Ordinal);
    }

    private static Dictionary<string, object> With(Dictionary<string, object> claims, string name, object value)
    {
        claims[name] = value;
        return claims;
    }

    private Dictionary<string, object> Claims() => new(StringComparer.Ordinal)
    {
        ["iss"] = _team.Issuer, ["aud"] = new[] { Audience }, ["sub"] = "otto-1", ["email"] = "otto@example.net", ["iat"] = Now, ["nbf"] = Now, ["exp"] = Now + 300, ["type"] = "app",
        ["custom"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["roles"] = new[] { "Operator" } },
    };

    private string Sign(Dictionary<string, object> claims) => _team.Sign(claims);

    private Task<IReadOnlyList<SessionNote>> SessionsAsync() => _portal.Services.GetRequiredService<ISessions>().ListAsync(TestContext.Current.CancellationToken);

    private Task<HttpResponseMessage> GetAsync(string path, string assertion)
    {
        HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Add(Header, assertion);
        return _visitor.SendAsync(request);
    }

    private async Task AssertRefusedAsync(string path, params (string Name, string Value)[] headers)
    {
        using var answer = await _portal.GetAsync(path, headers);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("The console is behind Cloudflare Access", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
