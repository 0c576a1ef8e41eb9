using System.Collections.Concurrent;
using AdminPortal.Changes.Feed;
using AdminPortal.Tests.Cloudflare;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.Changes.Feed;

public sealed class ChangeFeedTests
{
    private const string Account = "0da42c8d2132a9ddaf714f9e7c920711";
    private const string Peers = "secondary_dns/peers";
    private const string Apps = "magic/apps";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly RecordingLogger _log = new();
    private readonly ChangeFeed _feed;

    public ChangeFeedTests() => _feed = new(new LoggerOf(_log));

    [Fact]
    public async Task Publish_ToSubscribersOfTheKindAndAccount_ComesToAllOfThemAndNobodyElse()
    {
        using Listener one = new(_feed, Account, Peers);
        using Listener other = new(_feed, Account.ToUpperInvariant(), Peers);
        using Listener elsewhere = new(_feed, "feed", Peers);
        using Listener apps = new(_feed, Account, Apps);

        _feed.Publish(Change("p1"));
        _feed.Publish(Change("a1", Apps));

        Assert.Equal("p1", Assert.Single((await one.NextAsync()).Ids));
        Assert.Equal("p1", Assert.Single((await other.NextAsync()).Ids));
        Assert.Equal("a1", Assert.Single((await apps.NextAsync()).Ids));
        Assert.Equal([0, 0, 0, 0], new[] { one, other, elsewhere, apps }.Select(listener => listener.Waiting));
    }

    [Fact]
    public async Task Publish_ManyAtOnceFromManyThreads_TellsEachOnceAndOneWritersInOrder()
    {
        const int Writers = 8;
        const int Each = 200;
        using Listener listener = new(_feed, Account, Peers);

        Parallel.For(0, Writers, writer =>
        {
            for (var number = 0; number < Each; number++)
            {
                _feed.Publish(Change($"{writer}.{number:D3}"));
            }
        });
        List<string> told = [];
        for (var number = 0; number < Writers * Each; number++)
        {
            told.Add(Assert.Single((await listener.NextAsync()).Ids));
        }

        Assert.Equal(0, listener.Waiting);
        Assert.Equal(Writers * Each, told.Distinct(StringComparer.Ordinal).Count());
        Assert.All(told.GroupBy(id => id[0]), one => Assert.Equal(one.Order(StringComparer.Ordinal), one));
        Assert.Equal(Writers * Each, _feed.CountOf(Account, Peers));
    }

    [Fact]
    public async Task Subscriber_ThatBlocks_DoesNotHoldUpTheWriter()
    {
        using SemaphoreSlim entered = new(0);
        using SemaphoreSlim free = new(0);
        using var subscription = _feed.Subscribe(Account, Peers, _ =>
        {
            entered.Release();
            free.Wait(2 * Patience, TestContext.Current.CancellationToken);
        });

        await PublishAsync("1");
        Assert.True(await entered.WaitAsync(Patience, TestContext.Current.CancellationToken));
        await PublishAsync("2");

        Assert.Equal(2, _feed.CountOf(Account, Peers));
        free.Release(2);
        Assert.True(await entered.WaitAsync(Patience, TestContext.Current.CancellationToken));

        Task PublishAsync(string id) => Task.Run(() => _feed.Publish(Change(id)), TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Subscriber_ThatFails_IsLoggedAndHoldsUpNobody()
    {
        using var broken = _feed.Subscribe(Account, Peers, _ => throw new InvalidOperationException("a page's own fault"));
        using Listener listener = new(_feed, Account, Peers);

        _feed.Publish(Change("1"));
        _feed.Publish(Change("2"));

        Assert.Equal("1", Assert.Single((await listener.NextAsync()).Ids));
        Assert.Equal("2", Assert.Single((await listener.NextAsync()).Ids));
        Assert.Equal(2, _log.Lines.Count(line => line.Contains("a page's own fault", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Subscription_DisposedOf_HearsNothingMore()
    {
        Listener gone = new(_feed, Account, Peers);
        using Listener listener = new(_feed, Account, Peers);
        _feed.Publish(Change("1"));
        await gone.NextAsync();
        await listener.NextAsync();

        gone.Dispose();
        _feed.Publish(Change("2"));
        await listener.NextAsync();

        Assert.Equal(0, gone.Waiting);
    }

    [Fact]
    public async Task Count_WhenSomebodyIsTold_HasRisenAlready()
    {
        TaskCompletionSource<long> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = _feed.Subscribe(Account, Peers, _ => seen.SetResult(_feed.CountOf(Account, Peers)));
        Assert.Equal(0, _feed.CountOf(Account, Peers));

        _feed.Publish(Change("1"));

        Assert.Equal(1, await seen.Task.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal(0, _feed.CountOf(Account, Apps));
    }

    [Fact]
    public async Task Publish_FromAFlowOfSomebody_IsToldOutsideOfIt()
    {
        AsyncLocal<string> flow = new() { Value = "the writer's" };
        TaskCompletionSource<string?> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = _feed.Subscribe(Account, Peers, _ => seen.SetResult(flow.Value));

        _feed.Publish(Change("1"));

        Assert.Null(await seen.Task.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    private static ResourceChange Change(string id, string kind = Peers) => new(Account, kind, [id], WhatHappened.Updated, "Sam Sample", default);

    private sealed class Listener : IDisposable
    {
        private readonly ConcurrentQueue<ResourceChange> _heard = new();
        private readonly SemaphoreSlim _came = new(0);
        private readonly IDisposable _subscription;

        public Listener(ChangeFeed feed, string accountId, string kind) => _subscription = feed.Subscribe(accountId, kind, change =>
        {
            _heard.Enqueue(change);
            _came.Release();
        });

        public int Waiting => _heard.Count;

        public async Task<ResourceChange> NextAsync()
        {
            Assert.True(await _came.WaitAsync(Patience, TestContext.Current.CancellationToken));
            Assert.True(_heard.TryDequeue(out var change));
            return change;
        }

        public void Dispose() => _subscription.Dispose();
    }

    private sealed class LoggerOf(ILogger log) : ILogger<ChangeFeed>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Log(logLevel, eventId, state, exception, formatter);
    }
}
