using System.Diagnostics;
using AdminPortal.Changes;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Benchmarks.Throughput;

/// <summary>Updates of different targets the way that the console saves them, a re-read and a PUT each, through the whole pipeline.</summary>
internal sealed class QueuedUpdates : IDisposable
{
    private static readonly Actor Somebody = new("Benchmark", Role.Operator);

    private readonly CloudflareAccounts _accounts;
    private readonly OperationsOnAStore _operations;

    public QueuedUpdates(Uri sandbox)
    {
        var settings = CloudflareSettings.ForSandbox(sandbox, WireOfOneTarget.AccountId, "Benchmark", "sandbox-token");
        _accounts = new(() => settings, Transport.Create(), null, NullLogger.Instance, TimeProvider.System);
        _operations = new(_accounts);
    }

    /// <summary>Calls of one update.</summary>
    public const int CallsOfOne = 2;

    public void Dispose()
    {
        _operations.Dispose();
        _accounts.Dispose();
    }

    /// <summary>Reads the first targets, one call, and gives each a new hostname.</summary>
    /// <param name="count">How many, at most 1000.</param>
    /// <param name="atOnce">All queued at once, or one after another.</param>
    /// <returns>How long it took from the list to the last answer.</returns>
    public async Task<TimeSpan> RunAsync(int count, bool atOnce)
    {
        var started = Stopwatch.GetTimestamp();
        var list = await _accounts.All[0].Targets.ListAsync(WireOfOneTarget.AccountId, new TargetQuery { PerPage = count }.ToParameters(), CancellationToken.None);
        var targets = list.Match(ok => ok.Value, failure => throw new InvalidOperationException($"No list: {failure}"));
        if (atOnce)
        {
            await Task.WhenAll(targets.Select(SaveAsync));
        }
        else
        {
            foreach (var target in targets)
            {
                await SaveAsync(target);
            }
        }

        return Stopwatch.GetElapsedTime(started);
    }

    private async Task SaveAsync(Target target)
    {
        var (kind, input) = (TargetKind.Instance, TargetInput.From(target));
        UpdateRequest request = new(WireOfOneTarget.AccountId, target.Id, kind.ToJson(input), kind.ToJson(input with { Hostname = $"{target.Hostname}.changed" }));
        var outcome = await _operations.Updates.SaveAsync(kind, Somebody, request, CancellationToken.None);
        if (outcome is not UpdateOutcome<Target>.Saved)
        {
            throw new InvalidOperationException($"Not saved: {outcome}");
        }
    }
}
