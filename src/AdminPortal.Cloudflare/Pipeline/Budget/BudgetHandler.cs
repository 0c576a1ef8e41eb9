using System.Net;
using System.Net.Http.Headers;
using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Cloudflare.Pipeline.Budget;

/// <summary>Has every attempt wait for its turn at the gate, and tells the gate what the answer said.</summary>
internal sealed class BudgetHandler(IRateGate gate, TimeProvider clock, ApiMeter? meter = null) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ticket = await QueueAsync(cancellationToken);
        if (await ticket.Turn is RateTurn.Refused refused)
        {
            return Refusal(request, refused.Wait);
        }

        RateAnswer? answer = null;
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            answer = Read(response);
            return response;
        }
        finally
        {
            ticket.Complete(answer);
        }
    }

    private async Task<RateTicket> QueueAsync(CancellationToken cancellationToken)
    {
        using WaitNotice notice = new();
        var begun = clock.GetTimestamp();
        var ticket = gate.Ask(CallScope.Current, notice.Tell);
        var atOnce = ticket.Turn.IsCompleted;
        using var cancelled = cancellationToken.UnsafeRegister(static state => ((RateTicket)state!).Cancel(), ticket);
        await ticket.Turn;
        var took = atOnce ? TimeSpan.Zero : clock.GetElapsedTime(begun);
        CloudflareTrace.Waited(took, "instance");
        meter?.Waited(took, ticket.Caller.Priority, "instance");

        return ticket;
    }

    private RateAnswer Read(HttpResponseMessage response)
    {
        var now = clock.GetUtcNow();
        return new(
            AnswerHeaders.Budget(response, now),
            response.StatusCode == HttpStatusCode.TooManyRequests ? BlockedFor(AnswerHeaders.RetryAfter(response, now)) : null);
    }

    /// <summary>"Try again after 0 seconds" would be a dozen calls a second, all refused.</summary>
    private static TimeSpan BlockedFor(TimeSpan? retryAfter) =>
        retryAfter is not { } wait ? RateMeter.DefaultWindow : wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait;

    /// <summary>What the API would answer; it was not asked.</summary>
    private static HttpResponseMessage Refusal(HttpRequestMessage request, TimeSpan wait) => new(HttpStatusCode.TooManyRequests)
    {
        RequestMessage = request,
        Headers = { RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds))) },
        Content = new StringContent("""
            {"success":false,"errors":[{"message":"An earlier answer asked to call nothing for longer than five minutes, so nothing was sent."}],"messages":[],"result":null}
            """),
    };
}
