using AdminPortal.Changes.Access;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Changes.Batches;

/// <summary>
/// The one place where many resources are written by one call: an intent for each is journaled, the call is made once, an outcome for each is
/// journaled.
/// </summary>
/// <param name="Kind">The kind.</param>
/// <param name="Common">What the intents have in common.</param>
internal sealed record BatchWrite<TResource, TInput>(ResourceKind<TResource, TInput> Kind, ChangeIntent Common)
    where TResource : class
    where TInput : class
{
    /// <summary>A batch of its own.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="actor">The person.</param>
    /// <param name="account">The account's id.</param>
    /// <param name="operation">What is done to each.</param>
    /// <param name="reason">Why, in the person's words.</param>
    /// <param name="request">The call's method, and its path below the kind's.</param>
    /// <param name="now">When it begins.</param>
    public static BatchWrite<TResource, TInput> Of(
        ResourceKind<TResource, TInput> kind, Actor actor, string account, ChangeOperation operation, string? reason, (string Method, string Path) request, DateTimeOffset now) => new(
        kind,
        new()
        {
            Account = account,
            Actor = actor,
            Kind = kind.Name,
            Operation = operation,
            Reason = reason,
            Method = request.Method,
            Path = $"{kind.PathOf(account)}/{request.Path}",
            Correlation = ChangeWriter.Correlation,
            Batch = Guid.CreateVersion7(now),
        });

    /// <summary>Asks for all of it whether the person may.</summary>
    public Task<Admission> AdmitAsync(ChangeWriter writer, IReadOnlyList<BatchIntent> intents, CancellationToken cancellationToken, Right right = Right.Change) =>
        writer.AdmitAsync(Kind, [.. intents.Select(IntentOf)], cancellationToken, right);

    /// <summary>Makes the call, settles it and tells the feed; nothing is sent where no intent is left.</summary>
    /// <param name="writer">The way to the write.</param>
    /// <param name="intents">What is wanted, one for each resource.</param>
    /// <param name="call">The write.</param>
    /// <param name="settle">Tells from the answer, or by looking, what became of each intent, in their order.</param>
    /// <param name="cancellationToken">Ends the wait for the journal.</param>
    public async Task<BatchOutcome<TResource>> SendAsync<TAnswer>(
        ChangeWriter writer,
        IReadOnlyList<BatchIntent> intents,
        Func<Task<ApiResult<TAnswer>>> call,
        Func<IReadOnlyList<BatchIntent>, ApiResult<TAnswer>, Task<BatchOutcome<TResource>.Ran>> settle,
        CancellationToken cancellationToken)
    {
        if (intents.Count == 0)
        {
            return new BatchOutcome<TResource>.Ran([], ApiAnswer.None, null);
        }

        var (write, trouble) = await writer.IntendAsync(Kind, [.. intents.Select(IntentOf)], cancellationToken);
        if (write is null)
        {
            return new BatchOutcome<TResource>.NotJournaled(trouble!);
        }

        await using (write)
        {
            var ran = await settle(intents, await write.SendAsync(call));

            // A refused batch may have been carried out in part, and one without an answer late.
            if (ran.Failure is not null && ran.Rows.Any(row => row.Fate == BatchFate.Done))
            {
                write.Arrived([.. ran.Rows.Where(row => row.Fate == BatchFate.Done).Select(row => row.Intent.Id ?? (row.Resource is { } resource ? Kind.IdOf(resource) : null)).OfType<string>()]);
            }

            return ran with { Journaled = await write.EndAsync([.. ran.Rows.Select(row => Told(row, ran))]) };
        }
    }

    private ChangeIntent IntentOf(BatchIntent intent) => Common with
    {
        ResourceId = intent.Id,
        ResourceName = JsonPointer.ReadText((intent.After ?? intent.Before)!, Kind.Fields[0].Pointer),
        Baseline = intent.Before,
        Proposed = intent.After,
    };

    private ChangeOutcome Told(BatchRow<TResource> row, BatchOutcome<TResource>.Ran ran)
    {
        var said = ran.Answer with { Errors = [.. row.Messages, .. ran.Answer.Errors] };
        return row.Fate switch
        {
            BatchFate.Done when row.Intent.After is null => new(JournalEvent.Applied) { Answer = said, After = new ResourceImage.Gone() },
            BatchFate.Done => new(JournalEvent.Applied)
            {
                Answer = said,
                After = row.Resource is null ? new ResourceImage.Unknown() : new ResourceImage.Known(Kind.InputOf(row.Resource)),
                ResourceId = row.Resource is null ? null : Kind.IdOf(row.Resource),
                ResourceName = row.Resource is null ? null : Kind.NameOf(row.Resource),
            },
            BatchFate.Gone => new(JournalEvent.NotApplied) { Answer = said, After = new ResourceImage.Gone(), Note = "It was not there any more." },
            BatchFate.Refused => new(JournalEvent.Rejected) { Answer = said },
            BatchFate.NotDone when ran.Failure is { } failure && (failure is not ApiFailure.Unreachable || BatchWrite.ChangedNothing(failure)) => WriteOutcomes.Failed(failure) with { Answer = said },
            BatchFate.NotDone => new(JournalEvent.NotApplied) { Answer = said, Note = "Reading shows that it was not carried out." },
            BatchFate.CannotTell => new(JournalEvent.Unclear) { Answer = said, Note = "Reading does not tell whether it was carried out." },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

/// <summary>What batches of every kind share.</summary>
internal static class BatchWrite
{
    /// <summary>Whether a failure says for certain that nothing was carried out. A refusal of the whole batch does not: no document says that a batch is all or nothing.</summary>
    public static bool ChangedNothing(ApiFailure failure) => failure switch
    {
        ApiFailure.Rejected { Answer: var said } => said.IsFromWriteGuard || said.Status is System.Net.HttpStatusCode.Unauthorized or System.Net.HttpStatusCode.Forbidden,
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
