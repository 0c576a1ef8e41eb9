using System.Net;
using System.Security.Cryptography;
using AdminPortal.Changes.Access;
using AdminPortal.Components.Tests.Security.Surface;
using AdminPortal.Security.Oidc;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Components.Tests.Security.Oidc;

/// <summary>Answers that a provider, or somebody in its place, forges: each signs nobody in, is told on a page, logged and journaled.</summary>
public sealed class ForgeryTests : IAsyncLifetime
{
    private const string Page = "/status?tab=forged";

    private ForgingProvider _provider = null!;
    private RunningPortal _portal = null!;
    private Visitor _visitor = null!;

    public static TheoryData<string, string> Forgeries { get; } = new(ForgedTokens.All.Select(forgery => (forgery.Name, forgery.Failure.ToString())));

    public async ValueTask InitializeAsync()
    {
        _provider = await ForgingProvider.StartAsync();
        _portal = RunningPortal.Start(("Oidc:Authority", _provider.Issuer), ("Oidc:ClientId", ForgingProvider.ClientId), ("Oidc:ClientSecret", ForgingProvider.ClientSecret));
        _visitor = new(_portal);
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _portal.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Answer_Honest_SignsInAndLeadsBackToThePage()
    {
        var challenge = await _visitor.BeginAsync(Page);
        _provider.AnswerWith(_provider.Sign(_provider.Claims(challenge.Nonce)));

        using var answer = await _visitor.GetAsync(challenge.Back(_provider.Issuer));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(Page, answer.Headers.Location!.OriginalString);
        Assert.NotNull(_visitor.Session);
        using var page = await _visitor.GetAsync(Page);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Question_ToTheProvider_IsBoundToThisBrowserByStateNonceAndPkce()
    {
        var challenge = await _visitor.BeginAsync();

        var query = QueryHelpers.ParseQuery(challenge.Address.Query);
        Assert.Equal("code", query["response_type"]);
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.Equal(43, query["code_challenge"].ToString().Length);
        Assert.Equal("openid profile", query["scope"]);
        Assert.True(challenge.Nonce.Length > 40);
        Assert.Single(_visitor.Cookies.Keys, name => name.StartsWith("__Host-AdminPortal.SignIn.", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Token_Forged_SignsNobodyIn(string name, string failure)
    {
        var forgery = ForgedTokens.All.Single(one => one.Name == name);
        var earlier = await _visitor.BeginAsync();
        var challenge = await _visitor.BeginAsync(Page);
        forgery.Forge(_provider, challenge.Nonce, earlier.Nonce);

        await AssertRefusedAsync(challenge.Back(_provider.Issuer), Enum.Parse<SignInFailure>(failure));
    }

    [Fact]
    public async Task State_OfNobody_SignsNobodyIn()
    {
        var challenge = await HonestAsync();

        await AssertRefusedAsync(challenge.Back(_provider.Issuer, state: "x" + challenge.State), SignInFailure.NotBegunHere);
    }

    [Fact]
    public async Task State_OfAnotherBrowser_SignsNobodyIn()
    {
        using Visitor attacker = new(_portal);
        var theirs = await attacker.BeginAsync();
        _provider.AnswerWith(_provider.Sign(_provider.Claims(theirs.Nonce)));
        await _visitor.BeginAsync();

        await AssertRefusedAsync(theirs.Back(_provider.Issuer), SignInFailure.NotBegunHere);
    }

    [Fact]
    public async Task Code_UsedAgain_SignsNobodyIn()
    {
        var challenge = await HonestAsync();
        var signIn = new Dictionary<string, string>(_visitor.Cookies, StringComparer.Ordinal);
        (await _visitor.GetAsync(challenge.Back(_provider.Issuer))).Dispose();
        Assert.NotNull(_visitor.Session);
        _visitor.Cookies.Clear();

        await AssertRefusedAsync(challenge.Back(_provider.Issuer), SignInFailure.NotBegunHere);

        // Nor with the cookie of the sign-in, which a browser has dropped and an attacker may have kept.
        foreach (var (name, value) in signIn)
        {
            _visitor.Cookies[name] = value;
        }

        await AssertRefusedAsync(challenge.Back(_provider.Issuer), SignInFailure.NotBegunHere);
    }

    [Theory]
    [InlineData("https://other.example")]
    [InlineData(null)]
    public async Task Answer_OfAnotherProvider_SignsNobodyInAndGetsNoCode(string? issuer)
    {
        var challenge = await _visitor.BeginAsync();
        _provider.Answer = _ => throw new InvalidOperationException("The code went out.");

        await AssertRefusedAsync(challenge.Back(issuer), SignInFailure.OtherProvider);
    }

    [Fact]
    public async Task Error_OfTheProvider_IsToldByItsCodeOnly()
    {
        var challenge = await _visitor.BeginAsync();

        var page = await AssertRefusedAsync($"{challenge.RedirectUri}?error=access_denied&error_description=SPOOFED-WORDS&state={challenge.State}", SignInFailure.Declined);

        Assert.Contains("access_denied", page, StringComparison.Ordinal);
        Assert.DoesNotContain("SPOOFED", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_ThatIsNoCode_IsNotRepeated()
    {
        var challenge = await _visitor.BeginAsync();

        var page = await AssertRefusedAsync($"{challenge.RedirectUri}?error=%3Cb%3Eno%0AFORGED&state={challenge.State}", SignInFailure.ProviderRefused);

        Assert.DoesNotContain("FORGED", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StatusCodes.Status400BadRequest, nameof(SignInFailure.CodeRefused))]
    [InlineData(StatusCodes.Status503ServiceUnavailable, nameof(SignInFailure.ProviderAway))]
    public async Task Code_NotTaken_SaysWhoseFaultItIs(int status, string failure)
    {
        var challenge = await _visitor.BeginAsync();
        _provider.Answer = _ => Results.Json(new { error = "invalid_grant", error_description = "SPOOFED" }, statusCode: status);

        Assert.DoesNotContain("SPOOFED", await AssertRefusedAsync(challenge.Back(_provider.Issuer), Enum.Parse<SignInFailure>(failure)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_WithATamperedCookie_IsNone()
    {
        var challenge = await HonestAsync();
        (await _visitor.GetAsync(challenge.Back(_provider.Issuer))).Dispose();
        var session = _visitor.Session!;
        _visitor.Cookies["__Host-AdminPortal.Session"] = session[..40] + (session[40] == 'A' ? 'B' : 'A') + session[41..];

        await _visitor.BeginAsync();
    }

    [Fact]
    public async Task Key_Unknown_IsLookedUpOnceInAWhile()
    {
        using var other = RSA.Create(2048);
        foreach (var attempt in Enumerable.Range(0, 3))
        {
            var challenge = await _visitor.BeginAsync();
            _provider.AnswerWith(_provider.Sign(_provider.Claims(challenge.Nonce), new(new RsaSecurityKey(other) { KeyId = $"unknown-{attempt}" }, SecurityAlgorithms.RsaSha256)));
            await AssertRefusedAsync(challenge.Back(_provider.Issuer), SignInFailure.TokenInvalid);
        }

        Assert.Equal(2, _provider.KeyReads);
    }

    [Theory]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("https://elsewhere.example/")]
    public async Task SignIn_ForAnAddressElsewhere_LeadsToTheOverview(string returnUrl)
    {
        var challenge = await _visitor.BeginAsync($"/signin/start?returnUrl={Uri.EscapeDataString(returnUrl)}");
        _provider.AnswerWith(_provider.Sign(_provider.Claims(challenge.Nonce)));

        using var answer = await _visitor.GetAsync(challenge.Back(_provider.Issuer));

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Description_OfAnotherIssuer_IsNotTrusted()
    {
        _provider.Description["issuer"] = "https://other.example";

        using var answer = await _visitor.GetAsync("/");

        Assert.StartsWith($"/signin/refused?why={SignInFailure.ProviderUnfit}", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_ThatIsAway_IsToldApartAndFillsNoJournal()
    {
        await using var portal = RunningPortal.Start(("Oidc:Authority", "http://127.0.0.1:1"), ("Oidc:ClientId", ForgingProvider.ClientId), ("Oidc:ClientSecret", ForgingProvider.ClientSecret));
        using Visitor visitor = new(portal);

        using var answer = await visitor.GetAsync(Page);
        using var page = await visitor.GetAsync(answer.Headers.Location!.OriginalString);

        var text = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(SignInWords.Of(SignInFailure.ProviderAway).Happened, text, StringComparison.Ordinal);
        Assert.Contains($"/signin/start?returnUrl={Uri.EscapeDataString(Page)}", text, StringComparison.Ordinal);
        Assert.Empty(await portal.Services.GetRequiredService<IConsoleJournal>().ReadAsync(before: null, 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Script_WithoutASession_IsNotLedToTheProvider()
    {
        using HttpRequestMessage script = new(HttpMethod.Get, "/status");
        script.Headers.Add("Sec-Fetch-Mode", "cors");

        using var answer = await _visitor.SendAsync(script);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(_visitor.Cookies);
    }

    private async Task<Challenge> HonestAsync()
    {
        var challenge = await _visitor.BeginAsync();
        _provider.AnswerWith(_provider.Sign(_provider.Claims(challenge.Nonce)));
        return challenge;
    }

    private async Task<string> AssertRefusedAsync(string back, SignInFailure failure)
    {
        using var answer = await _visitor.GetAsync(back);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var told = QueryHelpers.ParseQuery(answer.Headers.Location!.OriginalString.Split('?', 2)[1]);
        Assert.Equal(failure.ToString(), told["why"]);
        Assert.Null(_visitor.Session);

        using var page = await _visitor.GetAsync(answer.Headers.Location.OriginalString);
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.True(page.Headers.CacheControl!.NoStore);
        var text = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
        Assert.Contains(SignInWords.Of(failure).Happened, text, StringComparison.Ordinal);
        Assert.Contains(told["reference"].ToString(), text, StringComparison.Ordinal);

        var noted = (await _portal.Services.GetRequiredService<IConsoleJournal>().ReadAsync(before: null, 1, TestContext.Current.CancellationToken)).Single().Happened;
        Assert.Equal(ConsoleEventKind.SignInRefused, noted.What);
        Assert.Contains($"reference {told["reference"]}", noted.Note, StringComparison.Ordinal);
        Assert.DoesNotContain("a-code", noted.Note, StringComparison.Ordinal);
        return text;
    }
}
