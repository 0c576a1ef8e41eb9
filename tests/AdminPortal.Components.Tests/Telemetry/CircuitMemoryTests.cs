using System.Globalization;
using AdminPortal.Telemetry;
using AdminPortal.Tests;

namespace AdminPortal.Components.Tests.Telemetry;

public sealed class CircuitMemoryTests
{
    private const string Estimate = "adminportal.circuit.memory.estimate";

    [Fact]
    public async Task Estimate_IsTheHeapByTheOpenCircuitsAndNothingWithoutAny()
    {
        GC.Collect();
        using Measured measured = new();
        CircuitMemory memory = new(measured);
        Assert.Empty(measured.Ask(Estimate));

        await memory.OnCircuitOpenedAsync(null!, TestContext.Current.CancellationToken);
        var one = Assert.Single(measured.Ask(Estimate));
        for (var more = 0; more < 999; more++)
        {
            await memory.OnCircuitOpenedAsync(null!, TestContext.Current.CancellationToken);
        }

        var many = Assert.Single(measured.Ask(Estimate));
        Assert.InRange(double.Parse(many, CultureInfo.InvariantCulture), 1, double.Parse(one, CultureInfo.InvariantCulture) / 10);
        for (var closed = 0; closed < 1000; closed++)
        {
            await memory.OnCircuitClosedAsync(null!, TestContext.Current.CancellationToken);
        }

        Assert.Empty(measured.Ask(Estimate));
    }
}
