using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Pipeline.Budget;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>
/// What all accounts of one credential share: its way to the wire, and its rate budget. From the caller to the wire: identical reads become
/// one; a line and a span are written; reads are retried; every attempt waits for its turn, is let pass, is measured, has its time,
/// and gets its credential.
/// </summary>
internal sealed class CredentialPipeline : IDisposable
{
    private readonly IRateGate _gate;

    public CredentialPipeline(Uri baseAddress, Credential credential, HttpMessageHandler transport, IRateGate gate, PipelineParts parts, ApiMeter? meter, ILogger logger, TimeProvider clock)
    {
        _gate = gate;
        Facts = CredentialFacts.Of(credential);
        DelegatingHandler[] stages =
        [
            new SharedReads(),
            new LoggingHandler(logger, gate, clock),
            new RetryHandler(clock, meter),
            new BudgetHandler(gate, clock, meter),
            .. parts.Budget is { } budget ? (DelegatingHandler[])[new SharedBudgetHandler(budget, gate, credential, clock, meter)] : [],
            .. parts.Guard is { } guard ? (DelegatingHandler[])[new WriteGuardHandler(guard)] : [],
            .. meter is not null ? (DelegatingHandler[])[new MeteredAttempts(meter, clock)] : [],
            new AttemptHandler(clock),
            new CredentialHandler(credential),
        ];
        for (var stage = 0; stage < stages.Length; stage++)
        {
            stages[stage].InnerHandler = stage + 1 < stages.Length ? stages[stage + 1] : transport;
        }

        Http = new(stages[0], disposeHandler: false)
        {
            BaseAddress = baseAddress,
            MaxResponseContentBufferSize = Transport.LargestAnswer,

            // An attempt has its time; a call may wait longer than that for its turn, visibly and until it is cancelled.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public HttpClient Http { get; }

    public IRateBudget Budget => _gate;

    public CredentialFacts Facts { get; }

    public void Dispose()
    {
        Http.Dispose();
        _gate.Dispose();
    }
}
