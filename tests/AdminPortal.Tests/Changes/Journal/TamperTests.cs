using System.Security.Cryptography;
using AdminPortal.Changes.Journal;
using AdminPortal.Tests.Changes.Store;

namespace AdminPortal.Tests.Changes.Journal;

/// <summary>Whatever is done to the tables behind the console's back is found, and the first broken entry is named.</summary>
public abstract class TamperTests : JournalTests
{
    private const string NoHash = "0000000000000000000000000000000000000000000000000000000000000000";

    public static TheoryData<string, long, string> Damage => new()
    {
        // The chain: entries 1 to 8 are four changes of one target, 9 is seen outside, 10 is open.
        { """UPDATE "Entries" SET "Content" = replace("Content", 'anna', 'otto') WHERE "Sequence" = 3""", 3, "hash is not that of its content" },
        { """UPDATE "Entries" SET "At" = "At" + 1 WHERE "Sequence" = 1""", 1, "hash is not that of its content" },
        { """UPDATE "Entries" SET "Event" = 'rejected' WHERE "Sequence" = 4""", 4, "hash is not that of its content" },
        { """UPDATE "Entries" SET "ChangeId" = (SELECT "ChangeId" FROM "Entries" WHERE "Sequence" = 1) WHERE "Sequence" = 4""", 4, "hash is not that of its content" },
        { $"""UPDATE "Entries" SET "Hash" = {Binary(NoHash)} WHERE "Sequence" = 5""", 5, "hash is not that of its content" },
        { $"""UPDATE "Entries" SET "PreviousHash" = {Binary(NoHash)} WHERE "Sequence" = 5""", 5, "another hash than that of the entry before" },
        { """DELETE FROM "Entries" WHERE "Sequence" = 5""", 5, "missing: entry 6 comes next" },
        { """DELETE FROM "Entries" WHERE "Sequence" IN (5, 6)""", 5, "missing: entry 7 comes next" },
        { """DELETE FROM "Entries" WHERE "Sequence" = 1""", 1, "missing: entry 2 comes next" },
        { """DELETE FROM "Entries" WHERE "Sequence" = 5; UPDATE "Entries" SET "Sequence" = "Sequence" - 1 WHERE "Sequence" = 6""", 5, "another hash than that of the entry before" },
        { """DELETE FROM "Entries" WHERE "Sequence" >= 7""", 7, "missing: the account's head names 10 entries" },
        { """DELETE FROM "Entries" WHERE "Sequence" = 10""", 10, "missing: the account's head names 10 entries" },
        {
            """
            UPDATE "Entries" SET "Sequence" = -1 WHERE "Sequence" = 3; UPDATE "Entries" SET "Sequence" = 3 WHERE "Sequence" = 5;
            UPDATE "Entries" SET "Sequence" = 5 WHERE "Sequence" = -1
            """,
            3, "another hash than that of the entry before"
        },
        {
            """
            UPDATE "Entries" SET "Content" = (SELECT other."Content" FROM "Entries" other WHERE other."Sequence" = 12 - "Entries"."Sequence") WHERE "Sequence" IN (4, 8)
            """,
            4, "hash is not that of its content"
        },

        // The tail goes, and the head is made to agree: the list still shows what became of the change.
        {
            """
            DELETE FROM "Entries" WHERE "Sequence" >= 8;
            UPDATE "Heads" SET "LastSequence" = 7, "LastHash" = (SELECT "Hash" FROM "Entries" WHERE "Sequence" = 7)
            """,
            7, "list of changes shows another outcome"
        },

        // The head.
        { """UPDATE "Heads" SET "LastSequence" = 9""", 10, "head names another last entry: number 9" },
        { """UPDATE "Heads" SET "LastSequence" = 11""", 11, "missing: the account's head names 11 entries" },
        { $"""UPDATE "Heads" SET "LastHash" = {Binary(NoHash)}""", 10, "head names another last entry: number 10" },
        { """DELETE FROM "Heads" """, 10, "head, which names the last entry, is missing" },

        // The lists.
        { """UPDATE "Changes" SET "Outcome" = 'rejected' WHERE "IntentSequence" = 5""", 6, "another outcome" },
        { """UPDATE "Changes" SET "Actor" = 'otto' WHERE "IntentSequence" = 5""", 6, "another person" },
        { """UPDATE "Changes" SET "ActorKey" = 'otto' WHERE "IntentSequence" = 5""", 6, "another person" },
        { """UPDATE "Changes" SET "At" = 0 WHERE "IntentSequence" = 5""", 6, "another time" },
        { """UPDATE "Changes" SET "Kind" = 'Peer' WHERE "IntentSequence" = 5""", 6, "another kind" },
        { """UPDATE "Changes" SET "ResourceId" = 'x' WHERE "IntentSequence" = 5""", 6, "another resource" },
        { """UPDATE "Changes" SET "ResourceName" = NULL WHERE "IntentSequence" = 5""", 6, "another resource" },
        { """UPDATE "Changes" SET "Operation" = 'delete' WHERE "IntentSequence" = 5""", 6, "another operation" },
        { """UPDATE "Changes" SET "Reason" = '' WHERE "IntentSequence" = 5""", 6, "another reason" },
        { """UPDATE "Changes" SET "Status" = 500 WHERE "IntentSequence" = 5""", 6, "another status" },
        { """UPDATE "Changes" SET "Ray" = NULL WHERE "IntentSequence" = 5""", 6, "another ray" },
        { """UPDATE "Changes" SET "DurationMs" = 1 WHERE "IntentSequence" = 5""", 6, "another duration" },
        { """UPDATE "Changes" SET "OutcomeSequence" = 8 WHERE "IntentSequence" = 5""", 6, "another place" },
        { """UPDATE "Changes" SET "Instance" = 'x' WHERE "IntentSequence" = 10""", 10, "another instance" },
        { """UPDATE "Changes" SET "Outcome" = 'applied' WHERE "IntentSequence" = 10""", 10, "another outcome" },
        { """UPDATE "Changes" SET "Account" = 'elsewhere' WHERE "IntentSequence" = 5""", 6, "another account" },
        { """DELETE FROM "Changes" WHERE "IntentSequence" = 9""", 9, "missing in the list of changes" },
        {
            """
            INSERT INTO "Changes" ("Id", "Account", "At", "Kind", "Operation", "Outcome", "IntentSequence")
            SELECT '00000000-0000-7000-8000-000000000000', "Account", "At", "Kind", "Operation", 'applied', 3 FROM "Changes" WHERE "IntentSequence" = 3
            """,
            3, "change 00000000-0000-7000-8000-000000000000, of which no entry tells"
        },
        { """UPDATE "Resources" SET "ImageSequence" = 8""", 9, "list of resources names another entry" },
        { """DELETE FROM "Resources" """, 9, "list of resources names another entry" },
    };

    [Fact]
    public async Task Verify_OfWhatWasWritten_FindsNothingAndNamesTheHead()
    {
        await FillAsync();

        var result = await Journal.VerifyAsync(account: null, Ending);

        Assert.Null(result.Broken);
        Assert.Equal(10, result.Entries);
        var head = Assert.Single(result.Heads);
        Assert.Equal((Account, 10L), (head.Account, head.Sequence));
        Assert.Equal(SHA256.HashSizeInBytes * 2, head.Hash.Length);
    }

    [Theory]
    [MemberData(nameof(Damage))]
    public async Task Verify_AfterDamage_NamesTheFirstBrokenEntry(string sql, long sequence, string words)
    {
        await FillAsync();
        Assert.True(await Database.ExecuteAsync(Engine(sql)) > 0);

        var broken = (await Journal.VerifyAsync(account: null, Ending)).Broken;

        Assert.NotNull(broken);
        Assert.Equal((Account, sequence), (broken.Account, broken.Sequence));
        Assert.Contains(words, broken.Wrong);
    }

    [Fact]
    public async Task Verify_OfOneAccount_DoesNotSeeTheDamageOfAnother()
    {
        await FillAsync();
        await ChangeAsync(Intent(account: "another"));
        await Database.ExecuteAsync("""DELETE FROM "Entries" WHERE "Account" = 'another' AND "Sequence" = 1""");

        Assert.Null((await Journal.VerifyAsync(Account, Ending)).Broken);
        Assert.Equal("another", (await Journal.VerifyAsync("another", Ending)).Broken?.Account);
        Assert.Equal("another", (await Journal.VerifyAsync(account: null, Ending)).Broken?.Account);
    }

    [Fact]
    public async Task Verify_OfAnEmptyJournal_FindsNothing() => await AssertIntactAsync(0);

    [Fact]
    public async Task Verify_OfAnAccountWithoutEntries_FindsNothing()
    {
        await ChangeAsync(Intent(account: "another"));

        var result = await Journal.VerifyAsync(Account, Ending);

        Assert.Null(result.Broken);
        Assert.Equal(0, result.Entries);
    }

    /// <summary>Entries 1 to 8: four changes. 9: seen outside. 10: open.</summary>
    private async Task FillAsync()
    {
        for (var change = 0; change < 4; change++)
        {
            await ChangeAsync(outcome: Applied($$"""{"hostname":"app-{{change}}.example.com"}"""));
        }

        Assert.NotNull(await Journal.RecordAsync(
            new()
            {
                Account = Account,
                Kind = "Target",
                ResourceId = Target,
                Before = new ResourceImage.Known(Json("""{"hostname":"app-3.example.com"}""")),
                Now = new ResourceImage.Known(Json("""{"hostname":"app-9.example.com"}""")),
                Position = 8,
            },
            Ending));
        await IntendAsync(Intent("another target"));
    }

    private static string Binary(string hex) => $"[{hex}]";

    private protected abstract string Engine(string sql);
}

public sealed class SqliteTamperTests : TamperTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();

    private protected override string Engine(string sql) => sql.Replace("[", "x'", StringComparison.Ordinal).Replace("]", "'", StringComparison.Ordinal);
}

public sealed class PostgresTamperTests(SharedPostgres postgres) : TamperTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewStoreAsync();

    private protected override string Engine(string sql) => sql.Replace("[", "'\\x", StringComparison.Ordinal).Replace("]", "'::bytea", StringComparison.Ordinal);
}
