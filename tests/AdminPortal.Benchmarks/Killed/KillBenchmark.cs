using System.Diagnostics;
using System.Globalization;
using AdminPortal.Changes.Store;
using AdminPortal.Tests.Changes.Killed;
using AdminPortal.Tests.Changes.Store;

namespace AdminPortal.Benchmarks.Killed;

/// <summary>Kills a saving process a hundred times on each database, and tells what is wrong afterwards.</summary>
internal static class KillBenchmark
{
    /// <summary>Runs it; false where anything is wrong.</summary>
    public static async Task<bool> RunAsync(int kills) => await OnSqliteAsync(kills) & await OnPostgresAsync(kills);

    private static async Task<bool> OnSqliteAsync(int kills)
    {
        var folder = Directory.CreateTempSubdirectory("adminportal-killed-");
        try
        {
            return await RunAsync("SQLite", kills, StoreSettings.InFolder(folder.FullName), ("Store__Folder", folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<bool> OnPostgresAsync(int kills)
    {
        await using var server = await PostgresServer.StartNewAsync(durable: true);
        var database = await server.NewDatabaseAsync();
        return await RunAsync("PostgreSQL", kills, StoreSettings.AtServer(database), ("Store__ConnectionString", database));
    }

    private static async Task<bool> RunAsync(string engine, int kills, StoreSettings settings, (string Name, string Value) setting)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var api = await RecordedApi.StartAsync();
        KillRun run = new(api, settings, new Dictionary<string, string>(StringComparer.Ordinal) { [setting.Name] = setting.Value });
        var wrong = await run.RunAsync(kills, Random.Shared);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{engine}: {kills} kills in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s, {wrong.Count} things wrong"));
        Console.WriteLine($"  writes carried out: {string.Join(", ", run.Writes.Select(write => $"{write.Value} {write.Key}"))}");
        Console.WriteLine($"  changes: {string.Join(", ", run.Outcomes.Select(outcome => $"{outcome.Value} {outcome.Key}"))}; drafts: {run.Drafts}");
        foreach (var one in wrong)
        {
            Console.WriteLine($"  {one}");
        }

        return wrong.Count == 0;
    }
}
