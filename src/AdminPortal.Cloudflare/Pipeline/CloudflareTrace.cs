using System.Diagnostics;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>A span for each call, named as OpenTelemetry's conventions for HTTP clients say; with the path's template instead of its ids.</summary>
internal static class CloudflareTrace
{
    /// <summary>The name under which a collector subscribes.</summary>
    public const string SourceName = "AdminPortal.Cloudflare";

    private static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(1);

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The span of the call that is under way here, where somebody listens.</summary>
    private static Activity? Current => Activity.Current is { } span && ReferenceEquals(span.Source, Source) ? span : null;

    /// <summary>The declared path with its placeholders and without its query.</summary>
    public static string RouteOf(HttpRequestMessage request) =>
        !request.Options.TryGetValue(ApiRequester.PathTemplate, out var template) ? "(undeclared)"
        : template.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? template[..query]
        : template;

    public static Activity? Start(HttpRequestMessage request, string route)
    {
        var span = Source.StartActivity($"{request.Method.Method} {route}", ActivityKind.Client);
        span?.SetTag("http.request.method", request.Method.Method)
            .SetTag("url.template", route)
            .SetTag("server.address", request.RequestUri!.Host)
            .SetTag("server.port", request.RequestUri.Port);
        return span;
    }

    /// <summary>The call has waited for its turn; one that did not wait leaves no event.</summary>
    public static void Waited(TimeSpan took, string queue)
    {
        if (took >= LeastWait && Current is { } span)
        {
            span.AddEvent(new("adminportal.api.turn", tags: new() { ["adminportal.api.wait"] = took.TotalSeconds, ["adminportal.api.queue"] = queue }));
        }
    }

    /// <summary>The call is sent again after a pause.</summary>
    public static void Retrying(int? status, TimeSpan pause) => Current?.AddEvent(
        new("adminportal.api.retry", tags: new() { ["adminportal.api.wait"] = pause.TotalSeconds, ["http.response.status_code"] = status }));

    public static void End(Activity? span, int? status, string? problem, string? ray, int retries, long budgetLeft)
    {
        if (span is null)
        {
            return;
        }

        span.SetTag("cloudflare.ratelimit.remaining", budgetLeft);
        if (status is { } code)
        {
            span.SetTag("http.response.status_code", code).SetTag("cloudflare.ray_id", ray);
        }

        if (retries > 0)
        {
            span.SetTag("http.request.resend_count", retries);
        }

        if (problem is not null || status >= 400)
        {
            span.SetTag("error.type", problem ?? status.ToString()).SetStatus(ActivityStatusCode.Error);
        }
    }
}
