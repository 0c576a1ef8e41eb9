using System.Text.Json.Nodes;
using AdminPortal.Changes.Drafts;
using AdminPortal.Changes.Store;
using AdminPortal.Tests.Changes.Journal;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Drafts;

public abstract class StoredDraftsTests : StoreTests
{
    private static readonly DraftSubject Subject = new("023e105f4ecef8ad9ca31a8372d0c353", "Target", "0191dce4-9ab4-7fce-b660-8e5dec5172da");
    private readonly SteppingClock _clock = new();
    private ServiceProvider _portal = null!;

    private protected IDrafts Drafts => _portal.GetRequiredService<IDrafts>();

    private protected override Task PrepareAsync()
    {
        _portal = Database.NewPortal(services => services.AddSingleton<TimeProvider>(_clock));
        return Task.CompletedTask;
    }

    private protected override async Task CleanAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Find_OfWhatWasKept_IsTheLastOfIt()
    {
        await KeepAsync("anna", Subject, "first");
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(DraftKeeping.Kept, await Drafts.KeepAsync("anna", Subject, new(Json("""{"b":1}"""), Json("""{"hostname":"é\u0000","x_new":{"deep":[1.50]}}"""), "/hostname", "app-1"), Ending));

        var draft = (await Drafts.FindAsync("anna", Subject, Ending))!;

        Assert.Equal((Subject, "/hostname", "app-1", _clock.GetUtcNow()), (draft.Subject, draft.Content.Field, draft.Content.ResourceName, draft.UpdatedAt));
        Assert.Equal("""{"b":1}""", draft.Content.Baseline!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(Json("""{"hostname":"é\u0000","x_new":{"deep":[1.50]}}"""), draft.Content.Input));
    }

    [Fact]
    public async Task Draft_OfOnePerson_IsThereForNobodyElse()
    {
        await KeepAsync("anna", Subject, "hers");
        await KeepAsync("bert", Subject, "his");

        await Drafts.DeleteAsync("bert", Subject, Ending);
        await Drafts.DeleteAsync("Anna", Subject, Ending);

        Assert.Null(await Drafts.FindAsync("bert", Subject, Ending));
        Assert.Empty(await Drafts.ListAsync("bert", Ending));
        Assert.Equal("hers", await TextAsync("anna"));
    }

    [Fact]
    public async Task List_OfAPerson_BeginsWithTheLastTouched()
    {
        foreach (var id in (string[])["one", DraftSubject.New, "two", "one"])
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await KeepAsync("anna", Subject with { ResourceId = id }, id);
        }

        Assert.Equal(["one", "two", "new"], (await Drafts.ListAsync("anna", Ending)).Select(note => note.Subject.ResourceId));
        Assert.Equal(_clock.GetUtcNow(), (await Drafts.ListAsync("anna", Ending))[0].UpdatedAt);
    }

    [Fact]
    public async Task Keep_ByTwoBrowsersAtOnce_KeepsOneOfThem()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => KeepAsync("anna", Subject, $"text {number}"))));

        Assert.StartsWith("text ", await TextAsync("anna"));
        Assert.Single(await Drafts.ListAsync("anna", Ending));
    }

    [Fact]
    public async Task Keep_OfTooMuch_LeavesWhatWasKeptBefore()
    {
        await KeepAsync("anna", Subject, "before");

        Assert.Equal(DraftKeeping.TooLong, await Drafts.KeepAsync("anna", Subject, new(null, new() { ["text"] = new string('é', IDrafts.MaxBytes / 2) }), Ending));

        Assert.Equal("before", await TextAsync("anna"));
    }

    [Fact]
    public async Task Keep_OfTooMany_IsRefusedForNewOnesOnly()
    {
        await KeepAsync("anna", Subject, "first");
        await Database.ExecuteAsync($"""
            INSERT INTO "Drafts" ("Person", "Account", "Kind", "ResourceId", "Content", "UpdatedAt")
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {IDrafts.MaxPerPerson - 1})
            SELECT 'anna', 'account', 'Target', 'id-' || n, 'null', (SELECT "UpdatedAt" FROM "Drafts") FROM numbers
            """);

        Assert.Equal(DraftKeeping.TooMany, await Drafts.KeepAsync("anna", Subject with { ResourceId = "one more" }, new(null, []), Ending));
        Assert.Equal(DraftKeeping.Kept, await Drafts.KeepAsync("anna", Subject, new(null, []), Ending));
        Assert.Equal(DraftKeeping.Kept, await Drafts.KeepAsync("bert", Subject, new(null, []), Ending));
    }

    [Fact]
    public async Task Draft_ThatNobodyTouches_ExpiresAfterThirtyDays()
    {
        await KeepAsync("anna", Subject, "old");
        await KeepAsync("bert", Subject, "older than it seems");
        _clock.Advance(TimeSpan.FromDays(30));
        Assert.NotNull(await Drafts.FindAsync("anna", Subject, Ending));
        await KeepAsync("bert", Subject, "touched");
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await Drafts.FindAsync("anna", Subject, Ending));
        Assert.Empty(await Drafts.ListAsync("anna", Ending));
        Assert.Equal(1, await Drafts.ExpireAsync(Ending));
        Assert.Equal("touched", await TextAsync("bert"));
    }

    [Fact]
    public async Task Keep_OncePerDay_RemovesWhatExpired()
    {
        await KeepAsync("anna", Subject, "old");
        _clock.Advance(TimeSpan.FromDays(31));
        await KeepAsync("bert", Subject, "new");

        Assert.Equal(1L, await Database.ScalarAsync("""SELECT count(*) FROM "Drafts" """));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task Person_WhoIsNone_IsRefused(string person) => await Assert.ThrowsAsync<ArgumentException>(() => Drafts.ListAsync(person, Ending));

    private static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();

    private async Task KeepAsync(string person, DraftSubject subject, string text) =>
        Assert.Equal(DraftKeeping.Kept, await Drafts.KeepAsync(person, subject, new(null, new() { ["text"] = text }), Ending));

    private async Task<string?> TextAsync(string person) => (await Drafts.FindAsync(person, Subject, Ending))?.Content.Input["text"]?.GetValue<string>();
}

public sealed class SqliteStoredDraftsTests : StoredDraftsTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => Task.FromResult<TestStore>(new SqliteTestStore());

    [Fact]
    public async Task Drafts_WhereTheStoreIsNotThere_SaySo()
    {
        await File.WriteAllTextAsync(((SqliteTestStore)Database).Folder.Folder, "a file where the folder belongs", Ending);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Drafts.ListAsync("anna", Ending));
    }
}

public sealed class PostgresStoredDraftsTests(SharedPostgres postgres) : StoredDraftsTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewStoreAsync();
}
