namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>Measures each attempt that leaves, as OpenTelemetry's conventions for HTTP clients mean it: without what it waited for its turn or for a retry.</summary>
internal sealed class MeteredAttempts(ApiMeter meter, TimeProvider clock) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        meter.MeasuresRequests ? MeasureAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> MeasureAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            meter.Answered(request, (int)response.StatusCode, clock.GetElapsedTime(started));
            return response;
        }
        catch (Exception failure)
        {
            meter.Unanswered(request, LoggingHandler.Problem(failure, cancellationToken), cancellationToken.IsCancellationRequested, clock.GetElapsedTime(started));
            throw;
        }
    }
}
