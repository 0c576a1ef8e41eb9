using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Feed;
using AdminPortal.Changes.Presence;
using AdminPortal.Changes.Sessions;
using AdminPortal.Changes.Signals;
using AdminPortal.Changes.Writes;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Signals;

/// <summary>Two instances on one PostgreSQL database: each hears what the other has done, and keeps from what the other holds.</summary>
public sealed class InstancesTests(SharedPostgres postgres) : IAsyncLifetime
{
    private const string Account = "023e105f4ecef8ad9ca31a8372d0c353";
    private const string Kind = "infrastructure/targets";

    private TestStore _database = null!;
    private ServiceProvider _one = null!;
    private ServiceProvider _other = null!;

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.NewStoreAsync();
        (_one, _other) = (await StartAsync(), await StartAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync(_one);
        await EndAsync(_other);
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Change_OfOneInstance_IsHeardOnceOnEach()
    {
        using var heard = Heard(_other);
        using var own = Heard(_one);
        ResourceChange change = new(Account, Kind, [.. Enumerable.Range(1, 100).Select(number => $"id-{number}")], WhatHappened.Updated, "Sam Sample", DateTimeOffset.UnixEpoch);

        _one.GetRequiredService<IChangeFeed>().Publish(change);

        // A word between instances is short, so many ids come in several.
        await heard.UntilAsync(3);
        Assert.Equal(change.Ids, heard.All.SelectMany(part => part.Ids));
        Assert.All(heard.All, part => Assert.Equal((change.AccountId, change.KindPath, change.What, change.ActorName, change.At), (part.AccountId, part.KindPath, part.What, part.ActorName, part.At)));
        await own.UntilAsync(1);
        Assert.Equal(change.Ids, Assert.Single(own.All).Ids);
        Assert.True(_other.GetRequiredService<IChangeFeed>().CountOf(Account, Kind) >= 3);
    }

    [Fact]
    public async Task Connection_CutOff_IsBuiltAgainAndEverythingOpenMayHaveChanged()
    {
        using var heard = Heard(_other);

        await _database.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'AdminPortal signals' AND datname = current_database()");

        await heard.UntilAsync(1);
        Assert.Equal((WhatHappened.Unclear, 0), (heard.All[0].What, heard.All[0].Ids.Count));
        _one.GetRequiredService<IChangeFeed>().Publish(new(Account, Kind, ["after"], WhatHappened.Created, "Sam Sample", DateTimeOffset.UnixEpoch));
        await heard.UntilAsync(change => change.Ids is ["after"]);
    }

    [Fact]
    public async Task Form_OpenOnOneInstance_IsKnownOnTheOtherAndOnOneThatComesLater()
    {
        var (here, there) = (_one.GetRequiredService<IOpenForms>(), _other.GetRequiredService<IOpenForms>());
        using SemaphoreSlim changed = new(0);
        using var mine = here.Enter(Account, Kind, "one", "Sam Sample", () => changed.Release());

        using var elsewhere = there.Enter(Account, Kind, "one", "Ann Example", () => { });
        await UntilAsync(changed, () => mine.Others is [{ Person: "Ann Example" }]);

        await using var late = await StartAsync();
        using var another = late.GetRequiredService<IOpenForms>().Enter(Account, Kind, "one", "Tim Third", () => changed.Release());
        await UntilAsync(changed, () => mine.Others.Count == 2 && another.Others.Count == 2);
        Assert.Equal(["Sam Sample", "Ann Example"], another.Others.Select(other => other.Person));
        await late.GetRequiredService<PostgresSignals>().StopAsync(Ending);
    }

    [Fact]
    public async Task Session_EndedOnOneInstance_IsToldOnTheOtherAndIsOverThere()
    {
        var (here, there) = (_one.GetRequiredService<ISessions>(), _other.GetRequiredService<ISessions>());
        var key = await here.BeginAsync(new() { Person = "sam", Name = "Sam Sample", Ticket = [1] }, Ending);
        var open = await there.OpenAsync(key, Ending);
        TaskCompletionSource<string> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var following = there.Follow(ended.SetResult);

        Assert.True(await here.EndAsync(open!.Id, SessionEnd.SignedOut, null, Ending));

        Assert.Equal(open.Id, await ended.Task.WaitAsync(Patience, Ending));
        Assert.Null(await there.OpenAsync(key, Ending));
    }

    [Fact]
    public async Task ReadOnly_BegunOnOneInstance_IsKnownOnTheOther()
    {
        var (here, there) = (_one.GetRequiredService<IReadOnlySwitch>(), _other.GetRequiredService<IReadOnlySwitch>());
        using SemaphoreSlim changed = new(0);
        using var following = there.Follow(() => changed.Release());

        await here.BeginAsync(new("Sam Sample", "Migration", DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(1)), Ending);
        Assert.True(await changed.WaitAsync(Patience, Ending));
        Assert.Equal("Migration", there.LastKnown?.Reason);

        await here.EndAsync("Sam Sample", Ending);
        Assert.True(await changed.WaitAsync(Patience, Ending));
        Assert.Null(there.LastKnown);
    }

    [Fact]
    public async Task Resource_HeldByOneInstance_IsWaitedForOnTheOther()
    {
        var (here, there) = (_one.GetRequiredService<IResourceLocks>(), _other.GetRequiredService<IResourceLocks>());
        var held = await here.HoldAsync(Account, "Target", ["b", "a"], Ending);
        await using (await there.HoldAsync(Account, "Target", ["c"], Ending))
        {
            // Another resource is nobody's.
        }

        var waits = there.HoldAsync(Account, "Target", ["a", "z"], Ending);
        await UntilSomebodyWaitsAsync();
        Assert.False(waits.IsCompleted);

        await held.DisposeAsync();

        await using var taken = await waits.WaitAsync(Patience, Ending);
    }

    [Fact]
    public async Task Wait_ThatIsGivenUp_HoldsNothing()
    {
        var (here, there) = (_one.GetRequiredService<IResourceLocks>(), _other.GetRequiredService<IResourceLocks>());
        var held = await here.HoldAsync(Account, "Target", ["b"], Ending);
        using CancellationTokenSource impatient = new();
        var waits = there.HoldAsync(Account, "Target", ["a", "b"], impatient.Token);
        await UntilSomebodyWaitsAsync();

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        await using (await here.HoldAsync(Account, "Target", ["a"], Ending).WaitAsync(Patience, Ending))
        {
            // What it had taken already is free again.
        }

        await held.DisposeAsync();
        await using var taken = await there.HoldAsync(Account, "Target", ["a", "b"], Ending).WaitAsync(Patience, Ending);
    }

    private static TimeSpan Patience => TimeSpan.FromSeconds(30);

    private static HeardChanges Heard(ServiceProvider portal) => new(portal.GetRequiredService<IChangeFeed>());

    private static async Task UntilAsync(SemaphoreSlim changed, Func<bool> isSo)
    {
        while (!isSo())
        {
            Assert.True(await changed.WaitAsync(Patience, Ending));
        }
    }

    private async Task<ServiceProvider> StartAsync()
    {
        var portal = _database.NewPortal(services => services.AddPortalOperations());
        await portal.GetRequiredService<PostgresSignals>().StartAsync(Ending);
        await portal.GetRequiredService<PostgresSignals>().Listening.WaitAsync(Patience, Ending);
        return portal;
    }

    private static async Task EndAsync(ServiceProvider portal)
    {
        await portal.GetRequiredService<PostgresSignals>().StopAsync(CancellationToken.None);
        await portal.DisposeAsync();
    }

    private async Task UntilSomebodyWaitsAsync()
    {
        using CancellationTokenSource late = new(Patience);
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(10));
        while (await _database.ScalarAsync("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") is 0L)
        {
            await look.WaitForNextTickAsync(late.Token);
        }
    }

    /// <summary>What a subscriber heard.</summary>
    private sealed class HeardChanges : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly List<ResourceChange> _all = [];
        private readonly SemaphoreSlim _more = new(0);
        private readonly IDisposable _subscription;

        public HeardChanges(IChangeFeed feed) => _subscription = feed.Subscribe(Account, Kind, change =>
        {
            lock (_lock)
            {
                _all.Add(change);
            }

            _more.Release();
        });

        public IReadOnlyList<ResourceChange> All
        {
            get
            {
                lock (_lock)
                {
                    return [.. _all];
                }
            }
        }

        public void Dispose()
        {
            _subscription.Dispose();
            _more.Dispose();
        }

        public async Task UntilAsync(int count)
        {
            while (All.Count < count)
            {
                Assert.True(await _more.WaitAsync(Patience, Ending));
            }
        }

        public async Task UntilAsync(Func<ResourceChange, bool> sought)
        {
            while (!All.Any(sought))
            {
                Assert.True(await _more.WaitAsync(Patience, Ending));
            }
        }
    }
}
