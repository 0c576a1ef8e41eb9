using AdminPortal.Changes.Writes;
using AdminPortal.Forms;
using AdminPortal.Security.Surface;

namespace AdminPortal.Hosting;

/// <summary>
/// What comes before the process ends: new pages go elsewhere, writes that have begun come to their end, and what is typed is kept. It is over before the framework closes
/// the connections, which it does the moment that the application is told to stop.
/// </summary>
internal sealed class Draining(StopSettings settings, OpenCircuits circuits, WritesUnderWay writes, OpenDrafts drafts, TimeProvider time, ILogger<Draining> log)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Keeping one draft takes no longer; the store may be away.</summary>
    private static readonly TimeSpan DraftsPatience = TimeSpan.FromSeconds(5);

    /// <summary>Whether no new page is begun here any more.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Waits for what is under way, each for its time.</summary>
    /// <param name="hurry">Ends the wait for writes and open pages; what is typed is kept all the same.</param>
    public async Task RunAsync(CancellationToken hurry)
    {
        HasBegun = true;
        log.LogInformation("Stopping: no page is opened here any more. Open ones go on for {Grace} seconds at most.", settings.Grace.TotalSeconds);
        await GraceAsync(hurry);
        var left = await writes.CloseAsync(hurry.IsCancellationRequested ? TimeSpan.Zero : settings.Saves);
        if (left > 0)
        {
            log.LogWarning("{Count} writes have not come to their end in time; the journal finds out what became of them.", left);
        }

        await KeepDraftsAsync();
    }

    /// <summary>Keeps what is typed and not kept yet.</summary>
    public async Task KeepDraftsAsync()
    {
        try
        {
            await drafts.FlushAsync().WaitAsync(DraftsPatience, time);
        }
        catch (TimeoutException)
        {
            log.LogWarning("What was typed last could not be kept in time.");
        }
    }

    private async Task GraceAsync(CancellationToken hurry)
    {
        var begun = time.GetTimestamp();
        while (!circuits.IsEmpty && time.GetElapsedTime(begun) < settings.Grace && !hurry.IsCancellationRequested)
        {
            await Task.Delay(Look, time, hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
