using System.Diagnostics;
using System.Diagnostics.Metrics;
using AdminPortal.Cloudflare.Pipeline.Budget;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>What is measured of the way to the API. Attributes are few words each: the declared path, never the real one, and a credential's place among the configured ones.</summary>
internal sealed class ApiMeter
{
    /// <summary>The name under which a collector subscribes.</summary>
    public const string Name = "AdminPortal.Cloudflare";

    private static readonly InstrumentAdvice<double> Waits = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] };

    private readonly Histogram<double> _requests;
    private readonly Histogram<double> _waits;
    private readonly Counter<long> _retries;

    /// <param name="meters">Makes the meter, which belongs to the host.</param>
    /// <param name="budgets">The rate budget of each credential, in the order of the configuration; asked whenever a collector looks.</param>
    public ApiMeter(IMeterFactory meters, Func<IReadOnlyList<IRateBudget>> budgets)
    {
        var meter = meters.Create(Name);
        _requests = meter.CreateHistogram("http.client.request.duration", "s", "One attempt at a call, from sending it to the last byte of its answer.", advice: Waits);
        _waits = meter.CreateHistogram("adminportal.api.queue.duration", "s", "How long an attempt waited for its turn in the rate budget.", advice: Waits);
        _retries = meter.CreateCounter<long>("adminportal.api.retries", "{retry}", "Reads that are sent again.");
        meter.CreateObservableGauge("adminportal.api.budget.remaining", () => Of(budgets(), state => state.Remaining), "{call}", "Calls that may still be made in the window.");
        meter.CreateObservableGauge("adminportal.api.budget.limit", () => Of(budgets(), state => state.Quota), "{call}", "Calls that a window allows.");
        meter.CreateObservableGauge("adminportal.api.in_flight", () => Of(budgets(), state => (long)state.InFlight), "{call}", "Calls that are not answered yet.");
        meter.CreateObservableGauge("adminportal.api.queue.length", () => QueuesOf(budgets()), "{call}", "Calls that wait for their turn.");
    }

    /// <summary>Whether somebody wants to know how long attempts take.</summary>
    public bool MeasuresRequests => _requests.Enabled;

    /// <summary>An attempt that was answered.</summary>
    public void Answered(HttpRequestMessage request, int status, TimeSpan took)
    {
        var tags = TagsOf(request);
        tags.Add("http.response.status_code", status);
        tags.Add("adminportal.outcome", status switch { < 300 => "ok", 429 => "throttled", _ => "rejected" });
        if (status >= 400)
        {
            tags.Add("error.type", status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        _requests.Record(took.TotalSeconds, tags);
    }

    /// <summary>An attempt that was not answered.</summary>
    public void Unanswered(HttpRequestMessage request, string problem, bool isCancelled, TimeSpan took)
    {
        var tags = TagsOf(request);
        tags.Add("adminportal.outcome", isCancelled ? "cancelled" : "unreachable");
        tags.Add("error.type", problem);
        _requests.Record(took.TotalSeconds, tags);
    }

    /// <summary>A turn that has come.</summary>
    /// <param name="took">How long it was waited for.</param>
    /// <param name="priority">Whether somebody waits for the call.</param>
    /// <param name="queue">Where it waited: <c>instance</c>, or <c>shared</c> by all instances.</param>
    public void Waited(TimeSpan took, CallPriority priority, string queue)
    {
        if (_waits.Enabled)
        {
            _waits.Record(took.TotalSeconds, new KeyValuePair<string, object?>("adminportal.api.priority", WordOf(priority)), new("adminportal.api.queue", queue));
        }
    }

    /// <summary>A read that is sent again.</summary>
    public void Retried(HttpRequestMessage request)
    {
        if (_retries.Enabled)
        {
            _retries.Add(1, new KeyValuePair<string, object?>("url.template", CloudflareTrace.RouteOf(request)));
        }
    }

    private static string WordOf(CallPriority priority) => priority == CallPriority.Interactive ? "interactive" : "background";

    private static TagList TagsOf(HttpRequestMessage request) => new()
    {
        { "http.request.method", request.Method.Method },
        { "url.template", CloudflareTrace.RouteOf(request) },
        { "server.address", request.RequestUri!.Host },
        { "server.port", request.RequestUri.Port },
    };

    private static IEnumerable<Measurement<long>> Of(IReadOnlyList<IRateBudget> budgets, Func<RateBudgetState, long> value) =>
        budgets.Select((budget, place) => new Measurement<long>(value(budget.State), Credential(place)));

    private static IEnumerable<Measurement<long>> QueuesOf(IReadOnlyList<IRateBudget> budgets) => budgets.SelectMany((budget, place) =>
    {
        var state = budget.State;
        return (IEnumerable<Measurement<long>>)
        [
            new(state.QueuedInteractive, Credential(place), new("adminportal.api.priority", "interactive")),
            new(state.QueuedBackground, Credential(place), new("adminportal.api.priority", "background")),
        ];
    });

    private static KeyValuePair<string, object?> Credential(int place) => new("adminportal.credential", place);
}
