using AdminPortal.Components.Tests.Setup;
using AdminPortal.History;
using Bunit;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Components.Tests.History;

/// <summary>The button that checks the journal.</summary>
public sealed class JournalVerificationTests : JournalTestContext
{
    [Fact]
    public async Task Journal_ThatIsIntact_ShowsItsLastHash()
    {
        await WriteAsync();
        var change = await WriteAsync();
        var last = (await Journal.FindAsync(Wire.AccountId, change.Id, Ending))!.Entries[^1];

        var page = Verified();

        page.WaitForAssertion(() => Assert.Contains("All 4 entries are intact. The last one is number 4", page.Find(".alert-success").Words(), StringComparison.Ordinal));
        Assert.Equal(last.Hash, page.Find("[data-copy]").GetAttribute("data-copy"));
    }

    [Fact]
    public async Task Journal_ThatWasTamperedWith_NamesTheFirstBrokenEntry()
    {
        await WriteAsync();
        await WriteAsync();
        await ExecuteAsync("""UPDATE "Entries" SET "Content" = replace("Content", 'NET-1', 'NET-2') WHERE "Sequence" IN (3, 4)""");

        var page = Verified();

        page.WaitForAssertion(() => Assert.Contains("The first broken entry is number 3:", page.Find("[role=alert]").Words(), StringComparison.Ordinal));
    }

    [Fact]
    public void Journal_WithoutAnEntry_HasNothingToVerify()
    {
        var page = Verified();

        page.WaitForAssertion(() => Assert.Equal("There is no entry yet, so there is nothing to verify.", page.Find(".alert-success").Words()));
    }

    [Fact]
    public async Task Journal_WhoseStoreIsAway_SaysSo()
    {
        await WriteAsync();
        TakeStoreAway();

        var page = Verified();

        page.WaitForAssertion(() => Assert.Equal("The journal cannot be read", page.Find("[role=alert] h2").Words()));
        Assert.False(page.Button("Verify the journal").HasAttribute("disabled"));
    }

    private IRenderedComponent<JournalVerification> Verified()
    {
        var page = Render<JournalVerification>(parameters => parameters.Add(one => one.AccountId, Wire.AccountId));
        page.Button("Verify the journal").Click();
        return page;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using SqliteConnection connection = new($"Data Source={StoreFile};Pooling=False");
        await connection.OpenAsync(Ending);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(2, await command.ExecuteNonQueryAsync(Ending));
    }
}
