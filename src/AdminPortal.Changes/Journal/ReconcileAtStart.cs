using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Pipeline;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Journal;

/// <summary>
/// Finds out at start what became of changes whose process ended, and goes on until none is left. The console serves meanwhile; nothing is ever sent
/// again.
/// </summary>
internal sealed class ReconcileAtStart(JournalReconciler reconciler, LiveReads live, TimeProvider time, ILogger<ReconcileAtStart> log) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var scope = CallScope.Begin("Journal", CallPriority.Background);
        for (var pause = FirstPause; !await IsDoneAsync(stoppingToken); pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.Delay(pause, time, stoppingToken);
        }
    }

    /// <summary>Whether nothing is left that could be told later.</summary>
    private async Task<bool> IsDoneAsync(CancellationToken stoppingToken)
    {
        try
        {
            return (await reconciler.RunAsync(live.ReadAsync, stoppingToken)).All(told => told.Outcome is not null);
        }
        catch (StoreUnavailableException problem)
        {
            log.LogWarning("What became of open changes is not known yet: {Problem}", problem.Message);
            return false;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // The console serves without it, and the intents stay open for the next start.
            log.LogError(problem, "Open changes could not be looked for.");
            return true;
        }
    }
}
