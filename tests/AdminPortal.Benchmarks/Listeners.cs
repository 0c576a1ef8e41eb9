using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AdminPortal.Benchmarks;

/// <summary>Everything between the console and a collector but the wire: what would be sent is thrown away.</summary>
internal sealed class Listeners : IDisposable
{
    private readonly TracerProvider _traces = Sdk.CreateTracerProviderBuilder()
        .AddSource("AdminPortal.*").AddProcessor(new BatchActivityExportProcessor(new Nowhere<Activity>())).Build();

    private readonly MeterProvider _metrics = Sdk.CreateMeterProviderBuilder()
        .AddMeter("AdminPortal.*").AddReader(new PeriodicExportingMetricReader(new Nowhere<Metric>(), 1000)).Build();

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }

    private sealed class Nowhere<T> : BaseExporter<T>
        where T : class
    {
        public override ExportResult Export(in Batch<T> batch) => ExportResult.Success;
    }
}
