using System.Diagnostics.Tracing;

namespace AdminPortal.Telemetry;

/// <summary>Says in the log that nothing arrives at the collector, which the exporter tells nobody. Seldom: it fails with every batch.</summary>
internal sealed class ExportTrouble : EventListener
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    private static readonly TimeSpan Between = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly ILogger<ExportTrouble>? _log;
    private readonly TimeProvider? _time;
    private DateTimeOffset _quietUntil;

    public ExportTrouble(ILogger<ExportTrouble> log, TimeProvider time) => (_log, _time) = (log, time);

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        ArgumentNullException.ThrowIfNull(eventSource);
        if (eventSource.Name == Exporter)
        {
            EnableEvents(eventSource, EventLevel.Warning, EventKeywords.All);
        }
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // The base class may call before the constructor has run.
        if (_log is null || _time is null)
        {
            return;
        }

        lock (_lock)
        {
            var now = _time.GetUtcNow();
            if (now < _quietUntil)
            {
                return;
            }

            _quietUntil = now + Between;
        }

        // Its own words can quote addresses and answers.
        _log.LogWarning("Telemetry does not arrive at the collector ({Problem}). What is missed is lost; this is said every five minutes at most.", eventData.EventName);
    }
}
