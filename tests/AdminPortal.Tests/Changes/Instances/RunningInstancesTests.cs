using AdminPortal.Changes.Instances;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Instances;

/// <summary>Who works on a store, and whose turn it is to work in the background.</summary>
public sealed class RunningInstancesTests(SharedPostgres postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TestStore _database = null!;

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await postgres.NewStoreAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Instances_OfOneDatabase_SeeEachOther()
    {
        await using var one = _database.NewPortal();
        await using var other = _database.NewPortal();
        await JoinAsync(one);
        await JoinAsync(other);

        var seen = await one.GetRequiredService<IInstances>().ListAsync(Ending);

        Assert.Equal([Id(one), Id(other)], seen.Select(instance => instance.Id));
        Assert.Equal([true, false], seen.Select(instance => instance.IsThis));
        Assert.All(seen, instance =>
        {
            Assert.True(instance.IsAlive);
            Assert.Contains(Environment.MachineName, instance.Name, StringComparison.Ordinal);
            Assert.Matches(@"^\d+\.\d+\.\d+", instance.Version);
        });
    }

    [Fact]
    public async Task Instance_ThatStops_IsSeenNoMore()
    {
        await using var stays = _database.NewPortal();
        await JoinAsync(stays);
        await using (var stops = _database.NewPortal())
        {
            await JoinAsync(stops);
        }

        Assert.Equal(Id(stays), Assert.Single(await stays.GetRequiredService<IInstances>().ListAsync(Ending)).Id);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(60, false)]
    public async Task Instance_NotHeardOfForAWhile_IsShownAsSilent(int seconds, bool isAlive)
    {
        await using var stays = _database.NewPortal();
        await JoinAsync(stays);
        await _database.ExecuteAsync(Killed(seconds));

        var killed = Assert.Single(await stays.GetRequiredService<IInstances>().ListAsync(Ending), instance => !instance.IsThis);

        Assert.Equal(("killed", isAlive), (killed.Name, killed.IsAlive));
    }

    [Fact]
    public async Task Instance_NotHeardOfForAnHour_IsForgotten()
    {
        await using var first = _database.NewPortal();
        await JoinAsync(first);
        await _database.ExecuteAsync(Killed(3601));
        Assert.Single(await first.GetRequiredService<IInstances>().ListAsync(Ending));

        await using var second = _database.NewPortal();
        await JoinAsync(second);

        Assert.Equal(2L, await _database.ScalarAsync("""SELECT count(*) FROM "Instances" """));
    }

    [Fact]
    public async Task Instance_AloneOnAFile_SeesItself()
    {
        await using SqliteTestStore file = new();
        await using var portal = file.NewPortal();

        var seen = Assert.Single(await portal.GetRequiredService<IInstances>().ListAsync(Ending));

        Assert.Equal((true, true), (seen.IsThis, seen.IsAlive));
    }

    [Fact]
    public async Task Turn_IsOneInstances_AndTheNextOnesWhenItsConnectionEnds()
    {
        await using var one = _database.NewPortal();
        await using var other = _database.NewPortal();
        await using var first = await one.GetRequiredService<IBackgroundTurn>().TakeAsync(Ending);
        await AssertNotTakenAsync(other);
        Assert.True(await first.IsHeldAsync(Ending));

        await _database.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'AdminPortal background' AND datname = current_database()");

        await using var second = await other.GetRequiredService<IBackgroundTurn>().TakeAsync(Ending).WaitAsync(Patience, Ending);
        Assert.True(await second.IsHeldAsync(Ending));
        Assert.False(await first.IsHeldAsync(Ending));
    }

    [Fact]
    public async Task Turn_GivenBack_IsTheNextOnes()
    {
        await using var one = _database.NewPortal();
        await using var other = _database.NewPortal();
        var first = await one.GetRequiredService<IBackgroundTurn>().TakeAsync(Ending);

        await first.DisposeAsync();

        await using var second = await other.GetRequiredService<IBackgroundTurn>().TakeAsync(Ending).WaitAsync(Patience, Ending);
        Assert.True(await second.IsHeldAsync(Ending));
    }

    private static string Id(ServiceProvider portal) => portal.GetRequiredService<ThisInstance>().Id;

    private static Task JoinAsync(ServiceProvider portal) => portal.GetRequiredService<InstanceLease>().StartAsync(Ending);

    /// <summary>Whoever is refused at the first look waits, and a wait can be ended.</summary>
    private static async Task AssertNotTakenAsync(ServiceProvider portal)
    {
        using CancellationTokenSource impatient = new(TimeSpan.FromMilliseconds(500));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => portal.GetRequiredService<IBackgroundTurn>().TakeAsync(impatient.Token));
    }

    /// <summary>An instance that ended without a word.</summary>
    private static string Killed(int secondsAgo) =>
        $"""
        INSERT INTO "Instances" ("Id", "Beats", "Name", "Version", "StartedAt", "HeardAt")
        VALUES ('killed', 7, 'killed', '1.0.0', 0, (extract(epoch FROM clock_timestamp() - interval '{secondsAgo} seconds') * 1000000)::bigint)
        """;
}
