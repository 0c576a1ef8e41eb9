using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline.Budget;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>Leaves one line and one span for each call: what was asked of which route, and what came of it. Neither bodies nor queries nor credentials.</summary>
internal sealed class LoggingHandler(ILogger logger, IRateBudget budget, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var route = CloudflareTrace.RouteOf(request);
        using var span = CloudflareTrace.Start(request, route);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            var (retries, left, ray) = (Retries(request), budget.State.Remaining, AnswerHeaders.Ray(response));
            CloudflareTrace.End(span, (int)response.StatusCode, problem: null, ray, retries, left);
            logger.LogInformation(
                "Cloudflare {Method} {Route} answered {Status} after {Milliseconds} ms, ray {Ray}, {Retries} retries, {BudgetLeft} calls left",
                request.Method.Method,
                route,
                (int)response.StatusCode,
                (long)clock.GetElapsedTime(started).TotalMilliseconds,
                ray ?? "none",
                retries,
                left);
            return response;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException or OperationCanceledException)
        {
            // The exception itself is not logged: its text is not ours, and may quote what was sent.
            var (retries, left, problem) = (Retries(request), budget.State.Remaining, Problem(failure, cancellationToken));
            CloudflareTrace.End(span, status: null, problem, ray: null, retries, left);
            logger.LogWarning(
                "Cloudflare {Method} {Route} got no answer after {Milliseconds} ms: {Problem}, {Retries} retries, {BudgetLeft} calls left",
                request.Method.Method,
                route,
                (long)clock.GetElapsedTime(started).TotalMilliseconds,
                problem,
                retries,
                left);
            throw;
        }
    }

    private static int Retries(HttpRequestMessage request) => request.Options.TryGetValue(RetryHandler.Retries, out var retries) ? retries : 0;

    /// <summary>Why no answer came, in a word or two.</summary>
    internal static string Problem(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        HttpRequestException { HttpRequestError: var error } => error.ToString(),
        OperationCanceledException when cancellationToken.IsCancellationRequested => "cancelled",
        OperationCanceledException => "timed out",
        _ => "ResponseEnded",
    };
}
