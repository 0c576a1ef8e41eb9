using AdminPortal.Changes.Feed;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Lists;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Lists;

/// <summary>What lists share, with people and changes in any order.</summary>
public sealed class ListReadsTests : PortalTestContext
{
    private readonly Queue<Held> _held = new();
    private int _calls;

    private ListReads Reads => Services.GetRequiredService<ListReads>();

    private IChangeFeed Feed => Services.GetRequiredService<IChangeFeed>();

    private AccountClient Client => Services.GetRequiredService<ICloudflareAccounts>().All[0];

    [Fact]
    public async Task All_OfAKindWithoutPages_IsReadOnceInAQuarterOfAMinute()
    {
        Assert.Equal(["1", "1", "1"], [await AllAsync(), await AllAsync(), await AllAsync(Freshness.AfterChange)]);

        Time.Advance(KeptFor);
        Assert.Equal("2", await AllAsync());
    }

    [Fact]
    public async Task All_WantedAnew_IsReadAndTheOthersSeeIt()
    {
        Assert.Equal(["1", "2", "2"], [await AllAsync(), await AllAsync(Freshness.Anew), await AllAsync()]);
    }

    [Fact]
    public async Task All_AfterAChange_IsReadAnewAndByOne()
    {
        await AllAsync();
        Publish();

        Assert.Equal(["2", "2", "2"], [await AllAsync(Freshness.AfterChange), await AllAsync(), await AllAsync(Freshness.AfterChange)]);
    }

    [Fact]
    public async Task All_AfterAChangeOfAnotherKind_IsStillServed()
    {
        await AllAsync();
        Publish("magic/apps");

        Assert.Equal("1", await AllAsync());
    }

    /// <summary>The read of somebody who was there first brings what was before the change, and must not reach whoever comes after it.</summary>
    [Theory]
    [InlineData(Freshness.Recent)]
    [InlineData(Freshness.Anew)]
    [InlineData(Freshness.AfterChange)]
    public async Task All_BegunBeforeAChange_IsNeverShownAfterIt(Freshness after)
    {
        var (slow, slowBegun) = Hold();
        var before = AllAsync();
        await slowBegun;
        Publish();
        var (fresh, freshBegun) = Hold();
        var behind = AllAsync(after);
        await freshBegun;
        slow.SetResult(Ok("before the change"));
        Assert.Equal("before the change", await before);
        Assert.False(behind.IsCompleted);

        fresh.SetResult(Ok("after the change"));

        Assert.Equal("after the change", await behind);
        Assert.Equal("after the change", await AllAsync());
    }

    [Fact]
    public async Task Page_OpenedBySomebody_IsReadEachTime()
    {
        Assert.Equal(["1", "2"], [await PageAsync("a", Freshness.Recent), await PageAsync("a", Freshness.Recent)]);
    }

    [Fact]
    public async Task Page_AfterAChange_IsOneReadForTheSameAndAnotherForOthers()
    {
        Publish();

        var pages = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => PageAsync($"{number % 3}", Freshness.AfterChange)));

        Assert.Equal(3, _calls);
        Assert.All(Enumerable.Range(0, 60), number => Assert.Equal(pages[number % 3], pages[number]));
    }

    [Fact]
    public async Task Page_AfterManyChanges_IsReadOnceASecond()
    {
        await PageAsync("a", Freshness.AfterChange);
        List<Task<string>> waiting = [];
        for (var change = 0; change < 20; change++)
        {
            Publish();
            waiting.Add(PageAsync("a", Freshness.AfterChange));
        }

        Assert.Equal(1, _calls);
        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.All(await Task.WhenAll(waiting), text => Assert.Equal("2", text));
    }

    [Fact]
    public async Task Page_OfSomebodyAfterAChange_DoesNotWaitForATurn()
    {
        await PageAsync("a", Freshness.AfterChange);
        Publish();

        Assert.Equal("2", await PageAsync("a", Freshness.Recent));
        Assert.Equal("2", await PageAsync("a", Freshness.AfterChange));
    }

    private static ApiResult<string> Ok(string text) => new ApiResult<string>.Ok(text, ApiAnswer.None);

    private void Publish(string kind = "secondary_dns/peers") => Feed.Publish(new(Wire.AccountId, kind, ["1"], WhatHappened.Updated, "Sam Sample", Time.GetUtcNow()));

    /// <summary>Keeps the next read waiting, and tells when it has begun.</summary>
    private (TaskCompletionSource<ApiResult<string>> Answer, Task Begun) Hold()
    {
        Held held = new();
        lock (_held)
        {
            _held.Enqueue(held);
        }

        return (held.Answer, held.Begun.Task.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private Task<ApiResult<string>> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_held)
        {
            _calls++;
            if (!_held.TryDequeue(out var held))
            {
                return Task.FromResult(Ok($"{_calls}"));
            }

            held.Begun.SetResult();
            return held.Answer.Task;
        }
    }

    private async Task<string> AllAsync(Freshness freshness = Freshness.Recent) =>
        Text(await InScopeAsync(freshness, kind => Reads.AllAsync(kind, Client, freshness, ReadAsync, Xunit.TestContext.Current.CancellationToken)));

    private async Task<string> PageAsync(string page, Freshness freshness) =>
        Text(await InScopeAsync(freshness, kind => Reads.PageAsync(kind, Client, page, freshness, ReadAsync, Xunit.TestContext.Current.CancellationToken)));

    private static async Task<BriefRead<string>> InScopeAsync(Freshness freshness, Func<ResourceKind, Task<BriefRead<string>>> read)
    {
        using var scope = CallScope.Begin("somebody", freshness == Freshness.AfterChange ? CallPriority.Background : CallPriority.Interactive);
        return await read(PeerKind.Instance);
    }

    private static string Text(BriefRead<string> read) => Assert.IsType<ApiResult<string>.Ok>(read.Result).Value;

    private sealed class Held
    {
        public TaskCompletionSource<ApiResult<string>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
