using System.Net;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Tests.Cloudflare.Pipeline;

public sealed class ApiMeterTests : IDisposable
{
    private const string Requests = "http.client.request.duration";
    private const string Route = "accounts/{accountId}/infrastructure/targets/{targetId}";

    private readonly Measured _measured = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _measured.Dispose();

    [Theory]
    [InlineData(200, "adminportal.outcome=ok", null)]
    [InlineData(404, "adminportal.outcome=rejected", "404")]
    [InlineData(429, "adminportal.outcome=throttled", "429")]
    public async Task Request_Answered_IsMeasuredByMethodTemplateStatusAndOutcome(int status, string outcome, string? error)
    {
        using var wire = Wire.Answering("DELETE infrastructure/targets/0198-1", "{}", status);

        await Client(wire).Targets.DeleteAsync(Wire.AccountId, "0198-1", Cancel);

        var problem = error is null ? "" : $" error.type={error}";
        Assert.Equal([$"{outcome}{problem} http.request.method=DELETE http.response.status_code={status} server.address=api.test server.port=443 url.template={Route}"], _measured.TagsOf(Requests));
    }

    [Fact]
    public async Task Request_WithoutAnAnswer_IsMeasuredAsUnreachable()
    {
        using var wire = Wire.Failing("DELETE infrastructure/targets/0198-1", new HttpRequestException(HttpRequestError.ConnectionError, Wire.Token));

        await Client(wire).Targets.DeleteAsync(Wire.AccountId, "0198-1", Cancel);

        Assert.Equal([$"adminportal.outcome=unreachable error.type=ConnectionError http.request.method=DELETE server.address=api.test server.port=443 url.template={Route}"], _measured.TagsOf(Requests));
    }

    [Fact]
    public async Task Request_Cancelled_IsNoFailureOfTheApi()
    {
        using CancellationTokenSource gone = new();
        using var wire = new Wire().On("DELETE infrastructure/targets/0198-1", async token =>
        {
            await gone.CancelAsync();
            token.ThrowIfCancellationRequested();
            return new();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client(wire).Targets.DeleteAsync(Wire.AccountId, "0198-1", gone.Token));

        Assert.StartsWith("adminportal.outcome=cancelled ", Assert.Single(_measured.TagsOf(Requests)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_TriedAgain_IsMeasuredAttemptByAttemptWithoutItsQuery()
    {
        var attempts = 0;
        FakeClock clock = new();
        using var wire = new Wire().On(
            "GET infrastructure/targets?page=1", () => new(++attempts < 3 ? HttpStatusCode.BadGateway : HttpStatusCode.NotFound) { Content = new StringContent("{}") });

        await clock.RunAsync(Client(wire, clock).Targets.ListAsync(Wire.AccountId, new Dictionary<string, object>(StringComparer.Ordinal) { ["page"] = "1" }, Cancel));

        Assert.Equal(["502", "502", "404"], _measured.TagsOf(Requests).Select(tags => tags.Split("error.type=")[1][..3]));
        Assert.All(_measured.TagsOf(Requests), tags => Assert.EndsWith("url.template=accounts/{accountId}/infrastructure/targets", tags, StringComparison.Ordinal));
        Assert.Equal(["url.template=accounts/{accountId}/infrastructure/targets", "url.template=accounts/{accountId}/infrastructure/targets"], _measured.TagsOf("adminportal.api.retries"));
        Assert.All(_measured.ValuesOf(Requests), took => Assert.Equal(0, took));
    }

    [Fact]
    public async Task Queue_WithMoreCallsThanMayGo_IsMeasuredByPriority()
    {
        FakeClock clock = new();
        TaskCompletionSource answers = new();
        using var wire = new Wire();
        for (var id = 0; id < 18; id++)
        {
            wire.On($"GET secondary_dns/peers/{id}", async _ =>
            {
                await answers.Task;
                return new(HttpStatusCode.NotFound) { Content = new StringContent("{}") };
            });
        }

        var client = Client(wire, clock);
        var reads = Enumerable.Range(0, 18).Select(id => client.Peers.ReadAsync(Wire.AccountId, $"{id}", Cancel)).ToList();

        Assert.Equal(["2 adminportal.api.priority=interactive adminportal.credential=0", "0 adminportal.api.priority=background adminportal.credential=0"], _measured.Ask("adminportal.api.queue.length"));
        Assert.Equal(["16 adminportal.credential=0"], _measured.Ask("adminportal.api.in_flight"));
        Assert.Equal(["1184 adminportal.credential=0"], _measured.Ask("adminportal.api.budget.remaining"));
        Assert.Equal(["1200 adminportal.credential=0"], _measured.Ask("adminportal.api.budget.limit"));
        answers.SetResult();
        await clock.RunAsync(Task.WhenAll(reads));
        Assert.Equal(2, _measured.TagsOf("adminportal.api.queue.duration").Count);
        Assert.All(_measured.TagsOf("adminportal.api.queue.duration"), tags => Assert.Equal("adminportal.api.priority=interactive adminportal.api.queue=instance", tags));
    }

    [Fact]
    public void Instruments_All_HaveAUnitAndSayWhatTheyMeasure()
    {
        using Wire wire = new();
        _ = Client(wire);

        Assert.Equal(7, _measured.Instruments.Count);
        Assert.All(_measured.Instruments, instrument => Assert.False(string.IsNullOrEmpty(instrument.Unit) || string.IsNullOrEmpty(instrument.Description), instrument.Name));
    }

    private AccountClient Client(Wire wire, TimeProvider? clock = null) => wire.Client(clock: clock, meters: _measured);
}
