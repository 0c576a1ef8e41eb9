using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Tests.Cloudflare.Pipeline;

public sealed class SharedReadsTests
{
    private const string Get = "GET secondary_dns/peers/1";
    private const string Put = "PUT secondary_dns/peers/1";
    private const string Ok = """{"success":true,"result":{"id":"1","name":"a"}}""";

    private readonly FakeClock _clock = new();
    private readonly TaskCompletionSource _answers = new();
    private readonly TaskCompletionSource _cancelled = new();
    private readonly Wire _wire;

    public SharedReadsTests() => _wire = new Wire().On(Get, AnswerAsync).On(Put, AnswerAsync).On("GET secondary_dns/peers/2", AnswerAsync);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_IdenticalAndUnderWay_AreOneCallWithOneLogLine()
    {
        var client = _wire.Client(clock: _clock);

        var reads = Enumerable.Range(0, 20).Select(_ => client.Peers.ReadAsync(Wire.AccountId, "1", Cancel)).ToList();
        _answers.SetResult();

        Assert.All(await Task.WhenAll(reads), result => Assert.Equal("a", Assert.IsType<ApiResult<Peer>.Ok>(result).Value.Name));
        Assert.Single(_wire.Sent);
        Assert.Single(_wire.Log.Lines);
    }

    [Fact]
    public async Task Reads_OneAfterTheOther_AreTwoCalls()
    {
        var client = _wire.Client(clock: _clock);
        _answers.SetResult();

        await client.Peers.ReadAsync(Wire.AccountId, "1", Cancel);
        await client.Peers.ReadAsync(Wire.AccountId, "1", Cancel);

        Assert.Equal(2, _wire.Sent.Count);
    }

    [Fact]
    public async Task Reads_OfDifferentResourcesOrCredentials_AreCallsOfTheirOwn()
    {
        var clients = _wire.Clients("https://api.test/client/v4", _clock, ("a", Token("1")), ("b", Token("2")), (Wire.AccountId, Token("1")));

        var reads = clients.Select(client => client.Peers.ReadAsync(Wire.AccountId, "1", Cancel)).Append(clients[0].Peers.ReadAsync(Wire.AccountId, "2", Cancel)).ToList();
        _answers.SetResult();
        await Task.WhenAll(reads);

        Assert.Equal(["Bearer 1 1", "Bearer 1 2", "Bearer 2 1"], _wire.Sent.Select(sent => $"{sent.Headers["Authorization"]} {sent.Line[^1]}").Order(StringComparer.Ordinal));
        Assert.Same(clients[0].Budget, clients[2].Budget);
        Assert.NotSame(clients[0].Budget, clients[1].Budget);
    }

    [Fact]
    public async Task Writes_Identical_AreAllSent()
    {
        var client = _wire.Client(clock: _clock);

        var writes = Enumerable.Range(0, 3).Select(_ => client.Peers.UpdateAsync(Wire.AccountId, "1", new() { Name = "a" }, Cancel)).ToList();
        _answers.SetResult();
        await Task.WhenAll(writes);

        Assert.Equal(3, _wire.Sent.Count);
    }

    [Fact]
    public async Task Read_AfterAWriteHasEnded_DoesNotJoinOneFromBefore()
    {
        TaskCompletionSource old = new();
        var wire = new Wire().On(Put, Ok).On(Get, async _ =>
        {
            await old.Task;
            return new() { Content = new StringContent(Ok) };
        });
        var client = wire.Client(clock: _clock);

        var before = client.Peers.ReadAsync(Wire.AccountId, "1", Cancel);
        await client.Peers.UpdateAsync(Wire.AccountId, "1", new(), Cancel);
        var after = client.Peers.ReadAsync(Wire.AccountId, "1", Cancel);
        old.SetResult();
        await Task.WhenAll(before, after);

        Assert.Equal([Get, Put, Get], wire.Sent.Select(sent => sent.Line));
    }

    /// <summary>Another instance has written in between: this one has seen nothing but the journal move on.</summary>
    [Fact]
    public async Task Read_OfALaterEdition_DoesNotJoinOneFromBefore()
    {
        var client = _wire.Client(clock: _clock);

        var reads = new[] { 7, 7, 8, 8 }.Select(async edition =>
        {
            using var begun = ReadEdition.Begin(edition);
            return await client.Peers.ReadAsync(Wire.AccountId, "1", Cancel);
        }).ToList();
        _answers.SetResult();
        await Task.WhenAll(reads);

        Assert.Equal(2, _wire.Sent.Count);
    }

    [Fact]
    public async Task Read_OfNow_JoinsNoneAndLeavesTheFlowAsItWas()
    {
        var client = _wire.Client(clock: _clock);
        Task<ApiResult<Peer>> Read() => client.Peers.ReadAsync(Wire.AccountId, "1", Cancel);

        List<Task<ApiResult<Peer>>> reads = [Read(), ReadEdition.OfNowAsync(Read), ReadEdition.OfNowAsync(Read), Read()];
        _answers.SetResult();
        await Task.WhenAll(reads);

        Assert.Equal(3, _wire.Sent.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Cancellation_OfOneOfThree_LeavesTheOthers(int which)
    {
        using CancellationTokenSource cancelled = new();
        var client = _wire.Client(clock: _clock);

        var reads = Enumerable.Range(0, 3).Select(number => client.Peers.ReadAsync(Wire.AccountId, "1", number == which ? cancelled.Token : Cancel)).ToList();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reads[which]);
        _answers.SetResult();

        Assert.All(await Task.WhenAll(reads.Where((_, number) => number != which)), result => Assert.IsType<ApiResult<Peer>.Ok>(result));
        Assert.Single(_wire.Sent);
        Assert.False(_cancelled.Task.IsCompleted);
    }

    [Fact]
    public async Task Cancellation_OfAll_CancelsTheCallAndTheNextReadIsNew()
    {
        using CancellationTokenSource cancelled = new();
        var client = _wire.Client(clock: _clock);

        var reads = Enumerable.Range(0, 3).Select(_ => client.Peers.ReadAsync(Wire.AccountId, "1", cancelled.Token)).ToList();
        await cancelled.CancelAsync();
        await _cancelled.Task;
        foreach (var read in reads)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        }

        _answers.SetResult();

        Assert.IsType<ApiResult<Peer>.Ok>(await client.Peers.ReadAsync(Wire.AccountId, "1", Cancel));
        Assert.Equal(2, _wire.Sent.Count);
    }

    [Fact]
    public async Task Failure_OfASharedRead_IsEverybodys()
    {
        TaskCompletionSource fails = new();
        var wire = new Wire().On(Get, async _ =>
        {
            await fails.Task;
            throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded);
        });
        var client = wire.Client(clock: _clock);

        var reads = Enumerable.Range(0, 3).Select(_ => client.Peers.ReadAsync(Wire.AccountId, "1", Cancel)).ToList();
        fails.SetResult();

        Assert.All(await Task.WhenAll(reads), result => Assert.Contains("larger", Assert.IsType<ApiFailure.Unreachable>(Assert.IsType<ApiResult<Peer>.Failed>(result).Failure).Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wait_OfASharedRead_IsToldToEverybodyWhoJoins()
    {
        var wire = Wire.Answering(Get, "{}", 503, ("Retry-After", "60"));
        var client = wire.Client(clock: _clock);
        TaskCompletionSource<CallWait> first = new();
        TaskCompletionSource<CallWait> second = new();

        var reads = new List<Task> { Watched(first) };
        var wait = await first.Task;
        reads.Add(Watched(second));

        Assert.Equal(wait, await second.Task);
        Assert.Single(wire.Sent);

        async Task<ApiResult<Peer>> Watched(TaskCompletionSource<CallWait> told)
        {
            using var watch = CallWatch.Start(one => _ = one is not null && told.TrySetResult(one));
            return await client.Peers.ReadAsync(Wire.AccountId, "1", Cancel);
        }
    }

    private static Credential.Token Token(string value) => new(new Secret(value));

    private async Task<HttpResponseMessage> AnswerAsync(CancellationToken cancelled)
    {
        try
        {
            await _answers.Task.WaitAsync(cancelled);
        }
        catch (OperationCanceledException)
        {
            _cancelled.TrySetResult();
            throw;
        }

        return new() { Content = new StringContent(Ok) };
    }
}
