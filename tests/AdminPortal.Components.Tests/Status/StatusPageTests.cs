using AdminPortal.Changes;
using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Status;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AdminPortal.Components.Tests.Status;

public sealed class StatusPageTests : PortalTestContext
{
    private const string Verify = "GET user/tokens/verify";
    private const string Ok = """{"success":true,"result":[]}""";
    private const string No = """{"success":false,"errors":[{"code":10000,"message":"Authentication error"}],"result":null}""";
    private HealthStatus _store = HealthStatus.Healthy;

    public StatusPageTests()
    {
        Services.AddSingleton<CheckOnDemand>();
        Services.AddLogging();
        Services.AddHealthChecks().AddCheck("store", () => new HealthCheckResult(_store)).AddCheck("api", () => HealthCheckResult.Unhealthy());
        foreach (var below in (string[])["", $"accounts/{Wire.SecondId}/"])
        {
            Wire.On($"GET {below}infrastructure/targets?page=1&per_page=1", Ok).On($"GET {below}magic/apps", Ok).On($"GET {below}secondary_dns/peers", Ok)
                .On($"GET {below}magic/cf_interconnects", """{"success":true,"result":{"interconnects":[]}}""");
        }

        Wire.On(Verify, """{"success":true,"result":{"id":"t","status":"active","expires_on":"2026-03-16T05:06:07Z"}}""")
            .On("GET accounts?page=1&per_page=50", $$"""{"success":true,"result":[{"id":"{{Wire.AccountId}}","name":"Example","type":"enterprise"}]}""");
    }

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private AccountClient Account => Services.GetRequiredService<ICloudflareAccounts>().All[0];

    [Fact]
    public void Page_BeforeAnyCheck_SaysSoEverywhereAndCallsNothing()
    {
        var page = Render<StatusPage>();

        Assert.StartsWith("Not checked yet.", page.Find("p[role=status]").Words(), StringComparison.Ordinal);
        Assert.Equal("User token (cfut_)", Fact(page, "Credential"));
        Assert.Equal("Not checked yet", Fact(page, "Token"));
        Assert.Equal("Not yet", Fact(page, "Last checked"));
        Assert.Equal(["Not checked yet", "Not checked yet", "Not checked yet", "Not checked yet"], Cells(page, "td:nth-child(2)"));
        Assert.Empty(Wire.Sent);
    }

    [Fact]
    public async Task Page_AfterACheck_ShowsTheTokenItsEndAndEveryKind()
    {
        await CheckAsync();

        var page = Render<StatusPage>();

        Assert.Equal("Active", Fact(page, "Token"));
        Assert.StartsWith("2026-03-16 05:06 UTC: Expires in 12 days", Fact(page, "Expires"), StringComparison.Ordinal);
        Assert.Contains("tone-warning", page.Find("dd .tone-warning").ClassName, StringComparison.Ordinal);
        Assert.Equal("2026-03-04 05:06 UTC", Fact(page, "Last checked"));
        Assert.Equal("Listed as \"Example\", enterprise", Fact(page, "Account list"));
        Assert.Equal(["Targets", "Apps", "Peers", "Interconnects"], page.Texts("tbody th"));
        Assert.All(Cells(page, "td:nth-child(2)"), cell => Assert.Equal("Works seen 2026-03-04 05:06 UTC", cell));
        Assert.Equal(
            ["Not probed Needs Zero Trust Write.", "Not probed Needs Magic WAN Write or Magic Transit Write.", "Not probed Needs Account Settings Write.", "Not probed Needs Magic WAN Write or Magic Transit Write."],
            Cells(page, "td:nth-child(3)"));
        Assert.Empty(page.FindAll(".refusal"));
    }

    [Fact]
    public async Task Refusals_OfReadsAndWrites_StandWithTheApisWordsOurExplanationAndThePermission()
    {
        Wire.On("GET magic/apps", No.Replace("10000", "1025", StringComparison.Ordinal), 403).On("PUT secondary_dns/peers/1", No, 403);
        await CheckAsync();
        await Account.Peers.UpdateAsync(Wire.AccountId, "1", new(), Cancel);

        var page = Render<StatusPage>();

        Assert.Equal("Not subscribed seen 2026-03-04 05:06 UTC", Cells(page, "tr:nth-child(2) td:nth-child(2)").Single());
        Assert.Equal("Refused last write 2026-03-04 05:06 UTC. Needs Account Settings Write.", Cells(page, "tr:nth-child(3) td:nth-child(3)").Single());
        var notes = page.FindAll(".refusal");
        Assert.Equal(["Apps, read", "Peers, write"], notes.Select(note => note.GetAttribute("aria-label")));
        Assert.StartsWith("Apps, read: not subscribed, 2026-03-04 05:06 UTC Authentication error code 1025", notes[0].Words(), StringComparison.Ordinal);
        Assert.StartsWith("The account has no Magic WAN.", notes[0].QuerySelector(".explanation")!.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("Needs", notes[0].Words(), StringComparison.Ordinal);
        Assert.StartsWith("Peers, write: refused, 2026-03-04 05:06 UTC Authentication error code 10000", notes[1].Words(), StringComparison.Ordinal);
        Assert.EndsWith("Give it Account Settings Write, for this account.", notes[1].QuerySelector(".explanation")!.Words(), StringComparison.Ordinal);
        Assert.Equal(["HTTP 403", "Needs Account Settings Write", $"Ray id {Wire.Ray}"], notes[1].QuerySelectorAll(".facts > span").Select(fact => fact.Words()));
        Assert.All(notes, note => Assert.False(note.HasAttribute("role")));
    }

    [Fact]
    public async Task Write_ThatLanded_WorksAsOfItsTime()
    {
        Wire.On("PUT secondary_dns/peers/1", """{"success":true,"result":{"id":"1","name":"a"}}""");
        var page = Render<StatusPage>();

        await Account.Peers.UpdateAsync(Wire.AccountId, "1", new(), Cancel);

        page.WaitForAssertion(() => Assert.Equal("Works last write 2026-03-04 05:06 UTC", Cells(page, "tr:nth-child(3) td:nth-child(3)").Single()));
    }

    [Fact]
    public async Task Check_WithoutAnswers_IsToldApartFromRefusals()
    {
        Wire.On(Verify, "<html>", 500).On("GET secondary_dns/peers", "<html>", 500).On("GET accounts?page=1&per_page=50", """{"success":false,"errors":[{"code":1001,"message":"no"}],"result":null}""", 400);
        await Account.Peers.ListAsync(Wire.AccountId, Cancel);
        Wire.On("GET secondary_dns/peers", Ok);
        await Account.Peers.ListAsync(Wire.AccountId, Cancel);
        Wire.On("GET secondary_dns/peers", "<html>", 500);
        Time.Advance(TimeSpan.FromMinutes(1));
        await CheckAsync();

        var page = Render<StatusPage>();

        Assert.StartsWith("Could not be checked. The API answered with status 500", Fact(page, "Token"), StringComparison.Ordinal);
        Assert.Contains("Nothing depends on it", Fact(page, "Account list"), StringComparison.Ordinal);
        var cell = Cells(page, "tr:nth-child(3) td:nth-child(2)").Single();
        Assert.StartsWith("No answer checked 2026-03-04 05:07 UTC. The API answered with status 500", cell, StringComparison.Ordinal);
        Assert.EndsWith("Before that: works.", cell, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".refusal"));
    }

    [Fact]
    public async Task Token_ThatIsRefused_ShowsTheApisWords()
    {
        Wire.On(Verify, """{"success":false,"errors":[{"code":1000,"message":"Invalid API Token"}],"result":null}""", 401);
        await CheckAsync();

        var page = Render<StatusPage>();

        Assert.StartsWith("Refused as a user's token.", Fact(page, "Token"), StringComparison.Ordinal);
        Assert.Contains("Invalid API Token code 1000", page.Find(".refusal").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void CheckNow_ByAnOperator_ChecksOnceAndShowsWhatCame()
    {
        var held = Wire.Hold("GET magic/apps");
        var page = Render<StatusPage>();

        page.Button("Check now").Click();

        page.WaitForAssertion(() => Assert.StartsWith("Checking", page.Find("p[role=status]").Words(), StringComparison.Ordinal));
        Assert.True(page.Button("Check now").HasAttribute("disabled"));
        held.SetResult(Wire.Reply(Ok));
        page.WaitForAssertion(() => Assert.Equal("Active", Fact(page, "Token")));
        Assert.False(page.Button("Check now").HasAttribute("disabled"));
        Assert.Equal(6, Wire.Sent.Count);
    }

    [Fact]
    public async Task CheckNow_ByAViewer_IsNotOfferedAndRefused()
    {
        SignIn(Role.Viewer);

        Assert.Empty(Render<StatusPage>().FindAll("button.page-action"));
        Assert.Equal(CheckOnDemand.ViewerRefusal, await Services.GetRequiredService<CheckOnDemand>().RunAsync(new("V", Role.Viewer), Cancel));
        Assert.Empty(Wire.Sent);
    }

    [Theory]
    [InlineData(HealthStatus.Healthy, "Answers")]
    [InlineData(HealthStatus.Unhealthy, "Does not answer.")]
    public void Console_OfAnyState_ShowsItsVersionItsApiAndItsStore(HealthStatus store, string words)
    {
        _store = store;

        var page = Render<StatusPage>();

        page.WaitForAssertion(() => Assert.StartsWith(words, Fact(page, "Store"), StringComparison.Ordinal));
        Assert.Equal("0.1.0", Fact(page, "Version"));
        Assert.StartsWith("The embedded sandbox", Fact(page, "API"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "User token (cfut_); the same as for Lab")]
    [InlineData(false, "User token (cfut_)")]
    public void Accounts_OfOneCredential_SaySo(bool shares, string credential)
    {
        ConfigureTwoAccounts(shares);

        var page = Render<StatusPage>();

        Assert.Equal(["Example", "Lab", "Console"], page.Texts("h2"));
        Assert.Equal(credential, Fact(page, "Credential"));
    }

    [Fact]
    public async Task Page_ThatNothingNewHappensTo_RendersNothing()
    {
        await CheckAsync();
        var page = Render<StatusPage>();
        page.WaitForAssertion(() => Assert.Equal("Answers", Fact(page, "Store")));
        await page.InvokeAsync(() => { });
        var renders = page.RenderCount;

        await Account.Peers.ListAsync(Wire.AccountId, Cancel);
        await page.InvokeAsync(() => { });

        Assert.Equal(renders, page.RenderCount);
    }

    private Task CheckAsync() => Services.GetRequiredService<CredentialChecks>().CheckAsync("Test", CallPriority.Interactive, Cancel);

    private static IReadOnlyList<string> Cells(IRenderedComponent<StatusPage> page, string which) =>
        [.. page.FindAll($"tbody {which}").Select(cell => string.Join(' ', cell.Children.Select(part => part.Words())))];

    private static string Fact(IRenderedComponent<StatusPage> page, string name) =>
        page.FindAll("dt").First(term => term.Words() == name).NextElementSibling!.Words();
}
