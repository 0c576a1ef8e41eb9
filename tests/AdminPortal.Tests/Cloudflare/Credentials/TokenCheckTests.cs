using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Helpers;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Tests.Cloudflare.Credentials;

/// <summary>The right verify call for each kind of credential, and what each answer to it means (reference 6).</summary>
public sealed class TokenCheckTests
{
    private const string AsUser = "GET user/tokens/verify";
    private const string AsAccount = "GET tokens/verify";
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The token, what the user's and the account's address answer, which of them are asked, and what comes of it.</summary>
    [Theory]
    [InlineData(Checked.UserToken, 200, 200, AsUser, "known to the user")]
    [InlineData(Checked.UserToken, 401, 200, AsUser, "refused to the user")]
    [InlineData(Checked.UserToken, 403, 200, AsUser, "refused to the user")]
    [InlineData(Checked.UserToken, 500, 200, AsUser, "unanswered")]
    [InlineData(Checked.AccountToken, 401, 200, AsAccount, "known to the account")]
    [InlineData(Checked.AccountToken, 200, 403, AsAccount, "refused to the account")]
    [InlineData(Checked.AccountToken, 200, 500, AsAccount, "unanswered")]
    [InlineData(Checked.OlderToken, 200, 401, AsUser, "known to the user")]
    [InlineData(Checked.OlderToken, 401, 200, $"{AsAccount} {AsUser}", "known to the account")]
    [InlineData(Checked.OlderToken, 403, 200, $"{AsAccount} {AsUser}", "known to the account")]
    [InlineData(Checked.OlderToken, 401, 401, $"{AsAccount} {AsUser}", "refused to both")]
    [InlineData(Checked.OlderToken, 403, 500, $"{AsAccount} {AsUser}", "unanswered")]
    [InlineData(Checked.OlderToken, 400, 200, AsUser, "refused to the user")]
    [InlineData(Checked.OlderToken, 500, 200, AsUser, "unanswered")]
    public async Task Check_OfAToken_AsksWhereItsKindIsKnown(string token, int user, int account, string asked, string outcome)
    {
        using Checked portal = new(token);
        portal.Wire.On(AsUser, user == 200 ? Checked.Active : Checked.No, user).On(AsAccount, account == 200 ? Checked.Active : Checked.No, account);

        var check = await portal.RunAsync();

        Assert.Equal(outcome, Tell(check.Token));
        Assert.Equal(asked, string.Join(' ', portal.Calls.Where(call => call.EndsWith("/verify", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Check_OfEmailAndKey_AsksNothingAboutATokenAndProbesAllTheSame()
    {
        using Checked portal = new(new Credential.EmailAndKey("a@example.com", new Secret("k")));

        var check = await portal.RunAsync();

        Assert.Equal("not offered", Tell(check.Token));
        Assert.DoesNotContain(portal.Calls, call => call.Contains("verify", StringComparison.Ordinal));
        Assert.Contains(Checked.Targets, portal.Calls);
    }

    [Fact]
    public async Task Check_OfATokenInTwoAccounts_AsksOnceForTheCredentialAndOnceForEachAccount()
    {
        using Checked portal = new(Checked.UserToken, accounts: 2);

        await portal.RunAsync(Checked.SecondAccount);

        Assert.Equal(
            [
                $"GET accounts/{Checked.SecondAccount}/infrastructure/targets?page=1&per_page=1", $"GET accounts/{Checked.SecondAccount}/magic/apps",
                $"GET accounts/{Checked.SecondAccount}/magic/cf_interconnects", $"GET accounts/{Checked.SecondAccount}/secondary_dns/peers",
                "GET accounts?page=1&per_page=50", Checked.Targets, "GET magic/apps", "GET magic/cf_interconnects", "GET secondary_dns/peers", AsUser,
            ],
            portal.Calls);
    }

    [Fact]
    public async Task Check_OfAnAccountTokenInTwoAccounts_AsksEachAccount()
    {
        using Checked portal = new(Checked.AccountToken, accounts: 2);
        portal.Wire.On($"GET accounts/{Checked.SecondAccount}/tokens/verify", Checked.No, 403);

        Assert.Equal("known to the account", Tell((await portal.RunAsync()).Token));
        Assert.Equal("refused to the account", Tell(portal.Checks.State.Accounts[Checked.SecondAccount].Token));
    }

    [Fact]
    public async Task Check_WhoseAccountListIsRefused_SaysSoAndFindsEverythingElse()
    {
        using Checked portal = new(Checked.AccountToken);
        portal.Wire.On("GET accounts?page=1&per_page=50", """{"success":false,"errors":[{"code":1001,"message":"Account tokens may not list accounts"}]}""", 400);

        var check = await portal.RunAsync();

        Assert.Equal(1001, Assert.Single(Assert.IsType<ApiFailure.Rejected>(check.Listing.Failure).Answer.Errors).Code);
        Assert.Equal("known to the account", Tell(check.Token));
        Assert.Empty(check.Unanswered);
        Assert.All(ProbeTests.Kinds, kind => Assert.True(portal.MayRead(kind)));
    }

    [Theory]
    [InlineData("", "Listed", true)]
    [InlineData(""","result_info":{"total_count":60}""", "Listed", false)]
    public async Task Check_WithAnAccountList_FindsTheAccountInIt(string info, string name, bool isComplete)
    {
        using Checked portal = new(Checked.UserToken);
        portal.Wire.On("GET accounts?page=1&per_page=50", $$"""{"success":true,"result":[{"id":"x","name":"Other"},{"id":"{{Wire.AccountId}}","name":"{{name}}"}]{{info}}}""");

        var listing = (await portal.RunAsync()).Listing;

        Assert.Equal((name, isComplete, null), (listing.Account?.Name, listing.IsComplete, listing.Failure));
    }

    [Theory]
    [InlineData("active", null, null, TokenHealth.Good)]
    [InlineData("active", null, 31.0, TokenHealth.Good)]
    [InlineData("active", null, 30.0, TokenHealth.ExpiresSoon)]
    [InlineData("active", null, 0.5, TokenHealth.ExpiresSoon)]
    [InlineData("active", null, 0.0, TokenHealth.Expired)]
    [InlineData("active", null, -1.0, TokenHealth.Expired)]
    [InlineData("expired", null, null, TokenHealth.Expired)]
    [InlineData("expired", null, 100.0, TokenHealth.Expired)]
    [InlineData("disabled", null, 100.0, TokenHealth.NotActive)]
    [InlineData("something new", null, null, TokenHealth.NotActive)]
    [InlineData("active", 1.0, 100.0, TokenHealth.NotYetValid)]
    [InlineData("active", -1.0, 100.0, TokenHealth.Good)]
    [InlineData(null, null, null, TokenHealth.Good)]
    public void Health_AtAMoment_IsWhatTheStatusAndTheDatesSay(string? status, double? begins, double? ends, TokenHealth health)
    {
        TokenStatus token = new() { Status = status, NotBefore = InDays(begins), ExpiresOn = InDays(ends) };

        Assert.Equal(health, new TokenCheck.Known(TokenOwner.User, token).HealthAt(Now));
    }

    private static DateTimeOffset? InDays(double? days) => days is { } count ? Now.AddDays(count) : null;

    private static string Tell(TokenCheck check) => check switch
    {
        TokenCheck.NotOffered => "not offered",
        TokenCheck.Known known => $"known to the {(known.Owner == TokenOwner.User ? "user" : "account")}",
        TokenCheck.Refused { Owner: null } => "refused to both",
        TokenCheck.Refused refused => $"refused to the {(refused.Owner == TokenOwner.User ? "user" : "account")}",
        _ => "unanswered",
    };
}
