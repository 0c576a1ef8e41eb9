using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>
/// Answers that are kept for a moment and shared by everybody who asks for the same: one read at a time, and none while an answer is young
/// enough. A failure is told to all who wait for it, and not kept.
/// </summary>
/// <param name="clock">The clock.</param>
public sealed class BriefReads(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UnderWay> _underWay = new(StringComparer.Ordinal);

    /// <summary>Whether <see cref="GetAsync"/> would need no call of its own.</summary>
    public bool CanServe(BriefRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_lock)
        {
            return Find(request) is not null || Joinable(request) is not null;
        }
    }

    /// <summary>The answer that is kept, or the one that is on its way, or a new one.</summary>
    /// <param name="request">What is wanted, and how young it has to be.</param>
    /// <param name="read">Reads it. Runs on a thread of the pool, for all who wait, and is cancelled when the last of them has gone.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller alone.</param>
    public async Task<BriefRead<T>> GetAsync<T>(BriefRequest request, Func<CancellationToken, Task<ApiResult<T>>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            UnderWay? mine = null;
            UnderWay? joined;
            lock (_lock)
            {
                if (Find(request) is { } kept)
                {
                    return (BriefRead<T>)kept.Answer;
                }

                joined = Joinable(request);
                if (joined is null)
                {
                    var identity = CallScope.Current.Copy();
                    joined = mine = new(new SharedRead<BriefRead<T>>(identity), request.Edition, identity.Priority);
                    _underWay[request.Key] = mine;
                }
            }

            var shared = (SharedRead<BriefRead<T>>)joined.Read;
            using var member = shared.Join();
            if (member is null)
            {
                // Its last member has just gone; whoever goes takes it away.
                Remove(request.Key, joined);
                continue;
            }

            if (mine is not null)
            {
                var begun = clock.GetUtcNow();
                shared.Begin(
                    abandoned => Task.Run(async () => Keep(request, new BriefRead<T>(await read(abandoned), begun)), abandoned),
                    () => Remove(request.Key, mine));
            }

            return await shared.Answer.WaitAsync(cancellationToken);
        }
    }

    private Kept? Find(BriefRequest request) =>
        _kept.GetValueOrDefault(request.Key) is { } kept && kept.Edition >= request.Edition && clock.GetUtcNow() - kept.BegunAt is var age && age >= TimeSpan.Zero && age < request.NoOlderThan
            ? kept
            : null;

    /// <summary>
    /// Somebody who waits does not join a read that nobody waited for when it began, since that may have to wait long for its turn: a
    /// second read begins, and both become one call.
    /// </summary>
    private UnderWay? Joinable(BriefRequest request) =>
        _underWay.GetValueOrDefault(request.Key) is { } other
        && other.Edition >= request.Edition
        && (other.Priority == CallPriority.Interactive || CallScope.Current.Priority == CallPriority.Background)
            ? other
            : null;

    private BriefRead<T> Keep<T>(BriefRequest request, BriefRead<T> answer)
    {
        if (answer.Result is not ApiResult<T>.Ok)
        {
            return answer;
        }

        lock (_lock)
        {
            var now = clock.GetUtcNow();
            foreach (var (key, _) in _kept.Where(kept => kept.Value.Until <= now).ToList())
            {
                _kept.Remove(key);
            }

            // A read that began earlier may end later.
            if (_kept.GetValueOrDefault(request.Key) is not { } other || (other.Edition <= request.Edition && other.BegunAt <= answer.AsOf))
            {
                _kept[request.Key] = new(answer, request.Edition, answer.AsOf, now + request.KeptFor);
            }
        }

        return answer;
    }

    private void Remove(string key, UnderWay read)
    {
        lock (_lock)
        {
            if (_underWay.GetValueOrDefault(key) == read)
            {
                _underWay.Remove(key);
            }
        }
    }

    private sealed record Kept(object Answer, long Edition, DateTimeOffset BegunAt, DateTimeOffset Until);

    private sealed class UnderWay(object read, long edition, CallPriority priority)
    {
        public object Read => read;

        public long Edition => edition;

        public CallPriority Priority => priority;
    }
}

/// <summary>What somebody wants to read, and how young it has to be.</summary>
/// <param name="Key">The same for the same; it stands for one type of answer.</param>
/// <param name="Edition">A number that rises when what was read before must not be shown any more.</param>
/// <param name="NoOlderThan">How old a kept answer may be; nothing kept serves a zero.</param>
/// <param name="KeptFor">How long the answer may be of use to others.</param>
public sealed record BriefRequest(string Key, long Edition, TimeSpan NoOlderThan, TimeSpan KeptFor);

/// <summary>An answer and its age.</summary>
/// <typeparam name="T">What was read.</typeparam>
/// <param name="Result">What the call came to.</param>
/// <param name="AsOf">When it began: what happened later may not be in it.</param>
public sealed record BriefRead<T>(ApiResult<T> Result, DateTimeOffset AsOf);
