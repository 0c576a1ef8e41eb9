using System.Diagnostics;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Tests.Cloudflare.Pipeline;

public sealed class CallWatchTests
{
    private const string Get = "GET secondary_dns/peers/1";
    private const string Ok = """{"success":true,"result":{"id":"1","name":"a"}}""";

    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly List<CallWait?> _told = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Watch_OfSeveralWaits_TellsTheLastToEndAndThenNone()
    {
        CallWait near = new(CallWaitReason.Retry, Noon);
        CallWait far = new(CallWaitReason.Budget, Noon.AddMinutes(1));
        using var watch = CallWatch.Start(_told.Add);
        WaitNotice one = new();
        WaitNotice other = new();

        one.Tell(near);
        other.Tell(far);
        other.Dispose();
        one.Dispose();
        one.Tell(far);

        Assert.Equal([near, far, near, null], _told);
    }

    [Fact]
    public void Watch_InsideAnother_TakesItsPlaceUntilItIsOver()
    {
        using var outer = CallWatch.Start(_told.Add);
        using (CallWatch.Start(_ => { }))
        {
            new WaitNotice().Tell(new(CallWaitReason.Retry, Noon));
        }

        new WaitNotice().Tell(new(CallWaitReason.Budget, Noon));

        Assert.Equal(CallWaitReason.Budget, Assert.Single(_told)!.Reason);
    }

    [Fact]
    public void Watch_ThatIsOver_HearsNothing()
    {
        using var watch = CallWatch.Start(_told.Add);
        WaitNotice notice = new();
        watch.Dispose();

        notice.Tell(new(CallWaitReason.Retry, Noon));

        Assert.Empty(_told);
    }

    [Fact]
    public async Task Scope_OfACall_ShowsInTheBudget()
    {
        FakeClock clock = new();
        var client = Wire.Answering(Get, Ok).Client(clock: clock);

        using (CallScope.Begin("Targets"))
        {
            await client.Peers.ReadAsync(Wire.AccountId, "1", Cancel);
        }

        await client.Peers.ReadAsync(Wire.AccountId, "1", Cancel);

        Assert.Equal([new("", 1), new("Targets", 1)], client.Budget!.State.Uses);
    }

    [Fact]
    public async Task BackgroundRead_ThatAPersonJoins_IsOneInteractiveCall()
    {
        FakeClock clock = new();
        var wire = new Wire();
        for (var id = 0; id < 20; id++)
        {
            wire.On($"GET secondary_dns/peers/{id}", Ok, 200, ("Ratelimit", "\"default\";r=1;t=10"), ("Ratelimit-Policy", "\"default\";q=20;w=10"));
        }

        var client = wire.Client(clock: clock);
        await client.Peers.ReadAsync(Wire.AccountId, "0", Cancel);
        List<Task> background = [];
        using (CallScope.Begin("Token check", CallPriority.Background))
        {
            background.AddRange(Enumerable.Range(1, 3).Select(id => client.Peers.ReadAsync(Wire.AccountId, id.ToString(), Cancel)));
        }

        var person = client.Peers.ReadAsync(Wire.AccountId, "3", Cancel);

        Assert.Equal((1, 2), (client.Budget!.State.QueuedInteractive, client.Budget.State.QueuedBackground));
        await clock.RunAsync(Task.WhenAll(background).ContinueWith(_ => true, Cancel, TaskContinuationOptions.None, TaskScheduler.Default));
        await person;
        Assert.Equal(["0", "1", "2", "3"], wire.Sent.Select(sent => sent.Line[^1..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Span_OfACall_FollowsTheConventionsAndNamesNoIdQueryOrCredential()
    {
        List<Activity> spans = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == CloudflareTrace.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using Activity test = new("test");
        test.Start();
        FakeClock clock = new();
        var client = Wire.Answering("GET infrastructure/targets/0198-1", "{}", 503, ("cf-ray", "8f-ORD"))
            .On("DELETE infrastructure/targets/0198-1", () => throw new HttpRequestException(HttpRequestError.ConnectionError, Wire.Token)).Client(clock: clock);

        await clock.RunAsync(client.Targets.ReadAsync(Wire.AccountId, "0198-1", Cancel));
        await client.Targets.DeleteAsync(Wire.AccountId, "0198-1", Cancel);

        var mine = spans.Where(span => span.TraceId == test.TraceId).ToList();
        Assert.Equal(
            ["GET accounts/{accountId}/infrastructure/targets/{targetId}", "DELETE accounts/{accountId}/infrastructure/targets/{targetId}"],
            mine.Select(span => span.DisplayName));
        Assert.All(mine, span => Assert.Equal((ActivityKind.Client, ActivityStatusCode.Error), (span.Kind, span.Status)));
        Assert.Equal(
            ["cloudflare.ratelimit.remaining=1196", "cloudflare.ray_id=8f-ORD", "error.type=503", "http.request.method=GET", "http.request.resend_count=3", "http.response.status_code=503", "server.address=api.test", "server.port=443", "url.template=accounts/{accountId}/infrastructure/targets/{targetId}"],
            Tags(mine[0]));
        Assert.Contains("error.type=ConnectionError", Tags(mine[1]));
        Assert.Equal(["adminportal.api.retry", "adminportal.api.retry", "adminportal.api.retry"], mine[0].Events.Select(told => told.Name));
        Assert.All(mine.SelectMany(Tags), tag => Assert.False(tag.Contains("0198", StringComparison.Ordinal) || tag.Contains(Wire.Token, StringComparison.Ordinal), tag));
    }

    private static IEnumerable<string> Tags(Activity span) => span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal);
}
