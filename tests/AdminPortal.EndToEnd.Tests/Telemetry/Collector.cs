using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AdminPortal.EndToEnd.Tests.Telemetry;

/// <summary>The other end of OTLP over HTTP: takes everything, keeps everything, and reads of it what tests ask for.</summary>
internal sealed class Collector : IAsyncDisposable
{
    /// <summary>Where gauges, sums and histograms have their points, and those their attributes.</summary>
    private static readonly (int Data, int Attributes)[] Points = [(5, 7), (7, 7), (9, 9)];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();
    private readonly WebApplication _app;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Collector(WebApplication app) => _app = app;

    /// <summary>What has the portal send here, soon.</summary>
    public Dictionary<string, string> Settings => new(StringComparer.Ordinal)
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_EXPORTER_OTLP_HEADERS"] = "authorization=Bearer a-key-of-the-collector",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
    };

    /// <summary>The keys that came with what was sent.</summary>
    public ConcurrentBag<string> Keys { get; } = [];

    public IReadOnlyList<ReceivedSpan> Spans => [.. Of("/v1/traces").SelectMany(resource => resource.All(2).SelectMany(scope => scope.All(2).Select(span => new ReceivedSpan(
        scope.One(1).One(1).Text, span.One(1).Hex, span.One(2).Hex, span.One(4).Hex, span.One(5).Text, span.Number(7), span.Attributes(9)))))];

    public IReadOnlyList<ReceivedMetric> Metrics => [.. Of("/v1/metrics").SelectMany(resource => resource.All(2).SelectMany(scope => scope.All(2).SelectMany(metric =>
        Points.SelectMany(way => metric.All(way.Data).SelectMany(data => data.All(1)).Select(point => new ReceivedMetric(
            scope.One(1).One(1).Text, metric.One(1).Text, metric.One(3).Text, point.Attributes(way.Attributes)))))))];

    public IReadOnlyList<ReceivedLog> Logs => [.. Of("/v1/logs").SelectMany(resource => resource.All(2).SelectMany(scope => scope.All(2).Select(record => new ReceivedLog(
        scope.One(1).One(1).Text, record.One(5).One(1).Text, record.One(9).Hex))))];

    /// <summary>What the senders said of themselves, each signal once.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Resources =>
        [.. _received.DistinctBy(one => one.Path).Select(one => new ProtoMessage(one.Body).One(1).One(1).Attributes(1))];

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        Collector collector = new(builder.Build());
        collector._app.Run(collector.TakeAsync);
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Waits until something holds of what was received.</summary>
    public async Task<T> WaitForAsync<T>(Func<Collector, T?> look)
        where T : class
    {
        using CancellationTokenSource late = new(Patience);
        while (true)
        {
            var more = Volatile.Read(ref _more).Task;
            if (look(this) is { } found)
                return found;
            try
            {
                await more.WaitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"It did not come. There are the spans {string.Join(", ", Spans.Select(span => span.Name).Distinct())} and the metrics {string.Join(", ", Metrics.Select(metric => $"{metric.Name} {metric.Unit}").Distinct())}.");
            }
        }
    }

    /// <summary>Whether a text is anywhere in what was received.</summary>
    public bool Holds(string text)
    {
        var sought = Encoding.UTF8.GetBytes(text);
        return _received.Any(one => one.Body.AsSpan().IndexOf(sought) >= 0);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IEnumerable<ProtoMessage> Of(string path) => _received.Where(one => one.Path == path).SelectMany(one => new ProtoMessage(one.Body).All(1));

    private async Task TakeAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        Keys.Add(context.Request.Headers.Authorization.ToString());
        _received.Enqueue((context.Request.Path.Value!, body.ToArray()));
        Interlocked.Exchange(ref _more, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }
}

internal sealed record ReceivedSpan(string Scope, string Trace, string Id, string Parent, string Name, ulong Start, IReadOnlyDictionary<string, string> Attributes);

internal sealed record ReceivedMetric(string Scope, string Name, string Unit, IReadOnlyDictionary<string, string> Attributes);

internal sealed record ReceivedLog(string Category, string Text, string Trace);
