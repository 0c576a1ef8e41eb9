using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Sandbox;

namespace AdminPortal.Tests.Cloudflare.Pipeline.Budget;

/// <summary>The whole pipeline against the sandbox's rate limit, on one clock that moves only while nothing is on its way.</summary>
public sealed class SandboxLimitTests
{
    private const string TargetId = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    private readonly FakeClock _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Updates_AThousandAgainstTheLimit_MeetNo429AndUseNineteenTwentiethsOfIt()
    {
        const int Quota = 100;
        await using var sandbox = await StartAsync(Quota, TimeSpan.FromSeconds(10));
        var client = Client(sandbox, out var accounts);
        using var owner = accounts;

        var updates = Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => client.Targets.UpdateAsync(SandboxHost.AccountId, TargetId, Input, Cancel)));
        var results = await _clock.RunAsync(updates, () => client.Budget!.State.InFlight == 0);

        Assert.All(results, result => Assert.IsType<ApiResult<Target>.Ok>(result));
        var atTheLimit = TimeSpan.FromSeconds(10) * ((1000 / Quota) - 1);
        Assert.InRange(_clock.Now, atTheLimit, atTheLimit / 0.95);
    }

    [Fact]
    public async Task Updates_BesidesOthersWithTheSameCredential_MeetNo429()
    {
        await using var sandbox = await StartAsync(quota: 200, TimeSpan.FromSeconds(10));
        var client = Client(sandbox, out var accounts);
        using var owner = accounts;
        List<ApiResult<Target>> results = [];

        for (var round = 0; round < 60; round++)
        {
            (await sandbox.GetAsync("/accounts")).Expect(200);
            (await sandbox.GetAsync("/accounts")).Expect(200);
            var updates = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.Targets.UpdateAsync(SandboxHost.AccountId, TargetId, Input, Cancel)));
            results.AddRange(await _clock.RunAsync(updates, () => client.Budget!.State.InFlight == 0));
        }

        Assert.All(results, result => Assert.IsType<ApiResult<Target>.Ok>(result));
        Assert.Equal(480, results.Count);
        Assert.True(_clock.Now >= TimeSpan.FromSeconds(20), $"{_clock.Now}");
    }

    [Fact]
    public async Task Calls_WithoutALimitThatHolds_RunSideBySide()
    {
        TaskCompletionSource allArrived = new();
        var arrived = 0;
        Wire wire = new();
        for (var number = 0; number < 100; number++)
        {
            wire.On($"PUT secondary_dns/peers/{number}", async _ =>
            {
                if (Interlocked.Increment(ref arrived) == 100)
                {
                    allArrived.SetResult();
                }

                await allArrived.Task;
                return new() { Content = new StringContent("""{"success":true,"result":{"id":"1","name":"a"}}""") };
            });
        }

        var client = wire.On("GET secondary_dns/peers", """{"success":true,"result":[]}""").Client(clock: _clock);
        await client.Peers.ListAsync(Wire.AccountId, Cancel);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => client.Peers.UpdateAsync(Wire.AccountId, number.ToString(), new(), Cancel)));

        Assert.Equal(101, wire.Sent.Count);
    }

    [Fact]
    public async Task QueuedWrite_OfAPersonWhoLeaves_IsNeverSent()
    {
        await using var sandbox = await StartAsync(quota: 1, TimeSpan.FromSeconds(10));
        var client = Client(sandbox, out var accounts);
        using var owner = accounts;
        using CancellationTokenSource leaves = new();
        TaskCompletionSource<CallWait> told = new();
        await client.Targets.ReadAsync(SandboxHost.AccountId, TargetId, Cancel);

        using var watch = CallWatch.Start(wait => _ = wait is not null && told.TrySetResult(wait));
        var write = client.Targets.DeleteAsync(SandboxHost.AccountId, TargetId, leaves.Token);
        var wait = await told.Task;
        await leaves.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.Equal(CallWaitReason.Budget, wait.Reason);
        Assert.InRange(wait.GoesOnAt - _clock.GetUtcNow(), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(12));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<ApiResult<Target>.Ok>(await client.Targets.ReadAsync(SandboxHost.AccountId, TargetId, Cancel));
    }

    private static TargetInput Input { get; } = new()
    {
        Hostname = "infra-access-target",
        Ip = new() { Ipv4 = new() { IpAddr = "187.26.29.249", VirtualNetworkId = SandboxHost.DefaultNetwork } },
    };

    private Task<SandboxHost> StartAsync(int quota, TimeSpan window) => SandboxHost.StartAsync(options =>
    {
        options.TimeProvider = _clock;
        options.RateLimit.Quota = quota;
        options.RateLimit.Window = window;
    });

    private AccountClient Client(SandboxHost sandbox, out CloudflareAccounts accounts)
    {
        accounts = new(
            () => CloudflareSettings.ForSandbox(new(sandbox.Server.Address.ToString()), SandboxHost.AccountId, "Example", "sandbox-token"),
            Transport.Create(),
            null,
            new RecordingLogger(),
            _clock);
        return accounts.All[0];
    }
}
