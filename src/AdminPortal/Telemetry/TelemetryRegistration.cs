using AdminPortal.Changes.Instances;
using Microsoft.AspNetCore.Components.Server.Circuits;
using OpenTelemetry.Logs;

namespace AdminPortal.Telemetry;

/// <summary>Sends metrics, traces and logs out by OTLP where an address is configured. Otherwise nothing listens, and nothing is made that could.</summary>
internal static class TelemetryRegistration
{
    /// <summary>To be registered before what is to be watched to its end: hosted services end in the reverse order.</summary>
    public static void AddPortalTelemetry(this WebApplicationBuilder builder)
    {
        var settings = TelemetrySettings.Read(builder.Configuration);
        if (!settings.IsOn)
        {
            return;
        }

        builder.Services.AddSingleton(settings);
        builder.Services.AddHostedService<TelemetryExport>();
        builder.Services.AddSingleton<CircuitHandler, CircuitMemory>();
        if (settings.Logs)
        {
            // Scopes hold addresses with ids and queries.
            builder.Logging.AddOpenTelemetry(log =>
            {
                log.IncludeFormattedMessage = true;
                log.IncludeScopes = false;
                log.AddOtlpExporter();
            });
            builder.Services.ConfigureOpenTelemetryLoggerProvider(
                (services, log) => log.ConfigureResource(resource => TelemetryResource.Describe(resource, services.GetRequiredService<ThisInstance>())));
        }
    }
}
