using AdminPortal.Sandbox;

namespace AdminPortal.Tests.Sandbox;

public sealed class RateLimitTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Quota_Default_Is1200In300Seconds()
    {
        await using var sandbox = await SandboxHost.StartAsync(options => options.TimeProvider = _time);

        var answer = await sandbox.GetAsync("/accounts");

        Assert.Equal("\"default\";q=1200;w=300", answer.Headers.GetValues("Ratelimit-Policy").Single());
        Assert.Equal("\"default\";r=1199;t=300", answer.Headers.GetValues("Ratelimit").Single());
    }

    [Fact]
    public async Task Quota_Exceeded_BlocksForAFullWindowFromThen()
    {
        await using var sandbox = await StartAsync(quota: 2);
        (await sandbox.GetAsync("/accounts")).Expect(200);
        (await sandbox.GetAsync("/nothing")).Expect(404);
        _time.Advance(TimeSpan.FromSeconds(290));

        var refused = (await sandbox.GetAsync("/accounts")).Expect(429);
        Assert.Equal([971], refused.Codes);
        Assert.Equal("300", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal("\"default\";r=0;t=300", refused.Headers.GetValues("Ratelimit").Single());

        _time.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal("1", (await sandbox.GetAsync("/accounts")).Expect(429).Headers.GetValues("Retry-After").Single());

        _time.Advance(TimeSpan.FromSeconds(1));
        (await sandbox.GetAsync("/accounts")).Expect(200);
    }

    [Fact]
    public async Task Window_Over_StartsAnew()
    {
        await using var sandbox = await StartAsync(quota: 2);
        await sandbox.GetAsync("/accounts");
        await sandbox.GetAsync("/accounts");

        _time.Advance(TimeSpan.FromSeconds(300));

        Assert.Equal("\"default\";r=1;t=300", (await sandbox.GetAsync("/accounts")).Expect(200).Headers.GetValues("Ratelimit").Single());
    }

    [Fact]
    public async Task Limit_Disabled_NeverRefuses()
    {
        await using var sandbox = await SandboxHost.StartAsync(options => options.RateLimit = new SandboxRateLimit { Enabled = false, Quota = 1 });

        for (var request = 0; request < 5; request++)
        {
            var answer = (await sandbox.GetAsync("/accounts")).Expect(200);
            Assert.Equal("\"default\";r=1000000000;t=300", answer.Headers.GetValues("Ratelimit").Single());
            Assert.Equal("\"default\";q=1000000000;w=300", answer.Headers.GetValues("Ratelimit-Policy").Single());
        }
    }

    [Fact]
    public async Task Credential_Missing_CountsToo()
    {
        await using var sandbox = await StartAsync(quota: 1);
        using (var anonymous = sandbox.Request("GET", "/accounts"))
            (await sandbox.SendAsync(anonymous)).Expect(400);

        (await sandbox.GetAsync("/accounts")).Expect(429);
    }

    private Task<SandboxHost> StartAsync(int quota) => SandboxHost.StartAsync(options =>
    {
        options.TimeProvider = _time;
        options.RateLimit.Quota = quota;
    });
}

/// <summary>A clock that a test moves.</summary>
internal sealed class ManualTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time) => _now += time;
}
