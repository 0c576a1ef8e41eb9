using System.Text.Json.Nodes;
using System.Xml.Linq;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Drafts;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Preferences;
using AdminPortal.Changes.Sessions;
using AdminPortal.Changes.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Store;

public sealed class StoreCopyTests(SharedPostgres postgres)
{
    private const string Account = "023e105f4ecef8ad9ca31a8372d0c353";
    private const string Person = "Sam Sample";

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Copy_OfAStoreInUse_HasAllOfIt()
    {
        await using SqliteTestStore from = new();
        await using var to = await postgres.NewDatabaseAsync();
        var (key, secret) = await FillAsync(from);

        var copied = Assert.IsType<StoreCopyResult.Copied>(await StoreCopy.RunAsync(from.Settings, to.Settings, Ending));

        Assert.True(copied.Entries >= 3002, $"{copied.Entries}");
        foreach (var table in Tables(to).Except(["Instances", "BudgetCalls"], StringComparer.Ordinal))
        {
            var count = await from.ScalarAsync($"SELECT count(*) FROM \"{table}\"");
            Assert.True(count is > 0L, $"{table} has nothing to copy");
            Assert.Equal((table, count), (table, await to.ScalarAsync($"SELECT count(*) FROM \"{table}\"")));
        }

        // What the copy is for: whoever was signed in stays so, finds the draft, and the ring goes on.
        await using var portal = to.NewPortal(services => services.AddPortalOperations());
        Assert.NotNull(await portal.GetRequiredService<ISessions>().OpenAsync(key, Ending));
        Assert.NotNull(await portal.GetRequiredService<IDrafts>().FindAsync(Person, new(Account, "Target", "one"), Ending));
        Assert.Equal("hello", portal.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(secret));
        portal.GetRequiredService<StoredKeys>().StoreElement(new XElement("key"), "another");
        var journal = portal.GetRequiredService<IJournal>();
        var open = await journal.IntendAsync(Intent(0), Ending);
        await journal.CompleteAsync(open, new(JournalEvent.Applied));
        Assert.Null((await journal.VerifyAsync(account: null, Ending)).Broken);
    }

    [Fact]
    public async Task Copy_IntoADatabaseThatIsNotEmpty_IsRefusedAndChangesNothing()
    {
        await using SqliteTestStore from = new();
        await using var to = await postgres.NewDatabaseAsync();
        await FillAsync(from);
        await using (var portal = to.NewPortal())
        {
            await portal.GetRequiredService<IPreferences>().WriteAsync(Person, "theme", "dark", Ending);
        }

        var refused = Assert.IsType<StoreCopyResult.Refused>(await StoreCopy.RunAsync(from.Settings, to.Settings, Ending));

        Assert.Contains("not empty", refused.Why, StringComparison.Ordinal);
        Assert.Equal(0L, await to.ScalarAsync("""SELECT count(*) FROM "Entries" """));
    }

    [Fact]
    public async Task Copy_WhereNothingIs_IsRefusedAndMakesNoFile()
    {
        await using SqliteTestStore from = new();
        await using var to = await postgres.NewDatabaseAsync();

        Assert.IsType<StoreCopyResult.Refused>(await StoreCopy.RunAsync(from.Settings, to.Settings, Ending));

        Assert.False(File.Exists(from.Folder.File));
    }

    [Fact]
    public async Task Copy_OfABrokenJournal_IsNotToBeUsed()
    {
        await using SqliteTestStore from = new();
        await using var to = await postgres.NewDatabaseAsync();
        await FillAsync(from);
        await from.ExecuteAsync("""UPDATE "Entries" SET "Content" = replace("Content", 'Sam', 'Tom') WHERE "Sequence" = 2""");

        Assert.IsType<StoreCopyResult.Differs>(await StoreCopy.RunAsync(from.Settings, to.Settings, Ending));
    }

    private static IEnumerable<string> Tables(TestStore store)
    {
        using var context = store.Settings.Engine().NewContext();
        return [.. context.Model.GetEntityTypes().Select(entity => entity.GetTableName()!)];
    }

    private static ChangeIntent Intent(int number) => new()
    {
        Account = Account,
        Actor = new(Person, Role.Operator),
        Kind = "Target",
        ResourceId = $"id-{number % 7}",
        Operation = ChangeOperation.Update,
        Baseline = [],
        Proposed = new JsonObject { ["n"] = number, ["text"] = "ä\u0000\U0001F310" },
    };

    /// <summary>Something in every table, and more entries than are copied at a time.</summary>
    private static async Task<(string SessionKey, string Secret)> FillAsync(TestStore store)
    {
        await using var portal = store.NewPortal(services => services.AddPortalOperations());
        var journal = portal.GetRequiredService<IJournal>();
        var open = await journal.IntendAllAsync([.. Enumerable.Range(0, 1500).Select(Intent)], Ending);
        await journal.CompleteAllAsync([.. open.Select(change => new CompletedChange(change, new(JournalEvent.Applied) { After = new ResourceImage.Known(change.Intent.Proposed!) }))]);
        await portal.GetRequiredService<IDrafts>().KeepAsync(Person, new(Account, "Target", "one"), new([], new JsonObject { ["hostname"] = "draft" }), Ending);
        await portal.GetRequiredService<IPreferences>().WriteAsync(Person, "theme", "dark", Ending);
        await portal.GetRequiredService<IReadOnlySwitch>().BeginAsync(new(Person, "Move to PostgreSQL", DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(1)), Ending);
        var secret = portal.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("hello");
        return (await portal.GetRequiredService<ISessions>().BeginAsync(new() { Person = Person, Name = Person, Ticket = [1, 2, 3] }, Ending), secret);
    }
}
