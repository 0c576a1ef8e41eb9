using AdminPortal.Changes.Feed;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Telemetry;
using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Writes;

/// <summary>A write whose intents are journaled. Whatever happens, disposing of it leaves none of them without an outcome.</summary>
internal sealed class JournaledWrite(
    IJournal journal, IReadOnlyList<OpenChange> changes, AnnouncedWrite announced, Func<Task<string?>> refusal, IDisposable counted, TimeProvider time, ChangesMeter? meter) : IAsyncDisposable
{
    private bool _sent;
    private bool _ended;
    private TimeSpan? _duration;

    /// <summary>Sends it, where the person still may: it may have waited a while for its turn.</summary>
    /// <param name="write">The call.</param>
    /// <param name="idsOf">The resources of its answer, where they have their ids only from there.</param>
    public async Task<ApiResult<T>> SendAsync<T>(Func<Task<ApiResult<T>>> write, Func<T, IReadOnlyList<string>>? idsOf = null)
    {
        if (await refusal() is { } why)
        {
            return new ApiResult<T>.Failed(new ApiFailure.Unreachable($"It was not sent. {why}", MayHaveLanded: false, ApiAnswer.None));
        }

        _sent = true;
        var begun = time.GetTimestamp();
        var answer = await announced.SendAsync(write, idsOf);
        _duration = time.GetElapsedTime(begun);
        return answer;
    }

    /// <summary>Reading has shown that it landed.</summary>
    public void Arrived(params IReadOnlyList<string> ids) => announced.Arrived(ids);

    /// <summary>Journals what became of each change, in the order of the intents.</summary>
    public Task<Completion> EndAsync(params IReadOnlyList<ChangeOutcome> outcomes)
    {
        _ended = true;
        foreach (var (change, outcome) in changes.Zip(outcomes))
        {
            meter?.Ended(change.Intent, outcome.Event);
        }

        return journal.CompleteAllAsync([.. changes.Zip(outcomes, (change, outcome) => new CompletedChange(change, outcome with { Duration = outcome.Duration ?? _duration }))]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var atTheEnd = counted;
        if (!_ended)
        {
            ChangeOutcome cutShort = _sent
                ? new(JournalEvent.Unclear) { Note = "Cut short while it waited for its turn or for the answer: nobody knows whether it was sent." }
                : new(JournalEvent.Abandoned) { Note = "Given up before anything was sent." };
            await EndAsync([.. changes.Select(_ => cutShort)]);
        }
    }
}
