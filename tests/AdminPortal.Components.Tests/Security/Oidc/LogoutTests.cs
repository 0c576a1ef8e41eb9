using System.Net;
using AdminPortal.Changes.Sessions;
using AdminPortal.Components.Tests.Security.Surface;
using AdminPortal.Security.Oidc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Components.Tests.Security.Oidc;

/// <summary>The provider ends sessions: only those that it means, only by what it has signed, and each order once.</summary>
public sealed class LogoutTests : IAsyncLifetime
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    private ForgingProvider _provider = null!;
    private RunningPortal _portal = null!;
    private Visitor _visitor = null!;

    /// <summary>What spoils an order, by name.</summary>
    private static readonly Dictionary<string, Action<Dictionary<string, object>>> Spoilers = new(StringComparer.Ordinal)
    {
        ["another issuer"] = claims => claims["iss"] = "https://other.example",
        ["another audience"] = claims => claims["aud"] = "another-client",
        ["a nonce"] = claims => claims["nonce"] = "n",
        ["no event"] = claims => claims.Remove("events"),
        ["another event"] = claims => claims["events"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["http://schemas.openid.net/event/other"] = new Dictionary<string, object>(StringComparer.Ordinal) },
        ["an event that is no object"] = claims => claims["events"] = Event,
        ["nobody named"] = claims => { claims.Remove("sid"); claims.Remove("sub"); },
        ["no id"] = claims => claims.Remove("jti"),
        ["no time"] = claims => claims.Remove("iat"),
        ["no end"] = claims => claims.Remove("exp"),
        ["over"] = claims => claims["exp"] = Now - 120,
        ["made long ago"] = claims => claims["iat"] = Now - 3600,
        ["made later"] = claims => claims["iat"] = Now + 600,
    };

    public static TheoryData<string> Names { get; } = [.. Spoilers.Keys];

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    public async ValueTask InitializeAsync()
    {
        _provider = await ForgingProvider.StartAsync();
        _portal = RunningPortal.Start(("Oidc:Authority", _provider.Issuer), ("Oidc:ClientId", ForgingProvider.ClientId), ("Oidc:ClientSecret", ForgingProvider.ClientSecret));
        _visitor = new(_portal);
        await SignInAsync(_visitor);
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _portal.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Theory]
    [InlineData("sid")]
    [InlineData("sub")]
    public async Task Order_OfTheProvider_EndsWhatItNamesAndNothingElse(string left)
    {
        using Visitor another = new(_portal);
        await SignInAsync(another, claims => (claims["sub"], claims["sid"]) = ("anna-1", "session-2"));
        var claims = Order();
        claims.Remove(left == "sid" ? "sub" : "sid");

        using var answer = await SendAsync(_provider.Sign(claims, type: "logout+jwt"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        await AssertSignedInAsync(_visitor, expected: false);
        await AssertSignedInAsync(another, expected: true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Order_Forged_EndsNothing(string spoiler)
    {
        var claims = Order();
        Spoilers[spoiler](claims);

        await AssertRefusedAsync(_provider.Sign(claims, type: "logout+jwt"));
    }

    [Fact]
    public async Task Order_ThatNobodySigned_EndsNothing()
    {
        await AssertRefusedAsync(new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Claims = Order() }));
        await AssertRefusedAsync(_provider.Sign(Order(), new(new SymmetricSecurityKey(_provider.PublicKey) { KeyId = "the-key" }, SecurityAlgorithms.HmacSha256)));
        await AssertRefusedAsync(_provider.Sign(Order(), type: "at+jwt"));
        await AssertRefusedAsync(_provider.Sign(_provider.Claims("nonce")));
        await AssertRefusedAsync("no token");
        await AssertRefusedAsync(new string('a', 100_000));
    }

    [Fact]
    public async Task Order_SentAgain_EndsNothing()
    {
        var order = _provider.Sign(Order(), type: "logout+jwt");
        (await SendAsync(order)).Dispose();
        await SignInAsync(_visitor);

        await AssertRefusedAsync(order);
    }

    [Fact]
    public async Task Frame_OfTheProvider_EndsItsSessionAndMayBeShownByItAlone()
    {
        using var answer = await _visitor.GetAsync($"/signout-oidc?iss={Uri.EscapeDataString(_provider.Issuer)}&sid=session-1");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"default-src 'none'; frame-ancestors {_provider.Issuer}", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.False(answer.Headers.Contains("X-Frame-Options"));
        await AssertSignedInAsync(_visitor, expected: false);
    }

    [Theory]
    [InlineData("https://other.example", "session-1")]
    [InlineData(null, "session-1")]
    [InlineData("", "session-2")]
    [InlineData("", "")]
    public async Task Frame_OfAnybodyElse_EndsNothing(string? issuer, string session)
    {
        var named = issuer is "" ? _provider.Issuer : issuer;
        (await _visitor.GetAsync($"/signout-oidc?{(named is null ? "" : $"iss={Uri.EscapeDataString(named)}&")}sid={session}")).Dispose();

        await AssertSignedInAsync(_visitor, expected: true);
    }

    [Fact]
    public async Task SignIn_OfAnotherPersonInTheSameBrowser_IsASessionOfItsOwn()
    {
        var first = _visitor.Session;
        await SignInAsync(_visitor, claims => (claims["sub"], claims["preferred_username"]) = ("anna-1", "anna@example.net"));

        Assert.NotEqual(first, _visitor.Session);
        var session = Assert.Single(await _portal.Services.GetRequiredService<ISessions>().ListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("anna@example.net", $"{_provider.Issuer}|anna-1"), (session.Name, session.Person));

        _visitor.Cookies["__Host-AdminPortal.Session"] = first!;
        await AssertSignedInAsync(_visitor, expected: false);
    }

    private Dictionary<string, object> Order() => new(StringComparer.Ordinal)
    {
        ["iss"] = _provider.Issuer, ["aud"] = ForgingProvider.ClientId, ["iat"] = Now, ["exp"] = Now + 120, ["jti"] = Guid.NewGuid().ToString(), ["sub"] = "otto-1", ["sid"] = "session-1",
        ["events"] = new Dictionary<string, object>(StringComparer.Ordinal) { [Event] = new Dictionary<string, object>(StringComparer.Ordinal) },
    };

    private async Task SignInAsync(Visitor visitor, Action<Dictionary<string, object>>? change = null)
    {
        var challenge = await visitor.BeginAsync("/signin/start");
        var claims = _provider.Claims(challenge.Nonce);
        change?.Invoke(claims);
        _provider.AnswerWith(_provider.Sign(claims));
        (await visitor.GetAsync(challenge.Back(_provider.Issuer))).Dispose();
        await AssertSignedInAsync(visitor, expected: true);
    }

    private static async Task AssertSignedInAsync(Visitor visitor, bool expected)
    {
        using var page = await visitor.GetAsync("/status");
        Assert.Equal(expected ? HttpStatusCode.OK : HttpStatusCode.Redirect, page.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(string token)
    {
        using var provider = _portal.NewClient();
        using FormUrlEncodedContent form = new(new Dictionary<string, string>(StringComparer.Ordinal) { ["logout_token"] = token });
        return await provider.PostAsync(ProviderLogout.BackChannelPath, form);
    }

    private async Task AssertRefusedAsync(string token)
    {
        using var answer = await SendAsync(token);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains("\"error\":\"invalid_request\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await AssertSignedInAsync(_visitor, expected: true);
    }
}
