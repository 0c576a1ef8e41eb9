using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Feed;

/// <summary>One write that is announced when it has landed, and also when it may have.</summary>
public sealed class AnnouncedWrite
{
    private readonly IChangeFeed _feed;
    private readonly TimeProvider _time;
    private readonly ResourceChange _change;

    internal AnnouncedWrite(IChangeFeed feed, TimeProvider time, ResourceChange change) => (_feed, _time, _change) = (feed, time, change);

    /// <summary>Sends it.</summary>
    /// <param name="write">The call.</param>
    /// <param name="idsOf">The resources of its answer, where they have their ids only from there.</param>
    public async Task<ApiResult<T>> SendAsync<T>(Func<Task<ApiResult<T>>> write, Func<T, IReadOnlyList<string>>? idsOf = null)
    {
        ArgumentNullException.ThrowIfNull(write);
        ApiResult<T> answer;
        try
        {
            answer = await write();
        }
        catch
        {
            // Cancelled, most likely before it was sent; but nobody knows.
            Tell(WhatHappened.Unclear, _change.Ids);
            throw;
        }

        switch (answer)
        {
            case ApiResult<T>.Ok ok:
                Tell(_change.What, idsOf?.Invoke(ok.Value) ?? _change.Ids);
                break;
            case ApiResult<T>.Failed { Failure: ApiFailure.Unreachable { MayHaveLanded: true } }:
                Tell(WhatHappened.Unclear, _change.Ids);
                break;
        }

        return answer;
    }

    /// <summary>
    /// Reading has shown that it landed, although its answer said otherwise or never came: it may have landed only after everybody had read
    /// what they show.
    /// </summary>
    /// <param name="ids">The resources, where they are others than when it began.</param>
    public void Arrived(params IReadOnlyList<string> ids) => Tell(_change.What, ids is { Count: > 0 } ? ids : _change.Ids);

    private void Tell(WhatHappened what, IReadOnlyList<string> ids) => _feed.Publish(_change with { What = what, Ids = ids, At = _time.GetUtcNow() });
}
