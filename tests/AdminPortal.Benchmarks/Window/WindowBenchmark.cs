using System.Diagnostics;
using System.Globalization;
using AdminPortal.Benchmarks.Throughput;
using AdminPortal.Changes;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Benchmarks.Window;

/// <summary>How long an update is unguarded: the API has no conditional write, so whatever changes the resource between the re-read and the PUT is overwritten.</summary>
internal static class WindowBenchmark
{
    private const int WarmUps = 50;
    private const int Times = 1000;

    /// <summary>Saves a target again and again, and prints how long it was unguarded each time.</summary>
    public static async Task RunAsync()
    {
        await using var sandbox = await SandboxProcess.StartAsync(("RateLimit:Enabled", "false"));
        using MeasuredTransport transport = new();
        var settings = CloudflareSettings.ForSandbox(sandbox.Address, WireOfOneTarget.AccountId, "Benchmark", "sandbox-token");
        using CloudflareAccounts accounts = new(() => settings, transport, null, NullLogger.Instance, TimeProvider.System);
        using OperationsOnAStore operations = new(accounts);
        var list = await accounts.All[0].Targets.ListAsync(WireOfOneTarget.AccountId, new TargetQuery { PerPage = 1 }.ToParameters(), CancellationToken.None);
        var target = list.Match(ok => ok.Value[0], failure => throw new InvalidOperationException($"No list: {failure}"));
        for (var time = 0; time < WarmUps + Times; time++)
        {
            if (time == WarmUps)
            {
                transport.Forget();
            }

            target = await SaveAsync(operations.Updates, target, $"window-{time}.example.com");
        }

        Console.WriteLine($"{Times} updates of a target against the sandbox on {Environment.ProcessorCount} cores, .NET {Environment.Version}; milliseconds");
        Print("answer of the re-read to sending the PUT", transport.Between);
        Print("sending the re-read to the answer of the PUT", transport.Whole);
    }

    private static async Task<Target> SaveAsync(ResourceUpdates updates, Target target, string hostname)
    {
        var (kind, input) = (TargetKind.Instance, TargetInput.From(target));
        UpdateRequest request = new(WireOfOneTarget.AccountId, target.Id, kind.ToJson(input), kind.ToJson(input with { Hostname = hostname }));
        return await updates.SaveAsync(kind, new Actor("Benchmark", Role.Operator), request, CancellationToken.None) is UpdateOutcome<Target>.Saved saved
            ? saved.Resource
            : throw new InvalidOperationException("Not saved.");
    }

    private static void Print(string what, IReadOnlyList<TimeSpan> taken)
    {
        List<double> sorted = [.. taken.Select(one => one.TotalMilliseconds).Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {what,-46} p50 {sorted[sorted.Count / 2],7:F2}   p95 {sorted[sorted.Count * 95 / 100],7:F2}   longest {sorted[^1],7:F2}"));
    }

    /// <summary>The wire, with a clock on it. One update at a time.</summary>
    private sealed class MeasuredTransport() : DelegatingHandler(Transport.Create())
    {
        private readonly List<TimeSpan> _between = [];
        private readonly List<TimeSpan> _whole = [];
        private long _readSent;
        private long _readAnswered;

        /// <summary>From the answer of the re-read to sending the PUT: what the console adds.</summary>
        public IReadOnlyList<TimeSpan> Between => _between;

        /// <summary>From sending the re-read to the answer of the PUT: more than this, the window cannot be.</summary>
        public IReadOnlyList<TimeSpan> Whole => _whole;

        public void Forget()
        {
            _between.Clear();
            _whole.Clear();
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var sent = Stopwatch.GetTimestamp();
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            if (request.Method == HttpMethod.Get)
            {
                (_readSent, _readAnswered) = (sent, Stopwatch.GetTimestamp());
            }
            else
            {
                _between.Add(Stopwatch.GetElapsedTime(_readAnswered, sent));
                _whole.Add(Stopwatch.GetElapsedTime(_readSent));
            }

            return response;
        }
    }
}
