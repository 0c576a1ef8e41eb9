using System.Security.Cryptography;
using System.Text;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Journal.Tables;
using AdminPortal.Tests.Changes.Store;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Changes.Journal;

/// <summary>What is written, in which order, under which hash; and by how many at once.</summary>
public abstract class ChainTests : JournalTests
{
    private const string OtherAccount = "9a7806061c88ada191ed06f989cc3dac";

    [Fact]
    public async Task Entries_OfAccounts_AreNumberedFromOneInEach()
    {
        await ChangeAsync();
        await ChangeAsync(Intent(account: OtherAccount));
        await ChangeAsync();

        Assert.Equal([1, 2, 3, 4], (await EntriesAsync(Account)).Select(entry => entry.Sequence));
        Assert.Equal([1, 2], (await EntriesAsync(OtherAccount)).Select(entry => entry.Sequence));
        await AssertIntactAsync(6);
    }

    /// <summary>The documented form, computed here from nothing but the columns.</summary>
    [Fact]
    public async Task Hash_OfAnEntry_IsThatOfItsLinesAndTheHashBefore()
    {
        await ChangeAsync();

        var before = new string('0', 64);
        foreach (var entry in await EntriesAsync(Account))
        {
            var lines = $"AdminPortal journal 1\n{Account}\n{entry.Sequence}\n{entry.At}\n{entry.Event}\n{entry.ChangeId}\n{before}\n{entry.Content}";
            Assert.Equal(before, Convert.ToHexStringLower(entry.PreviousHash));
            before = Convert.ToHexStringLower(entry.Hash);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines))), before);
        }
    }

    [Fact]
    public async Task Content_OfAnIntent_IsCanonicalJson()
    {
        var open = await IntendAsync(Intent() with { Proposed = Json("""{ "z": 1.50, "a": {"é": "</ü\"\n", "B": [2, 1]}, "big": 9007199254740993 }""") });

        var entry = Assert.Single(await EntriesAsync(Account));
        Assert.Equal(open.Id.ToString(), entry.ChangeId);
        Assert.StartsWith("""{"actor":"anna","baseline":{"hostname":"app-1.example.com"},"correlation":"4bf92f3577b34da6a3ce929d0e0e4736","instance":""", entry.Content);
        Assert.Contains("""
            "kind":"Target","method":"PUT","operation":"update","path":"/accounts/023e105f4ecef8ad9ca31a8372d0c353/infrastructure/targets/0191dce4-9ab4-7fce-b660-8e5dec5172da","proposed":{"a":{"B":[2,1],"é":"</ü\"\n"},"big":9007199254740993,"z":1.50},"reason":"NET-1","resource_id":"0191dce4-9ab4-7fce-b660-8e5dec5172da","resource_name":"app-1.example.com","role":"Operator"}
            """, entry.Content);
    }

    [Fact]
    public async Task Content_OfAnOutcome_IsCanonicalJson()
    {
        await ChangeAsync();

        Assert.Equal(
            """{"after":{"hostname":"app-2.example.com"},"duration_ms":42,"messages":[{"code":1001,"message":"Saved."}],"ray":"8f0a1b2c3d4e5f60-FRA","status":200}""",
            (await EntriesAsync(Account))[1].Content);
    }

    [Fact]
    public async Task Append_ByManyAtOnceInTwoProcesses_LeavesOneUnbrokenChain()
    {
        const int Each = 40;
        StoredJournal[] journals = [Journal, NewJournal()];

        await Task.WhenAll(journals.SelectMany(journal => Enumerable.Range(0, Each).Select(number => Task.Run(async () =>
        {
            var open = await journal.IntendAsync(Intent($"target-{number}"), Ending);
            Assert.Equal(Completion.Written, await journal.CompleteAsync(open, Applied()));
        }))));

        Assert.Equal(Enumerable.Range(1, 4 * Each).Select(number => (long)number), (await EntriesAsync(Account)).Select(entry => entry.Sequence));
        await AssertIntactAsync(4 * Each);
        Assert.Empty(await Journal.OpenIntentsAsync(Ending));
    }

    [Fact]
    public async Task Append_ToManyAccountsAtOnce_LeavesAllUnbroken()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(async () =>
        {
            var open = await Journal.IntendAsync(Intent(account: $"account-{number % 4}"), Ending);
            await Journal.CompleteAsync(open, Applied());
        })));

        var result = await Journal.VerifyAsync(account: null, Ending);
        Assert.Null(result.Broken);
        Assert.Equal([20, 20, 20, 20], result.Heads.Select(head => head.Sequence));
    }

    [Fact]
    public async Task Intend_OfSeveral_WritesAllOrNone()
    {
        var open = await Journal.IntendAllAsync([Intent("a"), Intent("b"), Intent("c")], Ending);
        await Assert.ThrowsAsync<ArgumentException>(() => Journal.IntendAllAsync([Intent("d"), Intent("e", account: OtherAccount)], Ending));
        await Assert.ThrowsAsync<ArgumentException>(() => Journal.IntendAllAsync([Intent("d"), Intent("line\nbreak")], Ending));

        Assert.Equal([1, 2, 3], open.Select(change => change.Sequence));
        Assert.Equal(Completion.Written, await Journal.CompleteAllAsync([.. open.Select(change => new CompletedChange(change, Applied()))]));
        await AssertIntactAsync(6);
    }

    [Fact]
    public async Task Intend_OfMoreThanAnEntryHolds_IsRefused()
    {
        var huge = new string('é', IJournal.MaxEntryBytes / 2);

        await Assert.ThrowsAsync<ArgumentException>(() => IntendAsync(Intent() with { Proposed = new() { ["text"] = huge } }));

        Assert.Empty(await EntriesAsync(Account));
    }

    /// <summary>After the call it is too late to refuse.</summary>
    [Fact]
    public async Task Complete_WithMoreThanAnEntryHolds_LeavesTheImageOutAndSaysSo()
    {
        var open = await ChangeAsync(outcome: Applied() with { After = new ResourceImage.Known(new() { ["text"] = new string('é', IJournal.MaxEntryBytes / 2) }) });

        var found = await Journal.FindAsync(Account, open.Id, Ending);
        Assert.IsType<ResourceImage.Unknown>(found!.After);
        Assert.Equal("The image was too long to be kept.", found.Note);
        Assert.Equal(JournalEvent.Applied, found.Row.Outcome);
    }

    private Task<List<EntryRow>> EntriesAsync(string account) => Store.ReadAsync(
        (context, token) => context.Entries.AsNoTracking().Where(entry => entry.Account == account).OrderBy(entry => entry.Sequence).ToListAsync(token), Ending);
}

public sealed class SqliteChainTests : ChainTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();
}

public sealed class PostgresChainTests(SharedPostgres postgres) : ChainTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewStoreAsync();
}
