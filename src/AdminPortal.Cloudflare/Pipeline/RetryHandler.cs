using System.Net;
using AdminPortal.Cloudflare.Envelope;
using Polly;
using Polly.Retry;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>
/// Tries reads again, at most three times: on 408, 429, 5xx, and when there was no connection or it broke. A write is never sent twice
/// (design section 3), and neither is a read that took its whole time: the person has waited a minute already.
/// </summary>
internal sealed class RetryHandler : DelegatingHandler
{
    /// <summary>How often a call was sent again, once it has ended.</summary>
    public static readonly HttpRequestOptionsKey<int> Retries = new("AdminPortal.Retries");

    private const int Most = 3;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);
    private static readonly ResiliencePropertyKey<Call> CallOf = new("AdminPortal.Call");

    private readonly TimeProvider _clock;
    private readonly ApiMeter? _meter;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public RetryHandler(TimeProvider clock, ApiMeter? meter = null)
    {
        (_clock, _meter) = (clock, meter);
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Most,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                ShouldHandle = arguments => ValueTask.FromResult(IsWorthARetry(arguments.Outcome)),
                DelayGenerator = arguments => ValueTask.FromResult(RetryAfter(arguments.Outcome.Result)),
                OnRetry = Announce,
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        using WaitNotice notice = new();
        Call call = new(request, notice);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(CallOf, call);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, state) =>
                {
                    state.Call.Notice.Tell(null);
                    return await state.Handler.SendOnceAsync(state.Call.Request, context.CancellationToken);
                },
                context,
                (Handler: this, Call: call));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) => base.SendAsync(request, cancellationToken);

    private bool IsWorthARetry(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result: { } response } => response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
            && !(RetryAfter(response) > LongestRetryAfter),
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } } => false,
        { Exception: HttpRequestException or IOException } => true,
        _ => false,
    };

    /// <summary>What the API asks for; null leaves it to the strategy.</summary>
    private TimeSpan? RetryAfter(HttpResponseMessage? response) => response is null ? null : AnswerHeaders.RetryAfter(response, _clock.GetUtcNow());

    private ValueTask Announce(OnRetryArguments<HttpResponseMessage> arguments)
    {
        var call = arguments.Context.Properties.GetValue(CallOf, null!);
        call.Request.Options.Set(Retries, arguments.AttemptNumber + 1);
        var reason = RetryAfter(arguments.Outcome.Result) is null ? CallWaitReason.Retry : CallWaitReason.RetryAfter;
        CloudflareTrace.Retrying(arguments.Outcome.Result is { } answer ? (int)answer.StatusCode : null, arguments.RetryDelay);
        _meter?.Retried(call.Request);
        call.Notice.Tell(new(reason, _clock.GetUtcNow() + arguments.RetryDelay));
        return ValueTask.CompletedTask;
    }

    private sealed record Call(HttpRequestMessage Request, WaitNotice Notice);
}
