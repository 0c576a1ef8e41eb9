using System.Diagnostics.Metrics;
using AdminPortal.Changes.Journal;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Components.Tests.Security.Surface;
using AdminPortal.Telemetry;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;

namespace AdminPortal.Components.Tests.Telemetry;

/// <summary>Whether anything listens. That no source of spans is listened to is seen from outside: TelemetryTests.</summary>
public sealed class TelemetryRegistrationTests
{
    [Fact]
    public async Task Portal_WithoutAnAddress_ListensToNothing()
    {
        await using var portal = RunningPortal.Start();

        Assert.All(InstrumentsOf(portal), instrument => Assert.False(instrument.Enabled, instrument.Name));
        Assert.DoesNotContain(portal.Services.GetServices<IHostedService>(), service => service is TelemetryExport);
        Assert.Null(portal.Services.GetService<LoggerProvider>());
        await using var scope = portal.Services.CreateAsyncScope();
        Assert.DoesNotContain(scope.ServiceProvider.GetServices<CircuitHandler>(), handler => handler is CircuitMemory);
    }

    [Fact]
    public async Task Portal_WithAnAddress_ListensToAllItsInstruments()
    {
        await using var portal = RunningPortal.Start(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"));

        Assert.All(InstrumentsOf(portal), instrument => Assert.True(instrument.Enabled, instrument.Name));
        Assert.NotNull(portal.Services.GetService<LoggerProvider>());
    }

    /// <summary>The console's own instruments in this host; its parts make theirs when they are first asked for.</summary>
    private static List<Instrument> InstrumentsOf(RunningPortal portal)
    {
        _ = portal.Services.GetRequiredService<ICloudflareAccounts>().All;
        _ = portal.Services.GetRequiredService<IJournal>();
        var meters = portal.Services.GetRequiredService<IMeterFactory>();
        List<Instrument> instruments = [];
        using MeterListener look = new();
        look.InstrumentPublished = (instrument, _) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Meter.Name.StartsWith("AdminPortal", StringComparison.Ordinal))
            {
                lock (instruments)
                {
                    instruments.Add(instrument);
                }
            }
        };
        look.Start();
        Assert.InRange(instruments.Count, 14, 100);
        return instruments;
    }
}
