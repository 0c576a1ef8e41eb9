using AdminPortal.Changes.Journal;
using AdminPortal.Tests.Changes.Store;

namespace AdminPortal.Tests.Changes.Journal;

/// <summary>What can be read again of what was written.</summary>
public abstract class ReadingTests : JournalTests
{
    [Fact]
    public async Task Find_OfAnAppliedChange_HasEverything()
    {
        var (batch, reverts) = (Guid.NewGuid(), Guid.NewGuid());
        const string Unknown = """{"hostname":"a","x_new":{"deep":[{"n":12345678901234567890}]}}""";
        var open = await ChangeAsync(
            Intent() with { Operation = ChangeOperation.Revert, Batch = batch, Reverts = reverts, Baseline = Json(Unknown), Proposed = Json(Unknown) }, Applied(Unknown));

        var found = (await Journal.FindAsync(Account, open.Id, Ending))!;

        Assert.Equal(
            new(open.Id, Account, open.At, "anna", "Target", Target, "app-1.example.com", ChangeOperation.Revert, JournalEvent.Applied, "NET-1", 200, "8f0a1b2c3d4e5f60-FRA",
                TimeSpan.FromMilliseconds(42), 1, 2),
            found.Row);
        Assert.Equal(("Operator", "PUT", Intent().Path, Intent().Correlation), (found.Role, found.Method, found.Path, found.Correlation));
        Assert.Equal((batch, reverts), (found.Batch, found.Reverts));
        Assert.Equal(Unknown, Text(found.Before));
        Assert.Equal(Unknown, found.Proposed!.ToJsonString());
        Assert.Equal(Unknown, Text(found.After));
        Assert.Equal((1001, "Saved."), found.Messages.Select(message => (message.Code, message.Message)).Single());
        Assert.Equal([JournalEvent.Intended, JournalEvent.Applied], found.Entries.Select(entry => entry.Event));
        Assert.All(found.Entries, entry => Assert.Equal(open.At, entry.At));
    }

    [Fact]
    public async Task Find_OfARejectedChange_HasTheEnvelope()
    {
        var open = await ChangeAsync(outcome: new(JournalEvent.Rejected)
        {
            Answer = new(System.Net.HttpStatusCode.BadRequest, "ray", [new() { Code = 1004, Message = "No.", DocumentationUrl = "https://example.com", Source = new() { Pointer = "/hostname" } }], []),
            Note = "The API said no.",
        });

        var found = (await Journal.FindAsync(Account, open.Id, Ending))!;

        Assert.Equal((JournalEvent.Rejected, 400, "ray"), (found.Row.Outcome, found.Row.Status, found.Row.Ray));
        Assert.Equal(new() { Code = 1004, Message = "No.", DocumentationUrl = "https://example.com", Source = new() { Pointer = "/hostname" } }, Assert.Single(found.Errors));
        Assert.Equal("The API said no.", found.Note);
        Assert.IsType<ResourceImage.Unknown>(found.After);
    }

    [Fact]
    public async Task Find_OfAnOpenChange_HasTheIntentAlone()
    {
        var open = await IntendAsync();

        var found = (await Journal.FindAsync(Account, open.Id, Ending))!;

        Assert.Equal((JournalEvent.Intended, null), (found.Row.Outcome, found.Row.OutcomeSequence));
        Assert.Equal(JournalEvent.Intended, Assert.Single(found.Entries).Event);
        Assert.IsType<ResourceImage.Unknown>(found.After);
    }

    [Fact]
    public async Task Find_OfAnotherAccountOrId_IsNothing()
    {
        var open = await ChangeAsync();

        Assert.Null(await Journal.FindAsync("another", open.Id, Ending));
        Assert.Null(await Journal.FindAsync("a\0b", open.Id, Ending));
        Assert.Null(await Journal.FindAsync(Account, Guid.NewGuid(), Ending));
    }

    [Fact]
    public async Task Complete_OfACreation_NamesTheResourceThatCameOfIt()
    {
        var open = await ChangeAsync(
            Intent() with { Operation = ChangeOperation.Create, ResourceId = null, ResourceName = null, Baseline = null },
            Applied() with { ResourceId = "made", ResourceName = "app-2.example.com" });

        Assert.Equal(open.Id, Assert.Single((await Journal.HistoryAsync(Account, "Target", "made", after: null, 10, Ending)).Rows).Id);
        Assert.NotNull(await Journal.LastAfterImageAsync(Account, "Target", "made", Ending));
    }

    [Fact]
    public async Task Complete_Twice_WritesOnce()
    {
        var open = await ChangeAsync();

        Assert.Equal(Completion.Written, await Journal.CompleteAsync(open, Applied()));
        Assert.Equal(Completion.Written, await Journal.CompleteAsync(open, new(JournalEvent.Rejected)));

        Assert.Equal(JournalEvent.Applied, (await Journal.FindAsync(Account, open.Id, Ending))!.Row.Outcome);
        await AssertIntactAsync(2);
    }

    [Fact]
    public async Task Complete_OfAnUnclearChange_IsCorrectedByWhatIsFoundOut()
    {
        var open = await ChangeAsync(outcome: new(JournalEvent.Unclear));
        Assert.Equal(Completion.Written, await Journal.CompleteAsync(open, new(JournalEvent.Unclear)));
        Assert.Equal(Completion.Written, await Journal.CompleteAsync(open, new(JournalEvent.NotApplied)));
        Assert.Equal(Completion.Written, await Journal.CompleteAsync(open, Applied()));

        var found = (await Journal.FindAsync(Account, open.Id, Ending))!;

        Assert.Equal([JournalEvent.Intended, JournalEvent.Unclear, JournalEvent.NotApplied, JournalEvent.Applied], found.Entries.Select(entry => entry.Event));
        Assert.Equal((JournalEvent.Applied, 4L), (found.Row.Outcome, found.Row.OutcomeSequence));
        await AssertIntactAsync(4);
    }

    [Theory]
    [InlineData(JournalEvent.Intended)]
    [InlineData(JournalEvent.SeenOutside)]
    public async Task Complete_WithWhatEndsNoChange_IsRefused(JournalEvent @event)
    {
        var open = await IntendAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => Journal.CompleteAsync(open, new(@event)));
    }

    [Fact]
    public async Task LastImage_AfterEachOutcome_IsWhatTheConsoleKnows()
    {
        Assert.Null(await ImageAsync());

        await ChangeAsync(outcome: Applied("""{"n":1}"""));
        Assert.Equal("""{"n":1}""", await ImageAsync());

        await ChangeAsync(outcome: new(JournalEvent.Rejected));
        await ChangeAsync(outcome: new(JournalEvent.Abandoned));
        await ChangeAsync(outcome: new(JournalEvent.NotApplied));
        await IntendAsync();
        Assert.Equal("""{"n":1}""", await ImageAsync());

        await ChangeAsync(outcome: new(JournalEvent.Unclear));
        Assert.Equal("unknown", await ImageAsync());

        await ChangeAsync(Intent() with { Proposed = null, Operation = ChangeOperation.Delete }, new(JournalEvent.Applied) { After = new ResourceImage.Gone() });
        Assert.Equal("gone", await ImageAsync());
    }

    [Fact]
    public async Task LastImages_OfMany_AreThoseThatAreKnown()
    {
        await ChangeAsync(Intent("a"), Applied("""{"n":1}"""));
        await ChangeAsync(Intent("b"), Applied("""{"n":2}"""));
        await ChangeAsync(Intent("c", account: "another"));

        var images = await Journal.LastAfterImagesAsync(Account, "Target", ["a", "b", "c", "a", "\0", .. Enumerable.Range(0, 1200).Select(number => $"none-{number}")], Ending);

        Assert.Equal(["a 2", "b 4"], images.Select(image => $"{image.Key} {image.Value.Sequence}").Order());
    }

    [Fact]
    public async Task Record_OfAnOutsideChange_IsWrittenOnce()
    {
        await ChangeAsync(outcome: Applied("""{"n":1}"""));

        var first = await RecordAsync(position: 2);
        var second = await RecordAsync(position: 2);
        var third = await RecordAsync(await Journal.PositionAsync(Account, Ending));

        Assert.NotNull(first);
        Assert.Null(second);
        Assert.NotNull(third);
        var found = (await Journal.FindAsync(Account, first.Value, Ending))!;
        Assert.Equal((JournalEvent.SeenOutside, null, "Target", Target, ChangeOperation.Update), (found.Row.Outcome, found.Row.Actor, found.Row.Kind, found.Row.ResourceId, found.Row.Operation));
        Assert.Equal(("""{"n":1}""", """{"n":9}"""), (Text(found.Before), Text(found.After)));
        Assert.Equal("""{"n":9}""", await ImageAsync());
        await AssertIntactAsync(4);
    }

    [Fact]
    public async Task Record_WhereTheConsoleItselfIsAtWork_IsNotWritten()
    {
        var position = await Journal.PositionAsync(Account, Ending);
        var open = await IntendAsync();

        Assert.Null(await RecordAsync(position));
        Assert.Null(await RecordAsync(await Journal.PositionAsync(Account, Ending)));

        await Journal.CompleteAsync(open, Applied());
        Assert.Null(await RecordAsync(position));
        await AssertIntactAsync(2);
    }

    [Fact]
    public async Task Record_OfAResourceThatIsGone_SaysSo()
    {
        await ChangeAsync();

        var id = await Journal.RecordAsync(Outside(2) with { Now = new ResourceImage.Gone() }, Ending);

        Assert.Equal(ChangeOperation.Delete, (await Journal.FindAsync(Account, id!.Value, Ending))!.Row.Operation);
        Assert.Equal("gone", await ImageAsync());
    }

    [Fact]
    public async Task People_WhoChangedSomething_AreFoundByTheBeginningOfTheirNames()
    {
        foreach (var person in (string[])["Anna Berg", "anna berg", "Anton", "Änne", "bert", "ann"])
        {
            await ChangeAsync(Intent(person: person));
        }

        Assert.Equal(["ann", "anna berg", "Anton"], await Journal.PeopleAsync(Account, "AN", 10, Ending));
        Assert.Equal(["ann", "anna berg"], await Journal.PeopleAsync(Account, "an", 2, Ending));
        Assert.Equal(["Änne"], await Journal.PeopleAsync(Account, "ä", 10, Ending));
        Assert.Equal(5, (await Journal.PeopleAsync(Account, "", 10, Ending)).Count);
        Assert.Empty(await Journal.PeopleAsync("another", "", 10, Ending));
    }

    [Fact]
    public async Task Texts_ThatADatabaseRefuses_AreReplacedAndStillVerified()
    {
        var open = await ChangeAsync(Intent(person: "a\0b\ud800") with { Reason = new string('r', 5000), ResourceName = "\0" });

        var row = (await Journal.FindAsync(Account, open.Id, Ending))!.Row;
        Assert.Equal(("a\uFFFDb\uFFFD", "\uFFFD", 4000), (row.Actor, row.ResourceName, row.Reason!.Length));
        Assert.Equal(open.Id, Assert.Single((await Journal.PageAsync(new(Account) { Person = "A\0B\ud800" }, after: null, 10, Ending)).Rows).Id);
        await AssertIntactAsync(2);
    }

    [Fact]
    public async Task OpenIntents_OfAllProcesses_ComeWithWhatWasWanted()
    {
        await ChangeAsync();
        var open = await IntendAsync(Intent() with { Reason = null });

        var found = Assert.Single(await NewJournal().OpenIntentsAsync(Ending));

        Assert.Equal((open.Id, open.At, open.Sequence), (found.Id, found.At, found.Sequence));
        Assert.Equal((open.Intent.Actor, open.Intent.Kind, open.Intent.ResourceId, null), (found.Intent.Actor, found.Intent.Kind, found.Intent.ResourceId, found.Intent.Reason));
        Assert.Equal(open.Intent.Baseline!.ToJsonString(), found.Intent.Baseline!.ToJsonString());
        Assert.Equal(open.Intent.Proposed!.ToJsonString(), found.Intent.Proposed!.ToJsonString());
    }

    private static string Text(ResourceImage image) => image switch
    {
        ResourceImage.Known known => known.Json.ToJsonString(),
        ResourceImage.Gone => "gone",
        _ => "unknown",
    };

    private static OutsideChange Outside(long position) => new()
    {
        Account = Account,
        Kind = "Target",
        ResourceId = Target,
        Before = new ResourceImage.Known(Json("""{"n":1}""")),
        Now = new ResourceImage.Known(Json("""{"n":9}""")),
        Position = position,
    };

    private Task<Guid?> RecordAsync(long position) => Journal.RecordAsync(Outside(position), Ending);

    private async Task<string?> ImageAsync() => await Journal.LastAfterImageAsync(Account, "Target", Target, Ending) is { } last ? Text(last.Image) : null;
}

public sealed class SqliteReadingTests : ReadingTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();
}

public sealed class PostgresReadingTests(SharedPostgres postgres) : ReadingTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewStoreAsync();
}
