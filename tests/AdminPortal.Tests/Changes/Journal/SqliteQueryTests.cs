using AdminPortal.Changes.Journal;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Changes.Journal;

public sealed class SqliteQueryTests : QueryTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();

    /// <summary>Speed that does not hang on how much there is: each filter, and each combination, is a way through one index, already in order.</summary>
    [Fact]
    public async Task Page_OfEveryCombinationOfFilters_IsReadInTheOrderOfAnIndex()
    {
        await FillAsync();
        var first = await Journal.PageAsync(new(Account), after: null, 5, Ending);

        foreach (var mask in Enumerable.Range(0, 128))
        {
            JournalFilter filter = new(Account)
            {
                Person = (mask & 1) != 0 ? "anna" : null,
                Kind = (mask & 2) != 0 ? "Target" : null,
                Outcome = (mask & 4) != 0 ? JournalEvent.Rejected : null,
                ResourceId = (mask & 8) != 0 ? "one" : null,
                From = (mask & 16) != 0 ? Clock.GetUtcNow().AddDays(-1) : null,
                Until = (mask & 16) != 0 ? Clock.GetUtcNow() : null,
            };
            var plan = await PlanAsync(filter, (mask & 32) != 0 ? first.Next! with { ToNewer = (mask & 64) != 0 } : null);

            var only = Assert.Single(plan);
            Assert.StartsWith("SEARCH", only, StringComparison.Ordinal);
            Assert.Contains("USING INDEX IX_Changes_Account", only, StringComparison.Ordinal);

            // As many columns of the index as filters that it serves; a resource has few changes, so the rest may be read.
            var served = filter.ResourceId is null ? 1 + int.PopCount(mask & 7) : 2;
            Assert.True(only.Split("=?").Length - 1 >= served, $"{filter}: {only}");
            Assert.True((mask & 48) == 0 || only.Contains("At", StringComparison.Ordinal), $"{filter}: {only}");
        }
    }

    private Task<List<string>> PlanAsync(JournalFilter filter, JournalCursor? after) => Store.ReadAsync(
        async (context, token) =>
        {
            await using var command = JournalQuery.Query(context, filter, after, 51).CreateDbCommand();
            command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
            await context.Database.OpenConnectionAsync(token);
            await using var reader = (SqliteDataReader)await command.ExecuteReaderAsync(token);
            List<string> steps = [];
            while (await reader.ReadAsync(token))
            {
                steps.Add(reader.GetString(3));
            }

            return steps;
        },
        Ending);
}
