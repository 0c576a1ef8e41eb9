using System.Diagnostics.Metrics;
using AdminPortal.Changes;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Benchmarks;

/// <summary>What one update of a target costs the portal itself: the wire answers at once.</summary>
/// <remarks>In process, because the project that BenchmarkDotNet would generate takes neither the pinned versions nor the lock file.</remarks>
[InProcess]
[MemoryDiagnoser]
public class UpdateBenchmark : IDisposable
{
    private ServiceProvider _services = null!;
    private Listeners? _listeners;
    private CloudflareAccounts _accounts = null!;
    private OperationsOnAStore _operations = null!;
    private TargetInput _input = null!;
    private UpdateRequest _request = null!;

    /// <summary>Whether metrics and traces are listened to, as with a collector.</summary>
    [Params(false, true)]
    public bool Telemetry { get; set; }

    /// <summary>One account over a wire that knows one target.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        _listeners = Telemetry ? new() : null;
        var settings = CloudflareSettings.ForSandbox(new Uri("http://127.0.0.1/client/v4"), WireOfOneTarget.AccountId, "Benchmark", "benchmark-token");
        _accounts = new(() => settings, new WireOfOneTarget(), new(Meters: _services.GetRequiredService<IMeterFactory>()), NullLogger.Instance, TimeProvider.System);
        _operations = new(_accounts);

        var target = ((ApiResult<Target>.Ok)ReadAsync().GetAwaiter().GetResult()).Value;
        _input = TargetInput.From(target) with { Hostname = "app-2.example.com" };
        _request = new(WireOfOneTarget.AccountId, target.Id, TargetKind.Instance.ToJson(TargetInput.From(target)), TargetKind.Instance.ToJson(_input));
    }

    private AccountClient Client => _accounts.All[0];

    /// <summary>The client alone: PUT, the handlers, the envelope.</summary>
    [Benchmark(Baseline = true)]
    public Task<ApiResult<Target>> Put() => Client.Targets.UpdateAsync(WireOfOneTarget.AccountId, WireOfOneTarget.TargetId, _input, CancellationToken.None);

    /// <summary>The way of an update: journal, re-read, compare with the baseline, lay the edits over the live copy, PUT, journal.</summary>
    [Benchmark]
    public async Task<UpdateOutcome<Target>> Save()
    {
        var outcome = await _operations.Updates.SaveAsync(TargetKind.Instance, new Actor("Benchmark", Role.Operator), _request, CancellationToken.None);
        return outcome is UpdateOutcome<Target>.Saved ? outcome : throw new InvalidOperationException($"Not saved: {outcome}");
    }

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        _listeners?.Dispose();
        _services.Dispose();
        _operations.Dispose();
        _accounts.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task<ApiResult<Target>> ReadAsync() => Client.Targets.ReadAsync(WireOfOneTarget.AccountId, WireOfOneTarget.TargetId, CancellationToken.None);
}
