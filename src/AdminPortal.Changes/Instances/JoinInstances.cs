using AdminPortal.Changes.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Instances;

/// <summary>Has this instance count from its start, and not only from the first change that it journals, so that administrators see it.</summary>
internal sealed class JoinInstances(InstanceLease lease, TimeProvider time, ILogger<JoinInstances> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await lease.StartAsync(stoppingToken);
                return;
            }
            catch (StoreUnavailableException problem)
            {
                log.LogWarning("This instance cannot tell that it is there: {Problem}", problem.Message);
                await Task.Delay(InstanceLease.Beat, time, stoppingToken);
            }
        }
    }
}
