using System.Globalization;
using AdminPortal.Changes.Journal;
using AdminPortal.Tests.Changes.Store;
using FsCheck;
using FsCheck.Fluent;

namespace AdminPortal.Tests.Changes.Journal;

/// <summary>Lists of changes beside a model of them in memory: whatever is filtered and however it is paged, they agree.</summary>
public abstract class QueryTests : JournalTests
{
    private const int Changes = 300;

    // Thirty people of one beginning, who together do a third of all: too many to be looked up one by one, and too rare to fill a page at once.
    private static readonly string[] Crew = [.. Enumerable.Range(0, 30).Select(number => $"crew-{number}")];
    private static readonly string[] People = ["anna", "Anna", "anton", "Bert", "älva", .. Crew];
    private static readonly string[] Kinds = ["Target", "App", "Peer"];
    private static readonly string[] Resources = ["one", "two", "three", "four"];
    private static readonly JournalEvent[] Outcomes = [JournalEvent.Applied, JournalEvent.Applied, JournalEvent.Rejected, JournalEvent.Unclear, JournalEvent.Intended];

    private List<JournalRow> _model = [];

    [Fact]
    public async Task Page_OfAnyFilterAndSize_IsThatOfTheModel()
    {
        await FillAsync();
        Assert.Equal(_model.Count, (await WalkAsync(new(Account), 100)).Count);

        Prop.ForAll(Filters().Zip(Gen.Choose(3, 80)).ToArbitrary(), query =>
        {
            var (filter, size) = query;
            var pages = WalkAsync(filter, size).GetAwaiter().GetResult();
            Assert.Equal(_model.Where(row => Matches(filter, row)), pages);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public async Task Page_BackFromAnyOther_IsTheOneBeforeIt()
    {
        await FillAsync();

        Prop.ForAll(Filters().Zip(Gen.Choose(3, 80)).ToArbitrary(), query =>
        {
            var (filter, size) = query;
            var matching = _model.Where(row => Matches(filter, row)).ToList();
            var page = Journal.PageAsync(filter, after: null, size, Ending).GetAwaiter().GetResult();
            Assert.Null(page.Previous);
            for (var begin = size; page.Next is not null; begin += size)
            {
                page = Journal.PageAsync(filter, page.Next, size, Ending).GetAwaiter().GetResult();
                var back = Journal.PageAsync(filter, page.Previous, size, Ending).GetAwaiter().GetResult();
                Assert.Equal(matching.Skip(begin - size).Take(size), back.Rows);
                Assert.Equal(begin == size, back.Previous is null);
                Assert.Equal(page.Rows, Journal.PageAsync(filter, back.Next, size, Ending).GetAwaiter().GetResult().Rows);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    [Fact]
    public async Task Page_BackToFewerThanFillIt_IsTheNewestOne()
    {
        await FillAsync();
        var first = await Journal.PageAsync(new(Account), after: null, 10, Ending);
        var inside = await Journal.PageAsync(new(Account), new(first.Rows[3].At, first.Rows[3].Id), 10, Ending);

        var back = await Journal.PageAsync(new(Account), inside.Previous, 10, Ending);

        Assert.Equal(first.Rows, back.Rows);
        Assert.Null(back.Previous);
    }

    [Fact]
    public async Task Export_OfAFilter_IsEveryRowOfIt()
    {
        await FillAsync();
        JournalFilter filter = new(Account) { Kind = "Target" };

        List<JournalRow> rows = [];
        await foreach (var row in Journal.ExportAsync(filter, Ending))
        {
            rows.Add(row);
        }

        Assert.Equal(_model.Where(row => row.Kind == "Target"), rows);
    }

    [Fact]
    public async Task Page_AfterOthersWereAdded_GoesOnWhereTheOneBeforeEnded()
    {
        await FillAsync();
        var first = await Journal.PageAsync(new(Account), after: null, 10, Ending);
        await ChangeAsync();

        var second = await Journal.PageAsync(new(Account), first.Next, 10, Ending);

        Assert.Equal(_model.Take(20), first.Rows.Concat(second.Rows));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task Page_OfAnImpossibleSize_IsRefused(int size) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Journal.PageAsync(new(Account), after: null, size, Ending));

    [Fact]
    public async Task Cursor_ThroughAnAddress_IsTheSame()
    {
        await FillAsync();
        var next = (await Journal.PageAsync(new(Account), after: null, 7, Ending)).Next;

        Assert.True(JournalCursor.TryParse(next!.ToString(), out var read));
        Assert.Equal(next, read);
        Assert.True(JournalCursor.TryParse((next with { ToNewer = true }).ToString(), out var back));
        Assert.Equal(next with { ToNewer = true }, back);
    }

    private protected async Task FillAsync()
    {
        Random random = new(20260131);
        List<(OpenChange Change, ChangeOutcome? Outcome)> written = [];
        foreach (var some in Enumerable.Range(0, Changes).Chunk(20))
        {
            // Twenty changes at a time share a microsecond, so that their ids decide.
            Clock.Advance(TimeSpan.FromMinutes(random.Next(0, 3)));
            var open = await Journal.IntendAllAsync([.. some.Select(_ => Intent(Pick(random, Resources), Pick(random, random.Next(3) == 0 ? Crew : People[..5])) with { Kind = Pick(random, Kinds) })], Ending);
            var ended = open.Select(change => (Change: change, Event: Pick(random, Outcomes))).Where(change => change.Event != JournalEvent.Intended)
                .Select(change => new CompletedChange(change.Change, new(change.Event))).ToList();
            Assert.Equal(Completion.Written, await Journal.CompleteAllAsync(ended));
            written.AddRange(open.Select(change => (change, ended.Find(one => one.Change == change)?.Outcome)));
        }

        await Journal.IntendAsync(Intent(account: "another"), Ending);
        var sequences = (await Journal.PageAsync(new(Account), after: null, IJournal.MaxPageSize, Ending)).Rows.ToDictionary(row => row.Id, row => row.OutcomeSequence);
        _model = [.. written.Select(change => Row(change.Change, change.Outcome, sequences[change.Change.Id]))
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id.ToString(), StringComparer.Ordinal)];
    }

    private static JournalRow Row(OpenChange change, ChangeOutcome? outcome, long? sequence) => new(
        change.Id, Account, change.At, change.Intent.Actor.Name, change.Intent.Kind, change.Intent.ResourceId, change.Intent.ResourceName, ChangeOperation.Update,
        outcome?.Event ?? JournalEvent.Intended, change.Intent.Reason, Status: null, Ray: null, Duration: null, change.Sequence, sequence);

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];

    private static bool Matches(JournalFilter filter, JournalRow row) =>
        (filter.Person is null || string.Equals(row.Actor, filter.Person, StringComparison.OrdinalIgnoreCase))
        && (filter.Person is not null || filter.PersonStart is null || row.Actor!.StartsWith(filter.PersonStart, StringComparison.OrdinalIgnoreCase))
        && (filter.Kind is null || row.Kind == filter.Kind)
        && (filter.ResourceId is null || row.ResourceId == filter.ResourceId)
        && (filter.Outcome is null || row.Outcome == filter.Outcome)
        && (filter.From is null || row.At >= filter.From)
        && (filter.Until is null || row.At < filter.Until);

    private Gen<JournalFilter> Filters()
    {
        var times = _model.Select(row => (DateTimeOffset?)row.At).Concat(_model.Select(_ => (DateTimeOffset?)null)).ToArray();
        var names = People.Append("nobody").Concat(People.Select(_ => (string?)null)).ToArray();
        return
            from person in Gen.Elements(names)
            from start in Gen.Elements("a", "AN", "anna", "c", "CREW", "crew-", "crew-1", "ä", "z", "", null, null)
            from kind in Gen.Elements("Target", "App", "Peer", "Nothing", null, null)
            from resource in Gen.Elements("one", "two", "none", null, null, null)
            from outcome in Gen.Elements<JournalEvent?>(JournalEvent.Applied, JournalEvent.Rejected, JournalEvent.Intended, JournalEvent.SeenOutside, null, null)
            from earliest in Gen.Elements(times)
            from latest in Gen.Elements(times)
            select new JournalFilter(Account) { Person = person, PersonStart = start, Kind = kind, ResourceId = resource, Outcome = outcome, From = earliest, Until = latest };
    }

    private async Task<List<JournalRow>> WalkAsync(JournalFilter filter, int size)
    {
        List<JournalRow> rows = [];
        JournalCursor? after = null;
        do
        {
            var page = await Journal.PageAsync(filter, after, size, Ending);
            Assert.True(page.Rows.Count == size || page.Next is null, string.Create(CultureInfo.InvariantCulture, $"A page of {page.Rows.Count} is not the last one."));
            rows.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);
        return rows;
    }
}

public sealed class PostgresQueryTests(SharedPostgres postgres) : QueryTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewStoreAsync();
}
