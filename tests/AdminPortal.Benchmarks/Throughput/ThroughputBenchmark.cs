using System.Globalization;

namespace AdminPortal.Benchmarks.Throughput;

/// <summary>How near to the rate limit queued updates run without meeting a 429, and how much sooner than one after another where there is none.</summary>
internal static class ThroughputBenchmark
{
    private const int Updates = 1000;
    private const double LeastUse = 0.95;
    private const double LeastGain = 8;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs it and prints the figures; false where one misses its bound.</summary>
    /// <param name="isFull">Against the documented limit, which takes five minutes, instead of a shorter window of the same shape.</param>
    public static async Task<bool> RunAsync(bool isFull)
    {
        var (quota, window) = isFull ? (1200, TimeSpan.FromMinutes(5)) : (500, TimeSpan.FromSeconds(20));
        Console.WriteLine($"{Updates} updates of different targets, a re-read and a PUT each, on {Environment.ProcessorCount} cores, .NET {Environment.Version}");
        var holdsTheLimit = await RunAgainstTheLimitAsync(quota, window);
        return await RunWithoutLimitAsync() && holdsTheLimit;
    }

    private static async Task<bool> RunAgainstTheLimitAsync(int quota, TimeSpan window)
    {
        await using var sandbox = await SandboxProcess.StartAsync(
            ("TargetCount", Updates.ToString()), ("RateLimit:Quota", quota.ToString()), ("RateLimit:Window", window.ToString()));
        using QueuedUpdates updates = new(sandbox.Address);
        var elapsed = await updates.RunAsync(Updates, atOnce: true);
        var requests = await sandbox.RequestsAsync();

        // The first window's calls go at once; nobody could make the last one before this many windows are over.
        var calls = 1 + (Updates * QueuedUpdates.CallsOfOne);
        var atTheLimit = window * ((calls - 1) / quota);
        Print($"Limit of {quota} calls in {window.TotalSeconds} s");
        return Hold("calls", requests.Count, requests.Count == calls, $"{calls}")
            & Hold("updates that landed", requests.Count(request => request.Landed), requests.Count(request => request.Landed) == Updates, $"{Updates}")
            & Hold("answers with 429", requests.Count(request => request.Status == 429), requests.All(request => request.Status != 429), "0")
            & Hold("time, s", elapsed.TotalSeconds, true, $"{atTheLimit.TotalSeconds} at the limit")
            & Hold("use of the limit", atTheLimit / elapsed, atTheLimit / elapsed >= LeastUse, $"at least {LeastUse}");
    }

    private static async Task<bool> RunWithoutLimitAsync()
    {
        await using var sandbox = await SandboxProcess.StartAsync(("TargetCount", Updates.ToString()), ("RateLimit:Enabled", "false"));
        await sandbox.DelayAsync(Latency);
        var atOnce = await RunAsync(sandbox, atOnce: true);
        var oneByOne = await RunAsync(sandbox, atOnce: false);

        Print($"No limit, {Latency.TotalMilliseconds} ms of latency");
        return Hold("one after another, s", oneByOne.TotalSeconds, true, "")
            & Hold("queued, s", atOnce.TotalSeconds, true, "")
            & Hold("times sooner", oneByOne / atOnce, oneByOne / atOnce >= LeastGain, $"at least {LeastGain}");
    }

    private static async Task<TimeSpan> RunAsync(SandboxProcess sandbox, bool atOnce)
    {
        using QueuedUpdates updates = new(sandbox.Address);
        return await updates.RunAsync(Updates, atOnce);
    }

    private static void Print(string heading) => Console.WriteLine($"{Environment.NewLine}{heading}");

    private static bool Hold(string what, double figure, bool holds, string bound)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-22}{figure,10:0.###}  {bound}{(holds ? "" : "  MISSED")}"));
        return holds;
    }
}
