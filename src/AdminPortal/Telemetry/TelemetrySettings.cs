using System.Globalization;

namespace AdminPortal.Telemetry;

/// <summary>What goes out by OTLP, in OpenTelemetry's own settings, so that whatever sets them for other programs sets them for this one.</summary>
/// <param name="Traces">Whether spans do.</param>
/// <param name="Metrics">Whether measurements do.</param>
/// <param name="Logs">Whether the log does.</param>
internal sealed record TelemetrySettings(bool Traces, bool Metrics, bool Logs)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Signals = ["TRACES", "METRICS", "LOGS"];

    /// <summary>Numbers of milliseconds and of entries, which the exporter would take another value for without a word where they are none.</summary>
    private static readonly string[] Numbers =
    [
        "OTEL_EXPORTER_OTLP_TIMEOUT", .. Signals.Select(signal => $"OTEL_EXPORTER_OTLP_{signal}_TIMEOUT"),
        "OTEL_METRIC_EXPORT_INTERVAL", "OTEL_METRIC_EXPORT_TIMEOUT",
        "OTEL_BSP_SCHEDULE_DELAY", "OTEL_BSP_EXPORT_TIMEOUT", "OTEL_BSP_MAX_QUEUE_SIZE", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE",
        "OTEL_BLRP_SCHEDULE_DELAY", "OTEL_BLRP_EXPORT_TIMEOUT", "OTEL_BLRP_MAX_QUEUE_SIZE", "OTEL_BLRP_MAX_EXPORT_BATCH_SIZE",
    ];

    /// <summary>Whether anything does.</summary>
    public bool IsOn => Traces || Metrics || Logs;

    /// <summary>As configured; a signal without an address stays here.</summary>
    public static TelemetrySettings Read(IConfiguration configuration) => new(IsSent(configuration, "TRACES"), IsSent(configuration, "METRICS"), IsSent(configuration, "LOGS"));

    /// <summary>Every problem, in words. No value of a header is repeated: they are credentials.</summary>
    public static IEnumerable<string> ProblemsIn(IConfiguration configuration) => IsOff(configuration) ? [] :
    [
        .. Of(configuration, "ENDPOINT").Where(one => !IsAddress(one.Value)).Select(one => $"{one.Name} has to be an http or https address without a user name, such as http://collector.example.com:4317."),
        .. Of(configuration, "PROTOCOL").Where(one => one.Value is not ("grpc" or "http/protobuf")).Select(one => $"{one.Name} has to be \"grpc\" or \"http/protobuf\"."),
        .. Of(configuration, "HEADERS").Where(one => !one.Value.Split(',').All(IsHeader)).Select(one => $"{one.Name} has to be a list such as \"name=value,name=value\"."),
        .. Numbers.Where(name => configuration[name] is { Length: > 0 } text && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0))
            .Select(name => $"{name} has to be a whole number above 0."),
    ];

    private static bool IsSent(IConfiguration configuration, string signal) =>
        !IsOff(configuration)
        && !string.Equals(configuration[$"OTEL_{signal}_EXPORTER"], "none", StringComparison.OrdinalIgnoreCase)
        && (IsSet(configuration[Endpoint]) || IsSet(configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"]));

    private static bool IsOff(IConfiguration configuration) => string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase);

    private static bool IsSet(string? text) => !string.IsNullOrWhiteSpace(text);

    /// <summary>A setting of the exporter for all signals and for each.</summary>
    private static IEnumerable<(string Name, string Value)> Of(IConfiguration configuration, string setting) =>
        from name in (string[])[$"OTEL_EXPORTER_OTLP_{setting}", .. Signals.Select(signal => $"OTEL_EXPORTER_OTLP_{signal}_{setting}")]
        where IsSet(configuration[name])
        select (name, configuration[name]!);

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.UserInfo.Length == 0;

    private static bool IsHeader(string text) => text.IndexOf('=', StringComparison.Ordinal) > 0;
}
