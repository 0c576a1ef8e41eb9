using AdminPortal.Changes.Feed;
using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Batches;

/// <summary>
/// The one place where many resources are written by one call: an intent for each goes in, the call is made once, an outcome for each comes
/// out. What has to be recorded before and after a write has its place here.
/// </summary>
internal static class BatchWrite
{
    /// <summary>Makes the call, settles it and tells the feed; nothing is sent where no intent is left.</summary>
    /// <param name="announced">Tells of the write.</param>
    /// <param name="intents">What is wanted, one for each resource.</param>
    /// <param name="call">The write.</param>
    /// <param name="settle">Tells from the answer, or by looking, what became of each intent, in their order.</param>
    /// <param name="idOf">The id of a resource that was seen.</param>
    public static async Task<BatchOutcome<TResource>.Ran> SendAsync<TResource, TAnswer>(
        AnnouncedWrite announced,
        IReadOnlyList<BatchIntent> intents,
        Func<Task<ApiResult<TAnswer>>> call,
        Func<IReadOnlyList<BatchIntent>, ApiResult<TAnswer>, Task<BatchOutcome<TResource>.Ran>> settle,
        Func<TResource, string> idOf)
        where TResource : class
    {
        if (intents.Count == 0)
        {
            return new([], ApiAnswer.None, null);
        }

        var ran = await settle(intents, await announced.SendAsync(call));

        // A refused batch may have been carried out in part, and one without an answer late.
        if (ran.Failure is not null && ran.Rows.Any(row => row.Fate == BatchFate.Done))
        {
            announced.Arrived([.. ran.Rows.Where(row => row.Fate == BatchFate.Done).Select(row => row.Intent.Id ?? (row.Resource is { } resource ? idOf(resource) : null)).OfType<string>()]);
        }

        return ran;
    }

    /// <summary>Whether a failure says for certain that nothing was carried out. A refusal of the whole batch does not: no document says that a batch is all or nothing.</summary>
    public static bool ChangedNothing(ApiFailure failure) => failure switch
    {
        ApiFailure.Rejected rejected => rejected.Answer.Status is System.Net.HttpStatusCode.Unauthorized or System.Net.HttpStatusCode.Forbidden,
        ApiFailure.Throttled => true,
        ApiFailure.Unreachable unreachable => !unreachable.MayHaveLanded,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The same failure with fewer errors.</summary>
    public static ApiFailure WithErrors(ApiFailure failure, IReadOnlyList<ApiMessage> errors) => failure switch
    {
        ApiFailure.Rejected rejected => new ApiFailure.Rejected(rejected.Answer with { Errors = errors }),
        ApiFailure.Throttled throttled => new ApiFailure.Throttled(throttled.RetryAfter, throttled.Answer with { Errors = errors }),
        ApiFailure.Unreachable unreachable => new ApiFailure.Unreachable(unreachable.Reason, unreachable.MayHaveLanded, unreachable.Answer with { Errors = errors }),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
