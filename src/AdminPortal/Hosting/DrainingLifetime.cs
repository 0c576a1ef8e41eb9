using System.Runtime.InteropServices;

namespace AdminPortal.Hosting;

/// <summary>
/// Stops the host on a signal, but drains it first. The framework's own lifetime tells the application to stop at once, which closes every circuit's connection, whatever is
/// under way there. A second signal does not wait any longer.
/// </summary>
internal sealed class DrainingLifetime(Draining draining, IHostApplicationLifetime application, ILogger<DrainingLifetime> log) : IHostLifetime, IDisposable
{
    private readonly CancellationTokenSource _hurry = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private int _heard;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.AddRange(from signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT] select PosixSignalRegistration.Create(signal, Hear));
        application.ApplicationStarted.Register(() => log.LogInformation("Started. Press Ctrl+C to stop."));
        return Task.CompletedTask;
    }

    /// <summary>The connections are closed by now: a key may have been pressed after the last look.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => draining.KeepDraftsAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _hurry.Dispose();
    }

    private void Hear(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (Interlocked.Increment(ref _heard) == 1)
        {
            _ = Task.Run(StopAsync);
        }
        else
        {
            _hurry.Cancel();
        }
    }

    private async Task StopAsync()
    {
        try
        {
            await draining.RunAsync(_hurry.Token);
        }
        catch (Exception problem)
        {
            // Whatever is wrong with it, the process was told to end.
            log.LogError(problem, "Stopping gracefully failed.");
        }

        application.StopApplication();
    }
}
