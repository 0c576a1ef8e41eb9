using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Instances;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Sessions;
using AdminPortal.Cloudflare.Pipeline.Budget;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Security;
using AdminPortal.Status;
using AdminPortal.Status.Sections;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Components.Tests.Status.Sections;

/// <summary>What administrators alone see of how the console is.</summary>
public sealed class StatusSectionsTests : JournalTestContext
{
    private const string OnlyAdministrators = "Only an administrator may do this.";

    public StatusSectionsTests()
    {
        Services.AddSingleton<ISessions>(Sessions);
        Services.AddSingleton<CheckOnDemand>();
        Services.AddSingleton<ConsoleStatus>();
        Services.AddSingleton<RecentFailures>();
        Services.AddSingleton<ILoggerProvider>(services => services.GetRequiredService<RecentFailures>());
        Services.AddLogging();
        Services.AddHealthChecks().AddCheck("store", () => HealthCheckResult.Healthy());
        SignIn("Anna Admin", Role.Administrator);
    }

    private ILogger Log => Services.GetRequiredService<ILogger<StatusSectionsTests>>();

    [Fact]
    public void Instance_Alone_IsThisOne()
    {
        var page = Show();

        page.WaitForAssertion(() => Assert.Equal(["0.1.0", "Runs", "2026-03-04 05:06 UTC", "2026-03-04 05:06:07 UTC"], page.Texts("table.instances td")));
        Assert.EndsWith("answers here", page.Find("table.instances th[scope=row]").Words(), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("section[aria-labelledby=instances] .alert"));
    }

    [Theory]
    [InlineData(true, "1.2.0", "Two versions run at once: an upgrade is under way, or was left half done.")]
    [InlineData(true, "1.1.0", null)]
    [InlineData(false, "1.2.0", null)]
    public void Instances_OfSeveralVersions_AreWarnedOfWhileTheyLive(bool isAlive, string version, string? warning)
    {
        Services.AddSingleton<IInstances>(new Running(
            new("a", "one", "1.1.0", Time.GetUtcNow(), Time.GetUtcNow(), IsThis: true, IsAlive: true),
            new("b", "two", version, Time.GetUtcNow(), Time.GetUtcNow(), IsThis: false, isAlive)));

        var page = Show();

        page.WaitForAssertion(() => Assert.Equal(["one answers here", "two"], page.Texts("table.instances tbody th")));
        Assert.Equal(isAlive ? "Runs" : "Not heard of any more", page.Texts("table.instances tr:nth-child(2) td")[1]);
        Assert.Equal(warning is null ? [] : [warning], page.Texts("section[aria-labelledby=instances] .alert"));
    }

    [Fact]
    public async Task Store_ThatAnswers_ShowsItsEngineItsPlaceAndWhatItHolds()
    {
        await WriteAsync();

        var page = Show();

        page.WaitForAssertion(() => Assert.StartsWith("Yes, ", Fact(page, "Answers"), StringComparison.Ordinal));
        Assert.Equal("SQLite file: for one instance", Fact(page, "Engine"));
        Assert.Equal(StoreFile, Fact(page, "Place"));
        Assert.Equal("2 entries of the journal, 0 drafts", Fact(page, "Holds"));
        Assert.Matches(@"^\d+ migrations, the last one \d{14}_\w+$", Fact(page, "Tables"));
        Assert.Matches(@"^\d+ KB$", Fact(page, "Size"));
    }

    [Fact]
    public async Task Store_ThatIsAway_IsAFindingAndLeavesTheRestOfThePage()
    {
        await WriteAsync();
        TakeStoreAway();

        var page = Show();

        page.WaitForAssertion(() => Assert.StartsWith("No. The store at", Fact(page, "Answers"), StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.StartsWith("What became of changes cannot be read", page.Find("[role=alert]").Words(), StringComparison.Ordinal));
        Assert.Contains("failed", page.Find("section[aria-labelledby=failures] td.why").Words(), StringComparison.Ordinal);
        Assert.Single(page.FindAll("table.budgets"));
        BringStoreBack();
        page.Button("Refresh").Click();

        page.WaitForAssertion(() => Assert.StartsWith("Yes, ", Fact(page, "Answers"), StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=alert]")));
    }

    [Fact]
    public async Task Changes_OpenOrUnclear_AreShownWithTheWayToThem()
    {
        await WriteAsync();
        var unclear = await WriteAsync(Update("Sam Sample"), new(JournalEvent.Unclear));
        var open = await WriteAsync(Update("Tim Third"), staysOpen: true);

        var page = Show();

        page.WaitForAssertion(() => Assert.Equal(["Open", "Unclear"], page.Texts("section[aria-labelledby=unfinished] td.outcome")));
        Assert.Equal(
            [$"/accounts/{Wire.AccountId}/activity/{open.Id}", $"/accounts/{Wire.AccountId}/activity/{unclear.Id}"],
            page.FindAll("section[aria-labelledby=unfinished] tbody th a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void Page_WithNothingToTell_SaysSo()
    {
        var page = Show();

        page.WaitForAssertion(() => Assert.Contains("None. Of every change", page.Find("section[aria-labelledby=unfinished]").Words(), StringComparison.Ordinal));
        Assert.Contains("The API announces no limit", Budget(new(2_000_000_000, 2_000_000_000, TimeSpan.FromMinutes(5), null, 0, 0, 0, null, [])), StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_AreShownAsTextAndNewOnesOnlyOnceAskedFor()
    {
        Log.LogWarning("Named {Name}", "<script>alert(1)</script>\nfail: forged");
        var page = Show();
        Assert.Equal([@"Named <script>alert(1)</script>\u000afail: forged"], page.Texts("section[aria-labelledby=failures] td.why"));
        Log.LogError("Worse");
        Assert.Single(page.FindAll("section[aria-labelledby=failures] tbody tr"));

        page.Button("Refresh").Click();

        page.WaitForAssertion(() => Assert.Equal(["Error", "Warning"], page.Texts("section[aria-labelledby=failures] td.outcome")));
        Assert.StartsWith("As of 2026-03-04 05:06:07", page.Find("p[role=status]").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void Budgets_InWords_TellWhatIsLeftWhoWaitsAndWhoUsedIt()
    {
        RateBudgetState state = new(1140, 1200, TimeSpan.FromMinutes(5), null, 2, 3, 4, null, [new("Sam Sample", 40), new("", 20)]);

        Assert.Equal("1140 of 1200 (95 %) in 5 minutes", BudgetWords.Left(state));
        Assert.Equal("3, and 4 in the background", BudgetWords.Waiting(state));
        Assert.Equal("Sam Sample 40, the console itself 20", BudgetWords.Users(state));
        Assert.Equal("a 1, b 1, c 1, d 1, e 1, 2 more", BudgetWords.Users(state with { Uses = [.. "abcdefg".Select(name => new CallerUse($"{name}", 1))] }));
    }

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(999, "999 bytes")]
    [InlineData(1_000, "1 KB")]
    [InlineData(1_840_000_000, "1.8 GB")]
    [InlineData(42_400_000, "42 MB")]
    public void Sizes_AreShownInTheirUnit(long bytes, string words) => Assert.Equal(words, StoreWords.Size(bytes));

    [Fact]
    public void Tables_OfANewerVersion_AreToldApart() =>
        Assert.StartsWith("2 of them are of a newer version than this instance", StoreWords.Newer(new(1, 5, "x", 2, 0, 0)), StringComparison.Ordinal);

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Operator)]
    [InlineData(Role.Approver)]
    public void Section_ForAnybodyElse_IsRefused(Role role)
    {
        SignIn(role);
        Log.LogError("Secret matters");

        AssertRefused<InstancesSection>();
        AssertRefused<StoreSection>();
        AssertRefused<BudgetSection>();
        AssertRefused<UnfinishedSection>();
        AssertRefused<FailuresSection>();
        var page = Show();
        Assert.Empty(page.FindAll("nav.tabs"));
        Assert.Empty(page.FindAll("section[aria-labelledby=failures]"));
        Assert.Equal(OnlyAdministrators, Services.GetRequiredService<Visibility>().RefusalOf(Local(role), "status/Console?a=b"));
        Assert.Null(Services.GetRequiredService<Visibility>().RefusalOf(Local(role), "status"));
    }

    [Fact]
    public void Accounts_OfSeveral_StandInOneTable()
    {
        ConfigureTwoAccounts();

        var page = Show(part: null);

        Assert.Equal(["Example", "Lab"], page.Texts("table.matrix tbody th"));
        Assert.Equal("Not checked yet", page.Texts("table.matrix td")[0]);
        Assert.Equal("Read Not checked yet Write Not probed", page.Texts("table.matrix td")[1]);
        SignIn(Role.Operator);
        Assert.Empty(Show(part: null).FindAll("table.matrix"));
    }

    private static Actor Local(Role role) => new("Local", role) { Holds = [new(AccessPolicy.LocalClaim, role.ToString())] };

    private void AssertRefused<T>()
        where T : StatusSection
    {
        var section = Render<T>(parameters => parameters.Add(section => section.Round, 0));
        section.WaitForAssertion(() => Assert.Equal([OnlyAdministrators], section.Texts("[role=alert]")));
        Assert.Empty(section.FindAll("table, dl"));
    }

    private static string Budget(RateBudgetState state) => BudgetWords.Left(state);

    private IRenderedComponent<StatusPage> Show(string? part = "console") => Render<StatusPage>(parameters => parameters.Add(page => page.Part, part));

    private sealed class Running(params IReadOnlyList<RunningInstance> instances) : IInstances
    {
        public Task<IReadOnlyList<RunningInstance>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(instances);
    }

    private static string Fact(IRenderedComponent<StatusPage> page, string name) =>
        page.FindAll("dt").First(term => term.Words() == name).NextElementSibling!.Words();
}
