using System.Threading.Channels;
using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Cloudflare.Credentials;

public sealed class DailyCredentialCheckTests : IDisposable
{
    /// <summary>The clock goes on while a check ends.</summary>
    private static readonly TimeSpan DayAndABit = TimeSpan.FromHours(24.5);

    private readonly FakeClock _clock = new();
    private readonly Checked _portal;
    private readonly Channel<TimeSpan> _checks = Channel.CreateUnbounded<TimeSpan>();

    public DailyCredentialCheckTests()
    {
        _portal = new(Checked.UserToken, _clock);
        _portal.Checks.Changed += () =>
        {
            if (!_portal.Checks.State.IsRunning)
            {
                _checks.Writer.TryWrite(_clock.Now);
            }
        };
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Check_FromTheStartOn_RunsOnceShortlyAfterItAndThenEachDay()
    {
        using var daily = await StartAsync(atStart: true);

        var first = await NextCheckAsync();
        var second = await NextCheckAsync();
        var third = await NextCheckAsync();

        Assert.InRange(first, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10));
        Assert.InRange(second - first, TimeSpan.FromHours(23), DayAndABit);
        Assert.InRange(third - second, TimeSpan.FromHours(23), DayAndABit);
        await daily.StopAsync(Cancel);
    }

    [Fact]
    public async Task Check_NotWantedAtTheStart_RunsADayLater()
    {
        using var daily = await StartAsync(atStart: false);

        Assert.InRange(await NextCheckAsync(), TimeSpan.FromHours(23), DayAndABit);
        await daily.StopAsync(Cancel);
    }

    [Fact]
    public async Task Check_ThatThrows_IsFollowedByTheNextDays()
    {
        var throws = true;
        _portal.Checks.Changed += () =>
        {
            if (throws && _portal.Checks.State.IsRunning)
            {
                throws = false;
                throw new InvalidOperationException("Broken.");
            }
        };
        using var daily = await StartAsync(atStart: true);

        await NextCheckAsync();
        await NextCheckAsync();

        Assert.Single(_portal.Checks.State.Accounts);
        await daily.StopAsync(Cancel);
    }

    [Fact]
    public async Task Check_OfTheDay_GoesInTheBackgroundUnderItsOwnName()
    {
        List<(string, CallPriority)> callers = [];
        _portal.Wire.On("GET magic/apps", () =>
        {
            callers.Add((CallScope.Current.Caller, CallScope.Current.Priority));
            return new(System.Net.HttpStatusCode.OK) { Content = new StringContent("""{"success":true,"result":[]}""") };
        });
        using var daily = await StartAsync(atStart: true);

        await NextCheckAsync();
        await daily.StopAsync(Cancel);

        Assert.Equal(("Token check", CallPriority.Background), callers[0]);
    }

    private async Task<DailyCredentialCheck> StartAsync(bool atStart)
    {
        DailyCredentialCheck daily = new(
            _portal.Checks,
            new(new("https://api.test/client/v4/"), []) { ChecksTokensAtStart = atStart },
            _clock,
            NullLogger<DailyCredentialCheck>.Instance);
        await daily.StartAsync(Cancel);
        return daily;
    }

    /// <summary>Moves the clock until a check has ended, and says when that was.</summary>
    private Task<TimeSpan> NextCheckAsync() => _clock.RunAsync(_checks.Reader.ReadAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancel));
}
