using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace AdminPortal.Telemetry;

/// <summary>Estimates what a circuit holds. One for all circuits, and there only where somebody measures.</summary>
/// <remarks>
/// Nobody can measure one circuit's memory: objects do not know whose they are. The managed heap after its last collection, divided by the circuits that are open, is above the truth
/// by what the process holds without any, and near it where there are many.
/// </remarks>
internal sealed class CircuitMemory : CircuitHandler
{
    /// <summary>The name of the host's meter, under which a collector subscribes.</summary>
    public const string MeterName = "AdminPortal";

    private int _open;

    public CircuitMemory(IMeterFactory meters) => meters.Create(MeterName).CreateObservableGauge(
        "adminportal.circuit.memory.estimate", Estimates, "By", "The managed heap after its last collection, divided by the open circuits; nothing while none is open.");

    /// <inheritdoc/>
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _open);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref _open);
        return Task.CompletedTask;
    }

    private IEnumerable<Measurement<long>> Estimates()
    {
        var open = Volatile.Read(ref _open);
        return open > 0 ? [new(GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes / open)] : [];
    }
}
