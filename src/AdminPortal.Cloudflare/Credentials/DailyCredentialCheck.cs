using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Pipeline;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Cloudflare.Credentials;

/// <summary>Has the credentials checked shortly after the start, when the first page is served, and then every day.</summary>
internal sealed class DailyCredentialCheck(CredentialChecks checks, CloudflareSettings settings, TimeProvider clock, ILogger<DailyCredentialCheck> log) : BackgroundService
{
    /// <summary>Whose calls they are, for the gauge.</summary>
    internal const string Caller = "Token check";

    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan EveryDay = TimeSpan.FromHours(23);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = settings.ChecksTokensAtStart ? Jittered(AfterStart, AfterStart) : Jittered(EveryDay, TimeSpan.FromHours(1));
        while (true)
        {
            await Task.Delay(wait, clock, stoppingToken);
            await CheckAsync(stoppingToken);
            wait = Jittered(EveryDay, TimeSpan.FromHours(1));
        }
    }

    private async Task CheckAsync(CancellationToken stoppingToken)
    {
        try
        {
            await checks.CheckAsync(Caller, CallPriority.Background, stoppingToken);
        }
        catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
        {
            // An exception that leaves a background service ends the console.
            log.LogError(problem, "The token check failed; the next one is tomorrow");
        }
    }

    /// <summary>Consoles that start together do not ask together.</summary>
    private static TimeSpan Jittered(TimeSpan least, TimeSpan more) => least + (more * Random.Shared.NextDouble());
}
