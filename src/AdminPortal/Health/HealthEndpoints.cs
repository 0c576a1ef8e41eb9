using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AdminPortal.Health;

/// <summary>Liveness (the process answers) and readiness (store reachable, API answering, not being stopped), anonymous and without detail.</summary>
internal static class HealthEndpoints
{
    /// <summary>The name of the check that asks the store.</summary>
    public const string Store = "store";

    private const string ReadyTag = "ready";

    public static void AddPortalHealth(this IServiceCollection services)
    {
        services.AddSingleton<ApiAnswersCheck>();
        services.AddHealthChecks()
            .AddCheck<StoppingCheck>("stopping", tags: [ReadyTag])
            .AddCheck<StoreReachableCheck>(Store, tags: [ReadyTag])
            .AddCheck<ApiAnswersCheck>("api", tags: [ReadyTag]);
    }

    public static void MapPortalHealth(this WebApplication app)
    {
        HttpMethodMetadata read = new([HttpMethods.Get, HttpMethods.Head]);
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).WithMetadata(read).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(ReadyTag) }).WithMetadata(read).AllowAnonymous();
    }
}

/// <summary>The store answers.</summary>
internal sealed class StoreReachableCheck(PortalStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await store.IsReachableAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
}

/// <summary>The API answers, if only to refuse. The answer is kept for a while, so that anonymous probes cannot use the rate budget up.</summary>
internal sealed class ApiAnswersCheck(ICloudflareAccounts accounts, TimeProvider time) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _one = new(1, 1);
    private (DateTimeOffset At, bool Answers)? _last;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_last is not { } last || time.GetUtcNow() - last.At > Kept)
            {
                var result = await accounts.All[0].Helpers.VerifyUserTokenAsync(cancellationToken);
                last = (time.GetUtcNow(), result.Match(_ => true, failure => failure is not ApiFailure.Unreachable));
                _last = last;
            }

            return last.Answers ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
