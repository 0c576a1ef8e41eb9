using System.Net;
using System.Threading.Channels;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Tests.Cloudflare.Pipeline;

public sealed class RetryTests
{
    private const string Get = "GET secondary_dns/peers/1";
    private const string Put = "PUT secondary_dns/peers/1";
    private const string Ok = """{"success":true,"result":{"id":"1","name":"a"}}""";
    private const string No = """{"success":false,"errors":[{"code":1000,"message":"no"}]}""";

    private readonly FakeClock _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(408, 4)]
    [InlineData(500, 4)]
    [InlineData(502, 4)]
    [InlineData(503, 4)]
    [InlineData(504, 4)]
    [InlineData(400, 1)]
    [InlineData(401, 1)]
    [InlineData(403, 1)]
    [InlineData(404, 1)]
    [InlineData(409, 1)]
    [InlineData(200, 1)]
    [InlineData(302, 1)]
    public async Task Read_AnsweredSo_IsSentThatOften(int status, int times)
    {
        var wire = Wire.Answering(Get, status == 200 ? Ok : No, status);

        await _clock.RunAsync(wire.Client(clock: _clock).Peers.ReadAsync(Wire.AccountId, "1", Cancel));

        Assert.Equal(times, wire.Sent.Count);
        Assert.All(wire.Sent, sent => Assert.Equal("AdminPortal/0.1.0", sent.Headers["User-Agent"]));
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, 4)]
    [InlineData(HttpRequestError.ConnectionError, 4)]
    [InlineData(HttpRequestError.ResponseEnded, 4)]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded, 1)]
    public async Task Read_WithoutAnAnswer_IsSentThatOften(HttpRequestError error, int times)
    {
        var wire = Wire.Failing(Get, new HttpRequestException(error));

        await _clock.RunAsync(wire.Client(clock: _clock).Peers.ReadAsync(Wire.AccountId, "1", Cancel));

        Assert.Equal(times, wire.Sent.Count);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Write_AnsweredSo_IsSentOnce(int status)
    {
        var wire = Wire.Answering(Put, No, status).On("POST secondary_dns/peers", No, status).On("DELETE infrastructure/targets/1", No, status);

        await _clock.RunAsync(wire.Client(clock: _clock).Peers.UpdateAsync(Wire.AccountId, "1", new(), Cancel));
        await _clock.RunAsync(wire.Client(clock: _clock).Peers.CreateAsync(Wire.AccountId, new(), Cancel));
        await _clock.RunAsync(wire.Client(clock: _clock).Targets.DeleteAsync(Wire.AccountId, "1", Cancel));

        Assert.Equal(3, wire.Sent.Count);
    }

    [Fact]
    public async Task Write_WhoseConnectionBreaks_IsSentOnce()
    {
        var wire = Wire.Failing(Put, new HttpRequestException(HttpRequestError.ResponseEnded));

        await _clock.RunAsync(wire.Client(clock: _clock).Peers.UpdateAsync(Wire.AccountId, "1", new(), Cancel));

        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task Read_ThatSucceedsTheSecondTime_IsOkAndTheLogCountsTheRetry()
    {
        var answers = 0;
        var wire = new Wire().On(Get, () => new((HttpStatusCode)(++answers == 1 ? 503 : 200)) { Content = new StringContent(Ok) });

        var result = await _clock.RunAsync(wire.Client(clock: _clock).Peers.ReadAsync(Wire.AccountId, "1", Cancel));

        Assert.IsType<ApiResult<Peer>.Ok>(result);
        Assert.Contains("1 retries, 1198 calls left", Assert.Single(wire.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_FailingAgainAndAgain_WaitsLongerEachTimeButNeverLong()
    {
        var waits = new List<TimeSpan>();
        var wire = Wire.Answering(Get, No, 500);
        using var watch = CallWatch.Start(wait => waits.AddRange(wait is null ? [] : [wait.GoesOnAt - _clock.GetUtcNow()]));

        await _clock.RunAsync(wire.Client(clock: _clock).Peers.ReadAsync(Wire.AccountId, "1", Cancel));

        Assert.Equal(3, waits.Count);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(8)));
    }

    [Theory]
    [InlineData(503, 300, 4)]
    [InlineData(503, 301, 1)]
    [InlineData(429, 300, 4)]
    [InlineData(429, 301, 1)]
    public async Task Read_ToldToRetryAfter_ObeysUpToFiveMinutes(int status, int seconds, int times)
    {
        var wire = Wire.Answering(Get, No, status, ("Retry-After", seconds.ToString()));

        var result = await _clock.RunAsync(wire.Client(clock: _clock).Peers.ReadAsync(Wire.AccountId, "1", Cancel));

        Assert.Equal(times, wire.Sent.Count);
        Assert.True(_clock.Now >= TimeSpan.FromSeconds(seconds * (times - 1)), $"{_clock.Now}");
        var failure = Assert.IsType<ApiResult<Peer>.Failed>(result).Failure;
        Assert.Equal(status == 429, failure is ApiFailure.Throttled { RetryAfter.TotalSeconds: var wait } && (int)wait == seconds);
    }

    [Fact]
    public async Task AnyCall_AfterABlockOfMoreThanFiveMinutes_IsThrottledWithoutBeingSent()
    {
        var wire = Wire.Answering(Get, No, 429, ("Retry-After", "3600"));
        var client = wire.Client(clock: _clock);
        await client.Peers.ReadAsync(Wire.AccountId, "1", Cancel);
        _clock.Advance(TimeSpan.FromMinutes(10));

        var result = await client.Peers.UpdateAsync(Wire.AccountId, "1", new(), Cancel);

        Assert.Equal(TimeSpan.FromMinutes(50), Assert.IsType<ApiFailure.Throttled>(Assert.IsType<ApiResult<Peer>.Failed>(result).Failure).RetryAfter);
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task Wait_OfARead_IsToldAndEndsWithItsCancellation()
    {
        using CancellationTokenSource cancelled = new();
        var told = Channel.CreateUnbounded<CallWait?>();
        var wire = Wire.Answering(Get, No, 503, ("Retry-After", "120"));
        using var watch = CallWatch.Start(wait => told.Writer.TryWrite(wait));

        var call = wire.Client(clock: _clock).Peers.ReadAsync(Wire.AccountId, "1", cancelled.Token);
        var wait = await told.Reader.ReadAsync(Cancel);
        await cancelled.CancelAsync();

        Assert.Equal(new(CallWaitReason.RetryAfter, _clock.GetUtcNow().AddMinutes(2)), wait);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Null(await told.Reader.ReadAsync(Cancel));
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task Attempt_ThatTakesAMinute_IsGivenUpAndNotRetried()
    {
        TaskCompletionSource sent = new();
        var wire = new Wire().On(Get, async cancelled =>
        {
            sent.SetResult();
            await Task.Delay(Timeout.Infinite, cancelled);
            throw new InvalidOperationException();
        });

        var call = wire.Client(clock: _clock).Peers.ReadAsync(Wire.AccountId, "1", Cancel);
        await sent.Task;
        _clock.Advance(TimeSpan.FromSeconds(60));

        var failure = Assert.IsType<ApiFailure.Unreachable>(Assert.IsType<ApiResult<Peer>.Failed>(await call).Failure);
        Assert.Contains("in time", failure.Reason, StringComparison.Ordinal);
        Assert.Single(wire.Sent);
        Assert.Contains("timed out", Assert.Single(wire.Log.Lines), StringComparison.Ordinal);
    }
}
