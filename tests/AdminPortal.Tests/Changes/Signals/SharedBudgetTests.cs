using System.Diagnostics;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Pipeline.Budget;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Changes.Store;
using AdminPortal.Tests.Cloudflare;
using AdminPortal.Tests.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Signals;

/// <summary>Three instances with one credential and one PostgreSQL database, each with a pipeline of its own.</summary>
public sealed class SharedBudgetTests(SharedPostgres postgres) : IAsyncLifetime
{
    private const string TargetId = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
    private const int Quota = 60;
    private const int Calls = 80;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    private readonly List<ServiceProvider> _portals = [];
    private readonly List<CloudflareAccounts> _accounts = [];
    private TestStore _database = null!;
    private SandboxHost _sandbox = null!;

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.NewStoreAsync();
        _sandbox = await SandboxHost.StartAsync(options => (options.RateLimit.Quota, options.RateLimit.Window) = (Quota, Window));
        for (var instance = 0; instance < 3; instance++)
        {
            var portal = _database.NewPortal();
            _portals.Add(portal);
            _accounts.Add(AccountsOf(_sandbox, portal));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _accounts.ForEach(accounts => accounts.Dispose());
        foreach (var portal in _portals)
        {
            await portal.DisposeAsync();
        }

        await _sandbox.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Updates_OfThreeInstances_MeetNo429()
    {
        // An instance takes the limit for the documented one until an answer tells it otherwise.
        foreach (var accounts in _accounts)
        {
            Assert.IsType<ApiResult<Target>.Ok>(await UpdateAsync(accounts, Ending));
        }

        var begun = Stopwatch.GetTimestamp();

        var results = await Task.WhenAll(_accounts.SelectMany(accounts => Enumerable.Range(0, Calls).Select(_ => UpdateAsync(accounts, Ending))));

        Assert.All(results, result => Assert.IsType<ApiResult<Target>.Ok>(result));

        // All of them fit into no fewer windows than this, so somebody must have waited.
        Assert.True(Stopwatch.GetElapsedTime(begun) >= Window * ((3 * Calls / Quota) - 1));
    }

    /// <summary>1,200 calls in five minutes, as documented, and more of them wanted at once: what does not fit waits instead of being refused.</summary>
    [Fact]
    public async Task Calls_BeyondTheDocumentedLimit_WaitOnAllInstances()
    {
        const int documented = 1200;
        await using var sandbox = await SandboxHost.StartAsync();
        using CancellationTokenSource enough = new();
        var accounts = _portals.ConvertAll(portal => AccountsOf(sandbox, portal));
        var answered = 0;
        var calls = accounts.SelectMany(instance => Enumerable.Range(0, documented / 2).Select(async _ =>
        {
            try
            {
                var answer = await UpdateAsync(instance, enough.Token);
                Interlocked.Increment(ref answered);
                return answer is ApiResult<Target>.Ok;
            }
            catch (OperationCanceledException) when (enough.IsCancellationRequested)
            {
                return true;
            }
        })).ToList();

        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(100));
        while (await _database.ScalarAsync("""SELECT count("EndedAt") FROM "BudgetCalls" """) is not (long and >= documented - 5))
        {
            await look.WaitForNextTickAsync(Ending);
        }

        await enough.CancelAsync();
        Assert.All(await Task.WhenAll(calls), Assert.True);
        Assert.InRange(answered, documented - 5, documented);
        accounts.ForEach(instance => instance.Dispose());
    }

    [Fact]
    public async Task Calls_WhileTheDatabaseIsAway_GoOn()
    {
        await _database.ExecuteAsync("""ALTER TABLE "BudgetCalls" RENAME TO "Away" """);
        try
        {
            Assert.IsType<ApiResult<Target>.Ok>(await UpdateAsync(_accounts[0], Ending));
        }
        finally
        {
            await _database.ExecuteAsync("""ALTER TABLE "Away" RENAME TO "BudgetCalls" """);
        }
    }

    [Fact]
    public async Task Calls_OfAnInstanceThatWasKilled_CountUntilTheLongestCallWouldHaveEnded()
    {
        var budget = _portals[0].GetRequiredService<ISharedBudget>();
        var lost = await budget.TakeAsync("credential", 1, Window, CallPriority.Interactive, Ending);
        using CancellationTokenSource impatient = new();
        var waits = _portals[1].GetRequiredService<ISharedBudget>().TakeAsync("credential", 1, Window, CallPriority.Interactive, impatient.Token);
        Assert.Equal(1L, await _database.ScalarAsync("""SELECT count(*) FROM "BudgetCalls" WHERE "EndedAt" IS NULL"""));
        Assert.False(waits.IsCompleted);

        await _database.ExecuteAsync("""UPDATE "BudgetCalls" SET "TakenAt" = "TakenAt" - 70000000""");

        (await waits.WaitAsync(TimeSpan.FromSeconds(30), Ending)).Dispose();
        Assert.NotNull(lost);
    }

    [Fact]
    public async Task Wait_GivenUp_CountsNothing()
    {
        var budget = _portals[0].GetRequiredService<ISharedBudget>();
        var first = await budget.TakeAsync("credential", 1, Window, CallPriority.Interactive, Ending);
        using CancellationTokenSource impatient = new();
        var waits = budget.TakeAsync("credential", 1, Window, CallPriority.Interactive, impatient.Token);

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        first.Dispose();
        (await budget.TakeAsync("credential", 1, Window, CallPriority.Interactive, Ending).WaitAsync(TimeSpan.FromSeconds(30), Ending)).Dispose();
        Assert.Equal(1L, await _database.ScalarAsync("""SELECT count(*) FROM "BudgetCalls" """));
    }

    private static CloudflareAccounts AccountsOf(SandboxHost sandbox, ServiceProvider portal) => new(
        () => CloudflareSettings.ForSandbox(new(sandbox.Server.Address.ToString()), SandboxHost.AccountId, "Example", "sandbox-token"),
        Transport.Create(),
        new(Budget: portal.GetRequiredService<ISharedBudget>()),
        new RecordingLogger(),
        TimeProvider.System);

    private static Task<ApiResult<Target>> UpdateAsync(CloudflareAccounts accounts, CancellationToken cancellationToken) => accounts.All[0].Targets.UpdateAsync(
        SandboxHost.AccountId,
        TargetId,
        new() { Hostname = "infra-access-target", Ip = new() { Ipv4 = new() { IpAddr = "187.26.29.249", VirtualNetworkId = SandboxHost.DefaultNetwork } } },
        cancellationToken);
}
