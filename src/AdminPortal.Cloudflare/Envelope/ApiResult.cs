using System.Net;

namespace AdminPortal.Cloudflare.Envelope;

/// <summary>What a call came to: <see cref="Ok"/>, or one of the three failures of <see cref="ApiFailure"/>.</summary>
/// <typeparam name="T">What the call returns when it succeeds.</typeparam>
public abstract record ApiResult<T>
{
    private ApiResult()
    {
    }

    /// <summary>What came over the wire around the value.</summary>
    public abstract ApiAnswer Answer { get; }

    /// <summary>Handles both cases.</summary>
    public TOut Match<TOut>(Func<Ok, TOut> ok, Func<ApiFailure, TOut> failed)
    {
        ArgumentNullException.ThrowIfNull(ok);
        ArgumentNullException.ThrowIfNull(failed);
        return this switch
        {
            Ok success => ok(success),
            Failed failure => failed(failure.Failure),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The same call with its value mapped; a failure stays what it is.</summary>
    public ApiResult<TOut> Select<TOut>(Func<T, TOut> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return Match<ApiResult<TOut>>(ok => new ApiResult<TOut>.Ok(map(ok.Value), ok.Answer), failure => new ApiResult<TOut>.Failed(failure));
    }

    /// <summary>The API did what was asked.</summary>
    public sealed record Ok(T Value, ApiAnswer Answer) : ApiResult<T>
    {
        /// <inheritdoc/>
        public override ApiAnswer Answer { get; } = Answer;
    }

    /// <summary>The API did not, or did not say.</summary>
    public sealed record Failed(ApiFailure Failure) : ApiResult<T>
    {
        /// <inheritdoc/>
        public override ApiAnswer Answer => Failure.Answer;
    }
}

/// <summary>A call that did not succeed.</summary>
public abstract record ApiFailure
{
    private ApiFailure(ApiAnswer answer) => Answer = answer;

    /// <summary>What came over the wire, as far as anything did.</summary>
    public ApiAnswer Answer { get; }

    /// <summary>The API said no; nothing was changed.</summary>
    public sealed record Rejected(ApiAnswer Said) : ApiFailure(Said);

    /// <summary>429: too many calls; nothing was changed.</summary>
    /// <param name="RetryAfter">How long the API asks to wait, or null where it does not say.</param>
    /// <param name="Said">The answer.</param>
    public sealed record Throttled(TimeSpan? RetryAfter, ApiAnswer Said) : ApiFailure(Said);

    /// <summary>No answer that can be understood: no connection, a time-out, a 5xx, a body that is not the envelope.</summary>
    /// <param name="Reason">What happened, in words for a person.</param>
    /// <param name="MayHaveLanded">Whether a write may have been carried out all the same.</param>
    /// <param name="Said">What came, if anything did.</param>
    public sealed record Unreachable(string Reason, bool MayHaveLanded, ApiAnswer Said) : ApiFailure(Said);
}

/// <summary>What came over the wire around a value or a failure.</summary>
/// <param name="Status">The HTTP status, or null where no answer came.</param>
/// <param name="Ray">The header <c>cf-ray</c>: the id under which Cloudflare logs the call.</param>
/// <param name="Errors">The envelope's errors, nested chains unfolded.</param>
/// <param name="Messages">The envelope's messages; they may come with a success too.</param>
/// <param name="ResultInfo">Paging figures of a list.</param>
/// <param name="Budget">What the rate limit has left.</param>
public sealed record ApiAnswer(
    HttpStatusCode? Status,
    string? Ray,
    IReadOnlyList<ApiMessage> Errors,
    IReadOnlyList<ApiMessage> Messages,
    ResultInfo? ResultInfo = null,
    RateBudget? Budget = null)
{
    /// <summary>No answer at all.</summary>
    public static ApiAnswer None { get; } = new(null, null, [], []);

    /// <summary>Whether the console's own guard of writes answered instead of the API, so that nothing was sent (<see cref="Pipeline.IWriteGuard"/>).</summary>
    public bool IsFromWriteGuard => Status == HttpStatusCode.Locked && Ray is null;
}

/// <summary>What the rate limit has left, from <c>Ratelimit</c> and <c>Ratelimit-Policy</c>, or the older <c>x-ratelimit-*</c> (reference 1.7).</summary>
/// <param name="Remaining">Calls left in the window.</param>
/// <param name="Reset">Time until the window starts anew.</param>
/// <param name="Quota">Calls a window allows.</param>
/// <param name="Window">The window's length.</param>
public sealed record RateBudget(long? Remaining, TimeSpan? Reset, long? Quota, TimeSpan? Window);
