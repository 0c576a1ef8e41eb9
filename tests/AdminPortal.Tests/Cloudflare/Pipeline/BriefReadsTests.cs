using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Tests.Cloudflare.Pipeline;

public sealed class BriefReadsTests : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);

    private readonly FakeClock _clock = new();
    private readonly BriefReads _reads;
    private readonly List<TaskCompletionSource<ApiResult<string>>> _calls = [];
    private readonly SemaphoreSlim _called = new(0);

    public BriefReadsTests() => _reads = new(_clock);

    public void Dispose() => _called.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_ManyAtOnce_ReadsOnceAndTellsAll()
    {
        var all = Enumerable.Range(0, 50).Select(_ => GetAsync()).ToList();
        await AnswerAsync(0, "a");

        Assert.All(await Task.WhenAll(all), one => Assert.Equal("a", Text(one)));
        Assert.Single(_calls);
    }

    [Fact]
    public async Task Get_WithinTheTime_IsServedFromWhatIsKeptWithItsAge()
    {
        var begun = _clock.GetUtcNow();
        var first = GetAsync();
        await CalledAsync(0);
        _clock.Advance(TimeSpan.FromSeconds(2));
        _calls[0].SetResult(Ok("a"));
        Assert.Equal(begun, (await first).AsOf);

        _clock.Advance(Kept - TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        Assert.Equal(("a", begun), (Text(await GetAsync()), (await GetAsync()).AsOf));
        _clock.Advance(TimeSpan.FromTicks(1));
        var late = GetAsync();
        await AnswerAsync(1, "b");

        Assert.Equal("b", Text(await late));
        Assert.Equal(2, _calls.Count);
    }

    [Fact]
    public async Task Get_ThatWantsNothingKept_ReadsAnewAndServesTheOthersWithIt()
    {
        var first = GetAsync();
        await AnswerAsync(0, "a");
        await first;

        var anew = GetAsync(noOlderThan: TimeSpan.Zero);
        await AnswerAsync(1, "b");

        Assert.Equal("b", Text(await anew));
        Assert.Equal("b", Text(await GetAsync()));
        Assert.Equal(2, _calls.Count);
    }

    [Fact]
    public async Task Get_AFailure_IsToldToAllWhoWaitAndNotKept()
    {
        var waiting = new[] { GetAsync(), GetAsync() };
        await CalledAsync(0);
        _calls[0].SetResult(new ApiResult<string>.Failed(new ApiFailure.Rejected(ApiAnswer.None)));
        Assert.All(await Task.WhenAll(waiting), one => Assert.IsType<ApiResult<string>.Failed>(one.Result));

        var next = GetAsync();
        await AnswerAsync(1, "b");

        Assert.Equal("b", Text(await next));
    }

    [Fact]
    public async Task Get_AnExceptionOfTheRead_IsToldToAllWhoWaitAndNotKept()
    {
        var waiting = new[] { GetAsync(), GetAsync() };
        await CalledAsync(0);
        _calls[0].SetException(new InvalidOperationException());
        foreach (var one in waiting)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => one);
        }

        var next = GetAsync();
        await AnswerAsync(1, "b");

        Assert.Equal("b", Text(await next));
    }

    [Fact]
    public async Task Get_AfterAChange_NeitherJoinsNorKeepsAReadFromBefore()
    {
        var before = GetAsync(edition: 1);
        await CalledAsync(0);
        var after = GetAsync(edition: 2);
        await CalledAsync(1);
        _calls[1].SetResult(Ok("new"));
        Assert.Equal("new", Text(await after));

        _calls[0].SetResult(Ok("old"));

        Assert.Equal("old", Text(await before));
        Assert.Equal("new", Text(await GetAsync(edition: 2)));
        Assert.Equal("new", Text(await GetAsync(edition: 1)));
        Assert.Equal(2, _calls.Count);
    }

    [Fact]
    public async Task Get_AfterAChangeThatCameDuringTheRead_ReadsAgain()
    {
        var before = GetAsync(edition: 1);
        await AnswerAsync(0, "old");
        Assert.Equal("old", Text(await before));

        var after = GetAsync(edition: 2);
        await AnswerAsync(1, "new");

        Assert.Equal("new", Text(await after));
    }

    [Fact]
    public async Task Get_WhatCameBefore_IsNotWrittenOverByAReadThatBeganEarlier()
    {
        var slow = GetAsync(CallPriority.Background);
        await CalledAsync(0);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var quick = GetAsync();
        await AnswerAsync(1, "later");
        await quick;

        _calls[0].SetResult(Ok("earlier"));

        Assert.Equal("earlier", Text(await slow));
        Assert.Equal("later", Text(await GetAsync()));
    }

    [Fact]
    public async Task Get_BySomebody_DoesNotWaitForAReadThatNobodyWaitedFor()
    {
        var background = GetAsync(CallPriority.Background);
        await CalledAsync(0);
        var interactive = GetAsync();
        await AnswerAsync(1, "mine");
        Assert.Equal("mine", Text(await interactive));

        var second = GetAsync(CallPriority.Background, noOlderThan: TimeSpan.Zero);
        await CalledAsync(2);
        var third = GetAsync(CallPriority.Background, noOlderThan: TimeSpan.Zero);
        _calls[0].SetResult(Ok("old"));
        _calls[2].SetResult(Ok("shared"));

        Assert.Equal(["old", "shared", "shared"], (await Task.WhenAll(background, second, third)).Select(Text));
        Assert.Equal(3, _calls.Count);
    }

    [Fact]
    public async Task Get_OfOtherKeys_AreReadsOfTheirOwn()
    {
        var one = GetAsync(key: "1");
        await CalledAsync(0);
        var other = GetAsync(key: "2");
        await CalledAsync(1);
        _calls[0].SetResult(Ok("a"));
        _calls[1].SetResult(Ok("b"));

        Assert.Equal(["a", "b"], (await Task.WhenAll(one, other)).Select(Text));
    }

    [Fact]
    public async Task Cancellation_OfOne_LeavesTheOthersAndOfAllEndsTheRead()
    {
        using CancellationTokenSource first = new();
        using CancellationTokenSource second = new();
        var one = GetAsync(cancellationToken: first.Token);
        await CalledAsync(0);
        var other = GetAsync(cancellationToken: second.Token);

        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        Assert.False(_calls[0].Task.IsCompleted);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _calls[0].Task);

        var next = GetAsync();
        await AnswerAsync(1, "b");
        Assert.Equal("b", Text(await next));
    }

    [Fact]
    public async Task CanServe_SaysWhetherACallIsNeeded()
    {
        BriefRequest request = new("key", 1, Kept, Kept);
        Assert.False(_reads.CanServe(request));

        var read = GetAsync(edition: 1);
        await CalledAsync(0);
        Assert.True(_reads.CanServe(request));
        Assert.False(_reads.CanServe(request with { Edition = 2 }));
        _calls[0].SetResult(Ok("a"));
        await read;

        Assert.True(_reads.CanServe(request));
        Assert.False(_reads.CanServe(request with { Edition = 2 }));
        Assert.False(_reads.CanServe(request with { NoOlderThan = TimeSpan.Zero }));
        Assert.Single(_calls);
    }

    /// <summary>Two reads, of which the first waits for its turn at the rate limit and nobody waits for it, are one call, and the second gets it its turn.</summary>
    [Fact]
    public async Task Get_OverThePipeline_IsOneCallThatRisesToTheMostUrgentOne()
    {
        var wire = new Wire()
            .On("GET secondary_dns/peers", """{"success":true,"result":[{"id":"1","name":"a"}]}""")
            .On("GET secondary_dns/peers/1", """{"success":true,"result":{"id":"1"}}""", 200, ("Ratelimit", "\"default\";r=60;t=30"), ("Ratelimit-Policy", "\"default\";q=1200;w=300"));
        var client = wire.Client(clock: _clock);
        await client.Peers.ReadAsync(Wire.AccountId, "1", Cancel);

        var background = ListAsync(CallPriority.Background);
        while (client.Budget!.State.QueuedBackground == 0)
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        var interactive = ListAsync(CallPriority.Interactive);

        Assert.Equal("a", Assert.Single(Assert.IsType<ApiResult<IReadOnlyList<Peer>>.Ok>((await interactive.WaitAsync(TimeSpan.FromSeconds(20), Cancel)).Result).Value).Name);
        await background;
        Assert.Single(wire.Sent, sent => sent.Line == "GET secondary_dns/peers");

        async Task<BriefRead<IReadOnlyList<Peer>>> ListAsync(CallPriority priority)
        {
            using var scope = CallScope.Begin("somebody", priority);
            return await _reads.GetAsync(new("peers", 0, Kept, Kept), token => client.Peers.ListAsync(Wire.AccountId, token), Cancel);
        }
    }

    private static ApiResult<string> Ok(string text) => new ApiResult<string>.Ok(text, ApiAnswer.None);

    private static string Text(BriefRead<string> read) => Assert.IsType<ApiResult<string>.Ok>(read.Result).Value;

    private async Task<BriefRead<string>> GetAsync(
        CallPriority priority = CallPriority.Interactive, long edition = 0, TimeSpan? noOlderThan = null, string key = "key", CancellationToken? cancellationToken = null)
    {
        using var scope = CallScope.Begin("somebody", priority);
        return await _reads.GetAsync(new(key, edition, noOlderThan ?? Kept, Kept), ReadAsync, cancellationToken ?? Cancel);
    }

    private Task<ApiResult<string>> ReadAsync(CancellationToken cancelled)
    {
        TaskCompletionSource<ApiResult<string>> call = new(TaskCreationOptions.RunContinuationsAsynchronously);
        cancelled.Register(() => call.TrySetCanceled(cancelled));
        lock (_calls)
        {
            _calls.Add(call);
        }

        _called.Release();
        return call.Task;
    }

    /// <summary>Waits until one more read has begun, and makes sure that it is the one that is meant.</summary>
    private async Task CalledAsync(int call)
    {
        Assert.True(await _called.WaitAsync(TimeSpan.FromSeconds(20), Cancel));
        Assert.Equal(call + 1, _calls.Count);
    }

    private async Task AnswerAsync(int call, string text)
    {
        await CalledAsync(call);
        _calls[call].SetResult(Ok(text));
    }
}
