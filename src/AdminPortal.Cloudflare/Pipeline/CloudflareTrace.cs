using System.Diagnostics;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>A span for each call, named as OpenTelemetry's conventions for HTTP clients say; with the path's template instead of its ids.</summary>
internal static class CloudflareTrace
{
    /// <summary>The name under which a collector subscribes.</summary>
    public const string SourceName = "AdminPortal.Cloudflare";

    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Start(HttpRequestMessage request, string route)
    {
        var span = Source.StartActivity($"{request.Method.Method} {route}", ActivityKind.Client);
        span?.SetTag("http.request.method", request.Method.Method)
            .SetTag("url.template", route)
            .SetTag("server.address", request.RequestUri!.Host)
            .SetTag("server.port", request.RequestUri.Port);
        return span;
    }

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
