using AdminPortal.Changes.Instances;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Pipeline;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Journal;

/// <summary>
/// Finds out what became of changes whose process ended: at start, until none is left; and in a shared store for as long as it is this instance's
/// turn, since others may end at any time. The console serves meanwhile; nothing is ever sent again.
/// </summary>
internal sealed class ReconcileOpenChanges(
    JournalReconciler reconciler, LiveReads live, IBackgroundTurn turn, TimeProvider time, ILogger<ReconcileOpenChanges> log) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var scope = CallScope.Begin("Journal", CallPriority.Background);
        var isDone = false;
        while (!isDone || turn.IsShared)
        {
            await using var mine = await turn.TakeAsync(stoppingToken);
            isDone = await WorkAsync(mine, stoppingToken);
        }
    }

    /// <summary>Works until the turn is another instance's, or nothing more can come.</summary>
    private async Task<bool> WorkAsync(IHeldTurn mine, CancellationToken stoppingToken)
    {
        var pause = FirstPause;
        while (await mine.IsHeldAsync(stoppingToken))
        {
            var isDone = await IsDoneAsync(stoppingToken);
            if (isDone && !turn.IsShared)
            {
                return true;
            }

            pause = isDone ? FirstPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;
            await Task.Delay(pause, time, stoppingToken);
        }

        return false;
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
