using System.Globalization;
using AdminPortal.Benchmarks;
using AdminPortal.Benchmarks.Clicks;
using AdminPortal.Benchmarks.Journal;
using AdminPortal.Benchmarks.Killed;
using AdminPortal.Benchmarks.Throughput;
using AdminPortal.Benchmarks.Window;
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
    case ["clicks"]:
        return await ClickBenchmark.RunAsync() ? 0 : 1;
    case ["window"]:
        await WindowBenchmark.RunAsync();
        return 0;
    case ["kill"]:
        return await KillBenchmark.RunAsync(kills: 100) ? 0 : 1;
    case ["kill", var times] when int.TryParse(times, NumberStyles.None, CultureInfo.InvariantCulture, out var kills):
        return await KillBenchmark.RunAsync(kills) ? 0 : 1;
    default:
        await Console.Error.WriteLineAsync(
            "Benchmarks: update; journal [--entries 1000000] [--engine sqlite|postgres|both]; throughput [--full]; clicks; window; kill [100]. See tests/AdminPortal.Benchmarks/README.md, also for those that are no part of this program.");
        return 2;
}
