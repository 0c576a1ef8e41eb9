using AdminPortal.Telemetry;
using Microsoft.Extensions.Configuration;

namespace AdminPortal.Components.Tests.Telemetry;

public sealed class TelemetrySettingsTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Address = "http://collector.example.com:4317";

    [Fact]
    public void Settings_WithoutAnAddress_SendNothing()
    {
        Assert.Equal(new TelemetrySettings(false, false, false), TelemetrySettings.Read(Of(("OTEL_SERVICE_NAME", "console"), (Endpoint, ""))));
    }

    [Fact]
    public void Settings_WithAnAddress_SendEverythingButWhatIsLeftOut()
    {
        Assert.Equal(new TelemetrySettings(true, true, true), TelemetrySettings.Read(Of((Endpoint, Address))));
        Assert.Equal(new TelemetrySettings(true, true, false), TelemetrySettings.Read(Of((Endpoint, Address), ("OTEL_LOGS_EXPORTER", "none"))));
        Assert.Equal(new TelemetrySettings(false, true, false), TelemetrySettings.Read(Of(("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", Address))));
    }

    [Fact]
    public void Settings_SwitchedOff_SendNothingAndAreNotLookedAt()
    {
        var off = Of((Endpoint, "nowhere"), ("OTEL_SDK_DISABLED", "true"));

        Assert.False(TelemetrySettings.Read(off).IsOn);
        Assert.Empty(TelemetrySettings.ProblemsIn(off));
    }

    [Theory]
    [InlineData(Endpoint, "collector:4317")]
    [InlineData(Endpoint, "/v1/traces")]
    [InlineData(Endpoint, "ftp://collector.example.com")]
    [InlineData(Endpoint, "http://ada:s3cret@collector.example.com")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "collector")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "s3cret")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "s3cret")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer s3cret,s3cret")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "10s")]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL", "0")]
    [InlineData("OTEL_BSP_MAX_QUEUE_SIZE", "-1")]
    public void Setting_ThatCannotBe_IsNamedWithoutItsValue(string name, string value)
    {
        var problem = Assert.Single(TelemetrySettings.ProblemsIn(Of((name, value))));

        Assert.StartsWith($"{name} has to be ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_AsCollectorsAskForThem_HaveNoProblem()
    {
        Assert.Empty(TelemetrySettings.ProblemsIn(Of(
            (Endpoint, "https://collector.example.com/otlp"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Basic YTpi==,x-scope=console"), ("OTEL_METRIC_EXPORT_INTERVAL", "15000"))));
    }

    private static IConfiguration Of(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
}
