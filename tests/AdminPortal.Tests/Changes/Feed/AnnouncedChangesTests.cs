using AdminPortal.Changes;
using AdminPortal.Changes.Creations;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Feed;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Cloudflare;

namespace AdminPortal.Tests.Changes.Feed;

/// <summary>Every operation tells the feed of what it changed or may have changed, and of nothing else.</summary>
public sealed class AnnouncedChangesTests : IDisposable
{
    private const string Id = "23ff594956f20c2a721606e94745a8aa";
    private const string Get = $"GET secondary_dns/peers/{Id}";
    private const string Put = $"PUT secondary_dns/peers/{Id}";
    private const string Delete = $"DELETE secondary_dns/peers/{Id}";
    private const string Post = "POST secondary_dns/peers";
    private const string Before = $$$"""{"success":true,"result":{"id":"{{{Id}}}","name":"before"}}""";
    private const string After = $$$"""{"success":true,"result":{"id":"{{{Id}}}","name":"after"}}""";
    private const string Refusal = """{"success":false,"errors":[{"code":1004,"message":"no"}]}""";

    private readonly Wire _wire = new();
    private readonly RecordedFeed _feed = new();
    private readonly FakeClock _clock = new(hurries: true);

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task Update_Saved_IsToldWithTheResourceThePersonAndTheTime()
    {
        _wire.On(Get, Before).On(Put, After);

        await SaveAsync();

        Assert.Equivalent(new ResourceChange(Wire.AccountId, "secondary_dns/peers", [Id], WhatHappened.Updated, "Sam Sample", _clock.GetUtcNow()), Assert.Single(_feed.Changes), strict: true);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(429)]
    public async Task Update_Refused_IsNotTold(int status)
    {
        _wire.On(Get, Before).On(Put, Refusal, status);

        await SaveAsync();

        Assert.Equal(2, _wire.Sent.Count);
        Assert.Empty(_feed.Changes);
    }

    [Fact]
    public async Task Update_ThatNeverLeft_IsNotTold()
    {
        _wire.On(Get, Before).On(Put, () => throw new HttpRequestException(HttpRequestError.ConnectionError));

        await SaveAsync();

        Assert.Empty(_feed.Changes);
    }

    [Theory]
    [InlineData(After, WhatHappened.Unclear, WhatHappened.Updated)]
    [InlineData(Before, WhatHappened.Unclear)]
    public async Task Update_WithoutAnAnswer_IsToldAsUnclearAtOnceAndAgainWhenItIsFound(string found, params WhatHappened[] told)
    {
        _wire.On(Get, Before).On(Put, () =>
        {
            _wire.On(Get, found);
            throw new HttpRequestException(HttpRequestError.ResponseEnded);
        });

        await SaveAsync();

        Assert.Equal(told, _feed.Changes.Select(change => change.What));
        Assert.All(_feed.Changes, change => Assert.Equal([Id], change.Ids));
    }

    [Fact]
    public async Task Update_CancelledWhileItIsSent_IsToldAsUnclear()
    {
        using CancellationTokenSource cancelled = new();
        _wire.On(Get, Before).On(Put, async token =>
        {
            await cancelled.CancelAsync();
            throw new OperationCanceledException(token);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SaveAsync(cancellationToken: cancelled.Token));

        Assert.Equal(WhatHappened.Unclear, Assert.Single(_feed.Changes).What);
    }

    [Fact]
    public async Task Update_ByAViewerOrOfAMovedResource_IsNotTold()
    {
        _wire.On(Get, After);

        await SaveAsync();
        await SaveAsync(Role.Viewer);

        Assert.Empty(_feed.Changes);
    }

    [Fact]
    public async Task Check_OfAnUpdate_IsNotTold()
    {
        _wire.On("PUT magic/cf_interconnects/i1?validate_only=true", """{"success":true,"result":{}}""");
        var input = Inputs.Of("""{"name":"a"}""");

        await Updates().CheckAsync(AdminPortal.Cloudflare.Interconnects.InterconnectKind.Instance, Sam(), new(Wire.AccountId, "i1", input, input), TestContext.Current.CancellationToken);

        Assert.Single(_wire.Sent);
        Assert.Empty(_feed.Changes);
    }

    [Fact]
    public async Task Creation_OfAPeer_IsToldAsCreatedAndThenAsUpdated()
    {
        _wire.On(Post, Before).On(Put, After);

        await CreateAsync(PeerKind.Instance, """{"name":"after","port":53}""");

        Assert.Equal([(Id, WhatHappened.Created), (Id, WhatHappened.Updated)], _feed.Changes.Select(change => (Assert.Single(change.Ids), change.What)));
    }

    [Fact]
    public async Task Creation_OfAPeerWhoseUpdateIsRefused_IsToldAsCreated()
    {
        _wire.On(Post, Before).On(Put, Refusal, 400);

        await CreateAsync(PeerKind.Instance, """{"name":"after","port":53}""");

        Assert.Equal(WhatHappened.Created, Assert.Single(_feed.Changes).What);
    }

    [Fact]
    public async Task Creation_OfAnApp_IsToldWithTheIdByWhichTheListKnowsIt()
    {
        _wire.On("POST magic/apps", $$"""{"success":true,"result":{{SeedSamples.App}}}""");

        await CreateAsync(AppKind.Instance, """{"name":"a"}""");

        Assert.Equal(["ac60d3d0435248289d446cedd870bcf4"], Assert.Single(_feed.Changes).Ids);
    }

    [Fact]
    public async Task Creation_WithoutAnAnswer_IsToldAsUnclearWithoutAnId()
    {
        _wire.On("POST infrastructure/targets", () => throw new HttpRequestException(HttpRequestError.ResponseEnded))
            .On("GET infrastructure/targets?hostname=a&order=created_at&direction=desc&page=1&per_page=1000", """{"success":true,"result":[]}""");

        await CreateAsync(TargetKind.Instance, """{"hostname":"a","ip":{}}""");

        var change = Assert.Single(_feed.Changes);
        Assert.Equal(("infrastructure/targets", WhatHappened.Unclear), (change.KindPath, change.What));
        Assert.Empty(change.Ids);
    }

    [Theory]
    [InlineData(200, WhatHappened.Deleted)]
    [InlineData(500, WhatHappened.Unclear)]
    [InlineData(404)]
    public async Task Deletion_IsToldAsWhatItCameTo(int status, params WhatHappened[] told)
    {
        _wire.On(Get, Before).On(Delete, status == 200 ? Before : Refusal, status);

        await new ResourceDeletions(new DeletionThreshold(configured: 1), new ImmediateTime(), _feed.Writer(new OneAccount(_wire.Client())))
            .DeleteAsync(PeerKind.Instance, Sam(), new(Wire.AccountId, Id), TestContext.Current.CancellationToken);

        Assert.Equal(told, _feed.Changes.Select(change => change.What));
    }

    [Fact]
    public void Arrived_WithOtherIds_IsToldWithThem()
    {
        var write = _feed.Announcer().Begin(TargetKind.Instance, Sam(), Wire.AccountId, WhatHappened.Deleted, "1", "2", "3");

        write.Arrived("2");
        write.Arrived();

        Assert.Equal(["2", "1,2,3"], _feed.Changes.Select(change => string.Join(',', change.Ids)));
        Assert.All(_feed.Changes, change => Assert.Equal(WhatHappened.Deleted, change.What));
    }

    private static Actor Sam(Role role = Role.Operator) => new("Sam Sample", role);

    private ResourceUpdates Updates() => new(new OneAccount(_wire.Client()), _clock, _feed.Writer(new OneAccount(_wire.Client()), _clock));

    private Task<UpdateOutcome<Peer>> SaveAsync(Role role = Role.Operator, CancellationToken? cancellationToken = null) => Updates().SaveAsync(
        PeerKind.Instance, Sam(role), new(Wire.AccountId, Id, Inputs.Of("""{"name":"before"}"""), Inputs.Of("""{"name":"after"}""")), cancellationToken ?? TestContext.Current.CancellationToken);

    private Task<CreationOutcome<TResource>> CreateAsync<TResource, TInput>(ResourceKind<TResource, TInput> kind, string input)
        where TResource : class
        where TInput : class =>
        new ResourceCreations(new ImmediateTime(), _feed.Writer(new OneAccount(_wire.Client()))).CreateAsync(kind, Sam(), new(Wire.AccountId, Inputs.Of(input)), TestContext.Current.CancellationToken);
}
