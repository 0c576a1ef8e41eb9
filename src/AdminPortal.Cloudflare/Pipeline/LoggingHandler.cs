using AdminPortal.Cloudflare.Envelope;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>Writes one line for each call: what was asked of which route, and what came of it. Neither bodies nor queries nor credentials.</summary>
internal sealed class LoggingHandler(ILogger logger, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var route = request.Options.TryGetValue(ApiRequester.PathTemplate, out var template) ? template.Split('?')[0] : "(undeclared)";
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            logger.LogInformation(
                "Cloudflare {Method} {Route} answered {Status} after {Milliseconds} ms, ray {Ray}",
                request.Method.Method,
                route,
                (int)response.StatusCode,
                (long)clock.GetElapsedTime(started).TotalMilliseconds,
                AnswerHeaders.Ray(response) ?? "none");
            return response;
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            // The exception itself is not logged: its text is not ours, and may quote what was sent.
            logger.LogWarning(
                "Cloudflare {Method} {Route} got no answer after {Milliseconds} ms: {Problem}",
                request.Method.Method,
                route,
                (long)clock.GetElapsedTime(started).TotalMilliseconds,
                problem is HttpRequestException failure ? failure.HttpRequestError.ToString() : "cancelled or timed out");
            throw;
        }
    }
}
