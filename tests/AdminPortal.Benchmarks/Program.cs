using AdminPortal.Benchmarks;
using AdminPortal.Benchmarks.Journal;
using BenchmarkDotNet.Running;

switch (args)
{
    case ["update"]:
        return BenchmarkRunner.Run<UpdateBenchmark>().Reports.All(report => report.Success) ? 0 : 1;
    case ["journal", .. var options] when JournalOptions.Parse(options) is { } parsed:
        return await JournalBenchmark.RunAsync(parsed);
    default:
        await Console.Error.WriteLineAsync(
            "Benchmarks: update; journal [--entries 1000000] [--engine sqlite|postgres|both]. See tests/AdminPortal.Benchmarks/README.md, also for those that are no part of this program.");
        return 2;
}
