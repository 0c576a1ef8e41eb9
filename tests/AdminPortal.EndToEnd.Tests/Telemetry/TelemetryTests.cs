using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;

namespace AdminPortal.EndToEnd.Tests.Telemetry;

/// <summary>What goes out by OTLP while somebody saves in a real browser.</summary>
public sealed class TelemetryTests(ChromiumFixture chromium)
{
    private const string Peer = "23ff594956f20c2a721606e94745a8aa";
    private const string Form = $"/accounts/{SandboxApi.Account}/secondary_dns/peers/{Peer}";
    private const string Route = "accounts/{accountId}/secondary_dns/peers/{peerId}";
    private const string Typed = "a-name-that-was-typed-9fJ2";

    [Fact]
    public async Task Save_InABrowser_IsOneTraceFromTheClickToTheJournalWithMetricsAndLogs()
    {
        await using var collector = await Collector.StartAsync();
        await using var portal = await LivePortal.StartAsync(new Dictionary<string, string>(collector.Settings, StringComparer.Ordinal) { ["Logging__LogLevel__Default"] = "Information" });
        var browser = await chromium.OpenAsync(portal.Process.Address);
        await browser.OpenAsync(Form, "Operator");
        await browser.Field("Name").FillAsync(Typed);
        await browser.DraftIsKeptAsync();
        await browser.ReviewAndSaveAsync();

        var save = await collector.WaitForAsync(received => received.Spans.FirstOrDefault(span => span.Name == "save peer"));
        var click = await collector.WaitForAsync(received => received.Spans.FirstOrDefault(span => span.Id == save.Parent));
        Assert.Equal(("Microsoft.AspNetCore.Components", save.Trace, ""), (click.Scope, click.Trace, click.Parent));
        Assert.StartsWith("Event onclick", click.Name, StringComparison.Ordinal);
        var below = collector.Spans.Where(span => span.Trace == save.Trace && span.Parent == save.Id).OrderBy(span => span.Start).ToList();
        Assert.Equal(["journal intent", $"GET {Route}", $"PUT {Route}", "journal outcome"], below.Select(span => span.Name));
        Assert.Equal("saved", save.Attributes["adminportal.outcome"]);
        Assert.DoesNotContain(collector.Spans, span => span.Name.StartsWith("Event oninput", StringComparison.Ordinal));

        var log = await collector.WaitForAsync(received => received.Logs.FirstOrDefault(record => record.Text.StartsWith($"Cloudflare PUT {Route} answered 200", StringComparison.Ordinal)));
        Assert.Equal(save.Trace, log.Trace);
        Assert.Contains($"[0] trace {save.Trace}", portal.Process.Output, StringComparison.Ordinal);
        foreach (var (name, unit) in Metrics())
            Assert.Equal((name, unit), (name, (await collector.WaitForAsync(received => received.Metrics.FirstOrDefault(metric => metric.Name == name))).Unit));
        Assert.DoesNotContain(collector.Metrics, metric => metric is { Scope: "System.Net.Http", Name: "http.client.request.duration" });
        Assert.All(collector.Resources, AssertIsThePortal);
        Assert.Equal(3, collector.Resources.Count);
        Assert.All(collector.Keys, key => Assert.Equal("Bearer a-key-of-the-collector", key));

        Assert.False(collector.Holds(Typed));
        Assert.False(collector.Holds("a-key-of-the-collector"));
        await AssertHoldsNoCredentialAsync(collector, browser.Page);
        browser.Complaints.AssertNone();
        await browser.Page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Credentials_WithEverythingLogged_GoNowhere()
    {
        await using var collector = await Collector.StartAsync();
        await using var portal = await LivePortal.StartAsync(collector.Settings);
        var browser = await chromium.OpenAsync(portal.Process.Address);
        await browser.OpenAsync(Form, "Operator");
        await browser.Field("Name").FillAsync(Typed);
        await browser.ReviewAndSaveAsync();

        await collector.WaitForAsync(received => received.Logs.FirstOrDefault(record => record.Category.StartsWith("Microsoft.", StringComparison.Ordinal)));
        await collector.WaitForAsync(received => received.Spans.FirstOrDefault(span => span.Name == "save peer"));
        await AssertHoldsNoCredentialAsync(collector, browser.Page);
        await browser.Page.Context.DisposeAsync();
    }

    /// <summary>A line names its trace where somebody listens to spans.</summary>
    [Fact]
    public async Task Save_WithoutACollector_IsPartOfNoTrace()
    {
        await using var portal = await LivePortal.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["Logging__LogLevel__Default"] = "Information" });
        var browser = await chromium.OpenAsync(portal.Process.Address);
        await browser.OpenAsync(Form, "Operator");
        await browser.Field("Port").FillAsync("5353");
        await browser.ReviewAndSaveAsync();

        Assert.Contains($"Cloudflare PUT {Route} answered 200", portal.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("] trace ", portal.Process.Output, StringComparison.Ordinal);
        await browser.Page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Start_WithAnAddressThatIsNone_IsRefusedInWords()
    {
        var (exitCode, output) = await PortalProcess.RunToEndAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector:4317" });

        Assert.Equal(1, exitCode);
        Assert.Contains("  - OTEL_EXPORTER_OTLP_ENDPOINT has to be an http or https address", output, StringComparison.Ordinal);
    }

    /// <summary>The refused connection is the collector that is away; one that takes and never answers is the harder case.</summary>
    [Fact]
    public async Task Save_WithACollectorThatNeverAnswers_IsSavedAllTheSame()
    {
        using System.Net.Sockets.TcpListener silent = new(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        await using var portal = await LivePortal.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://{silent.LocalEndpoint}",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "50",
            ["Logging__LogLevel__Default"] = "Information",
        });
        var browser = await chromium.OpenAsync(portal.Process.Address);
        await browser.OpenAsync(Form, "Operator");
        await browser.Field("Port").FillAsync("5353");
        await browser.ReviewAndSaveAsync();

        Assert.Equal(5353, (int?)(await portal.Api.ResultAsync($"secondary_dns/peers/{Peer}"))["port"]);
        await browser.Page.Context.DisposeAsync();
    }

    private static void AssertIsThePortal(IReadOnlyDictionary<string, string> resource)
    {
        Assert.Equal(("adminportal", Environment.MachineName), (resource["service.name"], resource["host.name"]));
        Assert.True(Guid.TryParse(resource["service.instance.id"], out _));
        Assert.NotEmpty(resource["service.version"]);
    }

    private static async Task AssertHoldsNoCredentialAsync(Collector collector, IPage page)
    {
        Assert.False(collector.Holds(LivePortal.Token));
        var cookies = await page.Context.CookiesAsync();
        Assert.NotEmpty(cookies);
        Assert.DoesNotContain(cookies, cookie => cookie.Value.Length > 16 && collector.Holds(cookie.Value));
    }

    private static IEnumerable<(string Name, string Unit)> Metrics() =>
    [
        ("aspnetcore.components.circuit.active", "{circuit}"), ("aspnetcore.components.circuit.connected", "{circuit}"), ("adminportal.circuit.memory.estimate", "By"),
        ("aspnetcore.components.handle_event.duration", "s"), ("aspnetcore.components.render_diff.duration", "s"), ("aspnetcore.components.navigate", "{route}"),
        ("http.client.request.duration", "s"), ("adminportal.api.budget.remaining", "{call}"), ("adminportal.api.budget.limit", "{call}"),
        ("adminportal.api.queue.length", "{call}"), ("adminportal.api.queue.duration", "s"), ("adminportal.api.in_flight", "{call}"),
        ("adminportal.writes", "{write}"), ("adminportal.operation.duration", "s"), ("adminportal.drafts", "{draft}"),
        ("adminportal.journal.append.duration", "s"), ("adminportal.journal.outcomes.waiting", "{outcome}"), ("db.client.operation.duration", "s"),
        ("http.server.request.duration", "s"), ("dotnet.gc.last_collection.heap.size", "By"),
    ];
}
