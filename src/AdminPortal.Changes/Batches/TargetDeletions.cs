using System.Diagnostics;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;
using Row = AdminPortal.Changes.Batches.BatchRow<AdminPortal.Cloudflare.Targets.Target>;

namespace AdminPortal.Changes.Batches;

/// <summary>The way of many deletions: re-read, hold back what is not as it was reviewed, one POST, and a look for what is left.</summary>
public sealed class TargetDeletions(ICloudflareAccounts accounts, DeletionThreshold threshold, BatchLimits limits, TimeProvider time, ChangeWriter writer)
{
    private static readonly TargetKind Kind = TargetKind.Instance;

    /// <summary>The targets as they are now, for the review.</summary>
    public async Task<TargetsFound> ReadAsync(string accountId, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        accounts.Find(accountId) is { } client
            ? await new TargetLook(client).ByIdAsync(ids, cancellationToken)
            : throw new ArgumentException("No account of this id is configured here.", nameof(accountId));

    /// <summary>Deletes the targets that were reviewed, on behalf of <paramref name="actor"/>, who may say why.</summary>
    public Task<BatchOutcome<Target>> DeleteAsync(Actor actor, string accountId, IReadOnlyList<Target> reviewed, string? reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reviewed);
        return writer.WatchAsync(Kind, "delete many", () => RemoveAsync(actor, accountId, reviewed, reason, cancellationToken));
    }

    private async Task<BatchOutcome<Target>> RemoveAsync(Actor actor, string accountId, IReadOnlyList<Target> reviewed, string? reason, CancellationToken cancellationToken)
    {
        if ((BatchLimits.RefusalFor(reviewed.Count) ?? writer.Reasons.ProblemWith(Kind, reason)) is { } refusal)
        {
            return new BatchOutcome<Target>.Forbidden(refusal);
        }

        var batch = BatchWrite<Target, TargetInput>.Of(Kind, actor, accountId, ChangeOperation.Delete, reason, ("POST", "batch_delete"), time.GetUtcNow());
        var admission = await batch.AdmitAsync(writer, [.. reviewed.Select(IntentOf)], cancellationToken, threshold.RightFor(reviewed.Count > limits.TypedAbove));
        if (admission is not Admission.Granted { Client: var client })
        {
            return admission.Denied<BatchOutcome<Target>>(why => new BatchOutcome<Target>.Forbidden(why), trouble => new BatchOutcome<Target>.NotJournaled(trouble));
        }

        await using var held = await writer.HoldAsync(Kind, accountId, reviewed.Select(target => target.Id), cancellationToken);
        TargetLook look = new(client);
        var live = await ReadEdition.OfNowAsync(() => look.ByIdAsync(reviewed.Select(target => target.Id), cancellationToken));
        if (live.Failure is { } failure)
        {
            return new BatchOutcome<Target>.NotRead(failure);
        }

        var heldBack = reviewed.Select(target => HeldBack(target, live.Find(target.Id))).ToList();
        var sent = reviewed.Where((_, index) => heldBack[index] is null).ToList();
        var outcome = await batch.SendAsync(
            writer,
            [.. sent.Select(IntentOf)],
            () => client.Targets.DeleteManyAsync(client.AccountId, new([.. sent.Select(target => target.Id)]), cancellationToken),
            (intents, answer) => SettleAsync(look, sent, intents, answer, cancellationToken),
            cancellationToken);
        if (outcome is not BatchOutcome<Target>.Ran ran)
        {
            return outcome;
        }

        Queue<Row> settled = new(ran.Rows);
        return ran with { Rows = [.. heldBack.Select(row => row ?? settled.Dequeue())] };
    }

    private static Row? HeldBack(Target reviewed, Target? live) => live switch
    {
        null => new(IntentOf(reviewed), BatchFate.Gone, reviewed, []),
        _ when InputDiff.Between(Kind, Kind.ToJson(Kind.ToInput(reviewed)), Kind.ToJson(Kind.ToInput(live))).Count > 0 => new(IntentOf(reviewed), BatchFate.Moved, live, []),
        _ => null,
    };

    private static BatchIntent IntentOf(Target target) => new(target.Id, Kind.ToJson(Kind.ToInput(target)), null);

    private async Task<BatchOutcome<Target>.Ran> SettleAsync(
        TargetLook look, List<Target> sent, IReadOnlyList<BatchIntent> intents, ApiResult<NoResult> answer, CancellationToken cancellationToken)
    {
        var failure = answer.Match<ApiFailure?>(_ => null, failed => failed);
        BatchErrors errors = new(answer.Answer.Errors, "/target_ids");
        var elsewhere = errors.Elsewhere(sent.Count);
        var left = failure is not null && BatchWrite.ChangedNothing(failure)
            ? new(sent, new HashSet<string>(), null)
            : await LeftAsync(look, [.. sent.Select(target => target.Id)], isAnswered: failure is ApiFailure.Rejected, cancellationToken);
        var rows = sent.Select((target, index) => new Row(intents[index], FateOf(target, failure, errors.At(index), left), left.Find(target.Id) ?? target, errors.At(index)));
        return new([.. rows], answer.Answer with { Errors = elsewhere }, failure is null ? null : BatchWrite.WithErrors(failure, elsewhere));
    }

    /// <summary>What is left of them at once and, unless the API has said no, after a moment.</summary>
    private async Task<TargetsFound> LeftAsync(TargetLook look, IReadOnlyList<string> ids, bool isAnswered, CancellationToken cancellationToken)
    {
        var left = await TargetLook.AfterWriteAsync(() => look.ByIdAsync(ids, cancellationToken), ids);
        var again = ids.Where(id => left.Untold.Contains(id) || left.Find(id) is not null).ToList();
        if (again.Count == 0 || isAnswered)
        {
            return left;
        }

        return await TargetLook.AfterWriteAsync(
            async () =>
            {
                await Task.Delay(TargetLook.SecondLook, time, cancellationToken);
                return await look.ByIdAsync(again, cancellationToken);
            },
            again);
    }

    private static BatchFate FateOf(Target target, ApiFailure? failure, IReadOnlyList<ApiMessage> own, TargetsFound left) => failure switch
    {
        _ when left.Find(target.Id) is not null => own.Count > 0 ? BatchFate.Refused : BatchFate.NotDone,
        _ when left.Untold.Contains(target.Id) => BatchFate.CannotTell,
        ApiFailure.Rejected => BatchFate.Gone,
        null or ApiFailure.Unreachable => BatchFate.Done,
        ApiFailure.Throttled => BatchFate.NotDone,
        _ => throw new UnreachableException(),
    };
}
