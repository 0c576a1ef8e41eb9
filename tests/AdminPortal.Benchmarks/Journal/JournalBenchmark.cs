using System.Diagnostics;
using System.Globalization;
using AdminPortal.Changes.Store;
using AdminPortal.Tests.Changes.Store;

namespace AdminPortal.Benchmarks.Journal;

/// <summary>Fills a journal on each database, and measures what pages ask of it and what an append costs, early and late.</summary>
internal static class JournalBenchmark
{
    private const double MostMilliseconds = 20;
    private const int WarmUps = 20;
    private const int Times = 200;

    // Appending waits for the disk, whose own times vary by as much between two runs.
    private const double MostGrowth = 1.5;

    public static async Task<int> RunAsync(JournalOptions options)
    {
        var isWithin = true;
        if (options.Sqlite)
        {
            var (full, few) = (Directory.CreateTempSubdirectory("adminportal-benchmark-"), Directory.CreateTempSubdirectory("adminportal-benchmark-"));
            isWithin &= await MeasureAsync("SQLite", StoreSettings.InFolder(full.FullName), StoreSettings.InFolder(few.FullName), options.Entries);
            full.Delete(recursive: true);
            few.Delete(recursive: true);
        }

        if (options.Postgres)
        {
            await using var server = await PostgresServer.StartNewAsync(durable: true);
            var (full, few) = (await server.NewDatabaseAsync(), await server.NewDatabaseAsync());
            isWithin &= await MeasureAsync("PostgreSQL", StoreSettings.AtServer(full), StoreSettings.AtServer(few), options.Entries);
        }

        return isWithin ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(string engine, StoreSettings full, StoreSettings few, int entries)
    {
        await using FilledJournal filled = new(full, entries);
        var start = Stopwatch.GetTimestamp();
        await filled.FillAsync(entries);
        Say($"{engine}: {entries:N0} entries, filled in {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s\n");

        Say("| what | p50 | p95 |\n| --- | ---: | ---: |");
        List<Timing> reads = [];
        foreach (var (what, read) in new JournalReads(filled).All)
        {
            reads.Add(await Timing.OfAsync(what, WarmUps, Times, read));
            Say(Line(reads[^1], reads[^1].P95 <= MostMilliseconds));
        }

        var isFlat = await IsFlatAsync(filled, few, entries);
        start = Stopwatch.GetTimestamp();
        var check = await filled.Journal.VerifyAsync(account: null, CancellationToken.None);
        Say($"\n{check.Entries:N0} entries verified in {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s: {(check.Broken is null ? "intact" : check.Broken.Wrong)}\n");
        return isFlat && check.Broken is null && reads.TrueForAll(read => read.P95 <= MostMilliseconds);
    }

    /// <summary>Appends to a small journal and to the full one, one right after the other: a disk has its good and its bad minutes.</summary>
    private static async Task<bool> IsFlatAsync(FilledJournal filled, StoreSettings few, int entries)
    {
        await using FilledJournal small = new(few, JournalOptions.Few);
        await small.FillAsync(JournalOptions.Few);
        var early = await Timing.OfAsync($"a change, intent and outcome, after {JournalOptions.Few:N0} entries", WarmUps, Times, small.AppendAsync);
        var late = await Timing.OfAsync($"a change, intent and outcome, after {entries:N0} entries", WarmUps, Times, filled.AppendAsync);
        var isFlat = late.P95 <= early.P95 * MostGrowth;
        Say($"{Line(early, isGood: true)}\n{Line(late, isFlat)}");
        return isFlat;
    }

    private static string Line(Timing timing, bool isGood) =>
        string.Create(CultureInfo.InvariantCulture, $"| {timing.What} | {timing.P50:F2} ms | {timing.P95:F2} ms{(isGood ? "" : " (too slow)")} |");

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Say(string text) => Console.WriteLine(text);
}
