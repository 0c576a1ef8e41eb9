using AdminPortal.Changes.Instances;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AdminPortal.Telemetry;

/// <summary>Listens to meters and sources while the process runs. What is sent goes from threads of its own, out of bounded queues: a collector that is away costs what it misses.</summary>
internal sealed class TelemetryExport(TelemetrySettings settings, IConfiguration configuration, ThisInstance self, ILogger<ExportTrouble> log, TimeProvider time, LoggerProvider? logs = null) : IHostedService, IDisposable
{
    /// <summary>How long the end of the process waits for a collector.</summary>
    private const int LastPatienceMilliseconds = 2000;

    /// <summary>The framework's own, beside the console's.</summary>
    /// <remarks>
    /// Not listened to: Microsoft.AspNetCore, whose spans hold addresses with ids, last as long as a circuit, and hold the query of a sign-in; System.Net.Http, whose spans hold
    /// addresses too; Npgsql, whose spans hold statements and whose measurements hold the connection string.
    /// </remarks>
    private static readonly string[] Sources =
    [
        "AdminPortal.Changes", "AdminPortal.Cloudflare", QuietEvents.SourceName, "Microsoft.AspNetCore.Components.Server.Circuits",
    ];

    private static readonly string[] Meters =
    [
        CircuitMemory.MeterName, "AdminPortal.Changes", "AdminPortal.Cloudflare",
        "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Lifecycle", "Microsoft.AspNetCore.Components.Server.Circuits",
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime",
    ];

    private ExportTrouble? _trouble;
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _trouble = new(log, time);

        // The exporter reads its settings from the host's configuration, wherever they stand there.
        if (settings.Traces)
        {
            _traces = Sdk.CreateTracerProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(configuration))
                .ConfigureResource(resource => TelemetryResource.Describe(resource, self))
                .AddSource(Sources)
                .AddProcessor(new QuietEvents())
                .AddOtlpExporter()
                .Build();
        }

        if (settings.Metrics)
        {
            _metrics = Sdk.CreateMeterProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(configuration))
                .ConfigureResource(resource => TelemetryResource.Describe(resource, self))
                .AddMeter(Meters)
                .AddView(instrument => IsLeftOut(instrument.Meter.Name, instrument.Name) ? MetricStreamConfiguration.Drop : null)
                .AddOtlpExporter()
                .Build();
        }

        return Task.CompletedTask;
    }

    /// <summary>Sends what is left, if somebody is there to take it.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => _traces?.Shutdown(LastPatienceMilliseconds), CancellationToken.None),
        Task.Run(() => _metrics?.Shutdown(LastPatienceMilliseconds), CancellationToken.None),
        Task.Run(() => logs?.Shutdown(LastPatienceMilliseconds), CancellationToken.None));

    /// <inheritdoc/>
    public void Dispose()
    {
        _trouble?.Dispose();
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    /// <summary>
    /// The connection's own measurement of requests has the same name as the pipeline's, and no path. The framework's of parameters makes a series of every component, which is four
    /// fifths of everything, and answers nothing that events and renders do not.
    /// </summary>
    private static bool IsLeftOut(string meter, string instrument) => (meter, instrument) is
        ("System.Net.Http", "http.client.request.duration") or ("Microsoft.AspNetCore.Components.Lifecycle", "aspnetcore.components.update_parameters.duration");
}
