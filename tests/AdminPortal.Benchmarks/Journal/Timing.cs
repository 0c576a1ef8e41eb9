using System.Diagnostics;

namespace AdminPortal.Benchmarks.Journal;

/// <summary>How long something took, many times.</summary>
/// <param name="What">What was done.</param>
/// <param name="P50">The median, in milliseconds.</param>
/// <param name="P95">What 95 of 100 stayed below, in milliseconds.</param>
internal sealed record Timing(string What, double P50, double P95)
{
    public static async Task<Timing> OfAsync(string what, int warmUps, int times, Func<Task> work)
    {
        for (var time = 0; time < warmUps; time++)
        {
            await work();
        }

        List<double> taken = [];
        for (var time = 0; time < times; time++)
        {
            var start = Stopwatch.GetTimestamp();
            await work();
            taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        taken.Sort();
        return new(what, taken[times / 2], taken[times * 95 / 100]);
    }
}
