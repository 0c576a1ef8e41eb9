using AdminPortal.Benchmarks;
using BenchmarkDotNet.Running;

if (args is not ["update"])
{
    await Console.Error.WriteLineAsync("Benchmarks: update. See tests/AdminPortal.Benchmarks/README.md, also for those that are no part of this program.");
    return 2;
}

return BenchmarkRunner.Run<UpdateBenchmark>().Reports.All(report => report.Success) ? 0 : 1;
