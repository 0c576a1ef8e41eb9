using AdminPortal.Benchmarks;
using AdminPortal.Benchmarks.Journal;
using AdminPortal.Benchmarks.Throughput;
using BenchmarkDotNet.Running;

switch (args)
{
    case ["update"]:
        return BenchmarkRunner.Run<UpdateBenchmark>().Reports.All(report => report.Success) ? 0 : 1;
    case ["journal", .. var options] when JournalOptions.Parse(options) is { } parsed:
        return await JournalBenchmark.RunAsync(parsed);
    case ["throughput"]:
        return await ThroughputBenchmark.RunAsync(isFull: false) ? 0 : 1;
    case ["throughput", "--full"]:
        return await ThroughputBenchmark.RunAsync(isFull: true) ? 0 : 1;
    default:
        await Console.Error.WriteLineAsync(
            "Benchmarks: update; journal [--entries 1000000] [--engine sqlite|postgres|both]; throughput [--full]. See tests/AdminPortal.Benchmarks/README.md, also for those that are no part of this program.");
        return 2;
}
