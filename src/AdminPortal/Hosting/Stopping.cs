using AdminPortal.Forms;
using AdminPortal.Security.Surface;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AdminPortal.Hosting;

/// <summary>A stop that nobody notices who has a page open: <see cref="Draining"/>, and who is sent elsewhere meanwhile.</summary>
internal static class Stopping
{
    private const string Soon = "2";

    public static void AddPortalStopping(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(StopSettings.From(configuration));
        services.AddSingleton<OpenDrafts>();
        services.AddSingleton<Draining>();
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        services.AddSingleton<StoppingCheck>();
    }

    /// <summary>Refuses new pages and new circuits while the instance is being stopped; a proxy takes the next instance on a 503.</summary>
    public static void UsePortalStopping(this WebApplication app)
    {
        var draining = app.Services.GetRequiredService<Draining>();
        app.Use((context, next) => draining.HasBegun && CircuitBound.NeedsACircuit(context) ? RefuseAsync(context) : next(context));
    }

    private static Task RefuseAsync(HttpContext context)
    {
        // For who comes without a proxy: the page asks again by itself.
        (context.Response.Headers.RetryAfter, context.Response.Headers["Refresh"]) = (Soon, Soon);
        return Refusals.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, new(
            "The console is being restarted", "It is back in a moment, and this page opens by itself then. What you had typed is kept as a draft."));
    }
}

/// <summary>An instance that is being stopped is not ready.</summary>
internal sealed class StoppingCheck(Draining draining) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(draining.HasBegun ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
}
