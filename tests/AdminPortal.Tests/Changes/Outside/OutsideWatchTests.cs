using System.Net;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Outside;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Changes.Journal;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Changes.Outside;

/// <summary>What was changed outside the console: noticed once, by whoever looks, and never taken for the console's own work.</summary>
public abstract class OutsideWatchTests : JournalTests
{
    private const string Left = """{"hostname":"app-2.example.com","ip":{"ipv6":{"ip_addr":"2001:db8::1"}},"x_new":{"a":[1]}}""";
    private const string Moved = """{"hostname":"app-9.example.com","ip":{"ipv6":{"ip_addr":"2001:db8::1"}},"x_new":{"a":[1]}}""";

    private OutsideWatch Watch { get; set; } = null!;

    private protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        Watch = NewWatch(Journal);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await ChangeAsync(outcome: Applied(Left));
    }

    [Fact]
    public async Task Open_OfAResourceThatDiffers_IsJournaledOnceWithTheDifference()
    {
        await OpenAsync(Moved);
        await OpenAsync(Moved);
        await ListAsync(Moved);

        var row = Assert.Single(await OutsideAsync());
        Assert.Equal((null, Target, "app-9.example.com", ChangeOperation.Update), (row.Actor, row.ResourceId, row.ResourceName, row.Operation));
        var detail = await Journal.FindAsync(Account, row.Id, Ending);
        AssertSame(Left, detail!.Before);
        AssertSame(Moved, detail.After);
        await AssertIntactAsync(3);
    }

    [Fact]
    public async Task Open_OfOneThatIsTheSameByValue_JournalsNothing()
    {
        await OpenAsync("""{"ip":{"ipv6":{"ip_addr":"2001:DB8:0::1"}},"x_new":{"a":[1]},"hostname":"APP-2.example.com"}""");

        Assert.Empty(await OutsideAsync());
    }

    [Fact]
    public async Task Open_OfOneThatTheConsoleNeverTouched_JournalsNothing()
    {
        await OpenAsync(Moved, id: "another");

        Assert.Empty(await OutsideAsync());
    }

    [Fact]
    public async Task Open_WhileTheConsoleItselfChangesIt_JournalsNothing()
    {
        // The change is written between the question where the journal ends and the comparison: what was read is older than what the journal then holds.
        await OpenAsync(Left, meanwhile: () => ChangeAsync(outcome: Applied(Moved)));

        Assert.Empty(await OutsideAsync());
    }

    /// <summary>An answer from before another instance's change would pass for somebody else's work.</summary>
    [Fact]
    public async Task Open_JoinsNoReadThatBeganBeforeTheJournalMovedOn()
    {
        var asked = await Journal.PositionAsync(Account, Ending);
        List<long> editions = [];

        await OpenAsync(Left, meanwhile: Note);
        await ChangeAsync(outcome: Applied(Left));
        await OpenAsync(Left, meanwhile: Note);

        Assert.Equal([asked, asked + 2], editions);

        Task Note()
        {
            editions.Add(ReadEdition.Current);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Open_WhileAChangeOfItIsOpen_JournalsNothing()
    {
        await IntendAsync();

        await OpenAsync(Moved);

        Assert.Empty(await OutsideAsync());
    }

    [Fact]
    public async Task Open_OfOneWhoseStateNobodyKnew_JournalsNothing()
    {
        await ChangeAsync(outcome: new(JournalEvent.Unclear));

        await OpenAsync(Moved);

        Assert.Empty(await OutsideAsync());
    }

    [Fact]
    public async Task Open_OfOneThatIsGone_IsJournaledAsADeletionOnce()
    {
        await OpenAsync(null);
        await OpenAsync(null);

        var row = Assert.Single(await OutsideAsync());
        Assert.Equal(ChangeOperation.Delete, row.Operation);
        Assert.IsType<ResourceImage.Gone>((await Journal.FindAsync(Account, row.Id, Ending))!.After);
    }

    [Fact]
    public async Task Open_ThatFailed_JournalsNothing()
    {
        await Watch.OpenAsync(TargetKind.Instance, Account, Target, _ => Failed(new ApiFailure.Rejected(new(HttpStatusCode.Forbidden, null, [], []))), Ending);
        await Watch.Settled;

        Assert.Empty(await OutsideAsync());
    }

    [Fact]
    public async Task Open_OfOneThatWasChangedTwiceOutside_JournalsBoth()
    {
        await OpenAsync(Moved);
        await OpenAsync(Left);

        Assert.Equal(2, (await OutsideAsync()).Count);
    }

    [Fact]
    public async Task List_OfManyResources_JournalsThoseThatDifferWithOneRead()
    {
        await ChangeAsync(Intent("two"), Applied(Left));
        var counted = CountedJournal.Over(Journal);
        Watch = NewWatch(counted.Journal);

        await ListAsync((Target, Left), ("two", Moved), ("three", Moved));

        Assert.Equal("two", Assert.Single(await OutsideAsync()).ResourceId);
        Assert.Equal(1, counted.CallsOf(nameof(IJournal.LastAfterImagesAsync)));
        Assert.Equal(1, counted.CallsOf(nameof(IJournal.RecordAsync)));
    }

    [Fact]
    public async Task List_ThatLeavesOutWhatNoFormKnows_TakesItToBeAsItWas()
    {
        await ListAsync("""{"hostname":"app-2.example.com","ip":{"ipv6":{"ip_addr":"2001:db8::1"}}}""");
        Assert.Empty(await OutsideAsync());

        await ListAsync("""{"hostname":"app-9.example.com","ip":{"ipv6":{"ip_addr":"2001:db8::1"}}}""");
        await OpenAsync(Moved);

        AssertSame(Moved, (await Journal.FindAsync(Account, Assert.Single(await OutsideAsync()).Id, Ending))!.After);
    }

    [Fact]
    public async Task Open_WhoseStoreDoesNotAnswer_GivesTheResourceAndLeavesTheStoreAlone()
    {
        var counted = CountedJournal.Over(Journal, hangs: true);
        Watch = NewWatch(counted.Journal);
        Clock.Rings = true;

        Assert.Equal("app-9.example.com", (await OpenAsync(Moved)).Match(ok => ok.Value.Hostname, _ => "nothing"));
        await OpenAsync(Moved);

        await AskedAsync(counted, times: 1);
        Clock.Advance(TimeSpan.FromSeconds(31));
        await OpenAsync(Moved);
        await AskedAsync(counted, times: 2);
    }

    /// <summary>Who gives up waiting at once may do so before the question has left.</summary>
    private static async Task AskedAsync(CountedJournal journal, int times)
    {
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(5));
        while (journal.CallsOf(nameof(IJournal.PositionAsync)) < times)
        {
            await look.WaitForNextTickAsync(Ending);
        }

        Assert.Equal(times, journal.CallsOf(nameof(IJournal.PositionAsync)));
    }

    private OutsideWatch NewWatch(IJournal journal) => new(journal, Clock, NullLogger<OutsideWatch>.Instance);

    private static Task<ApiResult<Target>> Failed(ApiFailure failure) => Task.FromResult<ApiResult<Target>>(new ApiResult<Target>.Failed(failure));

    private static Target Read(string id, string json)
    {
        var target = Json(json);
        target["id"] = id;
        return CloudflareJson.FromNode<Target>(target);
    }

    private static void AssertSame(string json, ResourceImage image) =>
        Assert.Empty(AdminPortal.Changes.Diff.InputDiff.Between(TargetKind.Instance, Json(json), Assert.IsType<ResourceImage.Known>(image).Json));

    private async Task<ApiResult<Target>> OpenAsync(string? json, string id = Target, Func<Task>? meanwhile = null)
    {
        var result = await Watch.OpenAsync(
            TargetKind.Instance,
            Account,
            id,
            async _ =>
            {
                await (meanwhile?.Invoke() ?? Task.CompletedTask);
                return json is null
                    ? new ApiResult<Target>.Failed(new ApiFailure.Rejected(new(HttpStatusCode.NotFound, null, [], [])))
                    : new ApiResult<Target>.Ok(Read(id, json), ApiAnswer.None);
            },
            Ending);
        await Watch.Settled;
        return result;
    }

    private Task ListAsync(string json) => ListAsync((Target, json));

    private async Task ListAsync(params (string Id, string Json)[] listed)
    {
        await Watch.ListAsync(
            TargetKind.Instance,
            Account,
            _ => Task.FromResult<ApiResult<IReadOnlyList<Target>>>(new ApiResult<IReadOnlyList<Target>>.Ok([.. listed.Select(one => Read(one.Id, one.Json))], ApiAnswer.None)),
            targets => targets,
            Ending);
        await Watch.Settled;
    }

    private async Task<IReadOnlyList<JournalRow>> OutsideAsync() =>
        (await Journal.PageAsync(new(Account) { Outcome = JournalEvent.SeenOutside }, after: null, 10, Ending)).Rows;
}

public sealed class SqliteOutsideWatchTests : OutsideWatchTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();
}

public sealed class PostgresOutsideWatchTests(SharedPostgres postgres) : OutsideWatchTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewStoreAsync();
}
