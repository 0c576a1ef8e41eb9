using System.Text.Json.Nodes;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Merge;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Changes.Updates;

/// <summary>The way of an update: journal the intent, re-read, compare with the baseline, lay the edits over the live copy, send every field, journal the outcome.</summary>
public sealed class ResourceUpdates(ICloudflareAccounts accounts, TimeProvider time, ChangeWriter writer)
{
    /// <summary>Saves <paramref name="request"/> on behalf of <paramref name="actor"/>: two calls, a GET and a PUT.</summary>
    public Task<UpdateOutcome<TResource>> SaveAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, Actor actor, UpdateRequest request, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(request);
        return writer.WatchAsync(kind, "save", () => UpdateAsync(kind, actor, request, cancellationToken));
    }

    private async Task<UpdateOutcome<TResource>> UpdateAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, Actor actor, UpdateRequest request, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        var admission = await writer.AdmitAsync(kind, [IntentOf(kind, actor, request)], cancellationToken);
        if (admission is not Admission.Granted { Client: var client })
        {
            return admission.Denied<UpdateOutcome<TResource>>(reason => new UpdateOutcome<TResource>.Forbidden(reason), trouble => new UpdateOutcome<TResource>.NotJournaled(trouble));
        }

        if (writer.Reasons.ProblemWith(kind, request.Reason) is { } problem)
        {
            return new UpdateOutcome<TResource>.Forbidden(problem);
        }

        await using var held = await writer.HoldAsync(kind, request.AccountId, [request.Id], cancellationToken);
        var (write, trouble) = await writer.IntendAsync(kind, IntentOf(kind, actor, request), cancellationToken);
        if (write is null)
        {
            return new UpdateOutcome<TResource>.NotJournaled(trouble!);
        }

        await using (write)
        {
            var outcome = await SendAsync(kind, client, request, write, cancellationToken);
            return outcome with { Journaled = await write.EndAsync(Told(kind, outcome)) };
        }
    }

    private static ChangeIntent IntentOf(ResourceKind kind, Actor actor, UpdateRequest request) => new()
    {
        Account = request.AccountId,
        Actor = actor,
        Kind = kind.Name,
        ResourceId = request.Id,
        ResourceName = request.Name,
        Operation = request.Reverts is null ? ChangeOperation.Update : ChangeOperation.Revert,
        Reason = request.Reason,
        Baseline = request.Baseline,
        Proposed = request.Proposed,
        Method = "PUT",
        Path = kind.PathOf(request.AccountId, request.Id),
        Correlation = ChangeWriter.Correlation,
        Batch = request.Batch,
        Reverts = request.Reverts,
    };

    private async Task<UpdateOutcome<TResource>> SendAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, AccountClient client, UpdateRequest request, JournaledWrite write, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        var read = await ReadEdition.OfNowAsync(() => kind.ReadAsync(client, request.Id, cancellationToken));
        if (read is not ApiResult<TResource>.Ok { Value: var resource })
        {
            return read.Match<UpdateOutcome<TResource>>(_ => throw new System.Diagnostics.UnreachableException(), failure => new UpdateOutcome<TResource>.NotRead(failure));
        }

        if (kind.ReadOnlyReason(resource) is { } reason)
        {
            return new UpdateOutcome<TResource>.Forbidden(reason);
        }

        var live = kind.InputOf(resource);
        if (InputDiff.Between(kind, request.Baseline, live).Count > 0)
        {
            return new UpdateOutcome<TResource>.Moved(resource);
        }

        var sent = Overlay.Apply(kind, request.Baseline, request.Proposed, live);
        if (kind.ConsequenceOf(live, sent) is { } consequence && consequence != request.AgreedTo)
        {
            return new UpdateOutcome<TResource>.Forbidden($"{consequence} Nobody has agreed to that.");
        }

        var answer = await write.SendAsync(() => kind.UpdateAsync(client, request.Id, kind.FromJson(sent), cancellationToken));
        return answer switch
        {
            ApiResult<TResource>.Ok ok => new UpdateOutcome<TResource>.Saved(ok.Value, ok.Answer, InputDiff.Between(kind, sent, kind.InputOf(ok.Value))),
            ApiResult<TResource>.Failed { Failure: ApiFailure.Unreachable { MayHaveLanded: true } lost } =>
                await LookForAsync(kind, client, request.Id, live, sent, lost, write, cancellationToken),
            _ => answer.Match<UpdateOutcome<TResource>>(
                _ => throw new System.Diagnostics.UnreachableException(),
                failure => new UpdateOutcome<TResource>.NotSaved(failure)),
        };
    }

    private static ChangeOutcome Told<TResource, TInput>(ResourceKind<TResource, TInput> kind, UpdateOutcome<TResource> outcome)
        where TResource : class
        where TInput : class => outcome switch
        {
            UpdateOutcome<TResource>.Saved saved => new(JournalEvent.Applied)
            {
                Answer = saved.Answer,
                After = new ResourceImage.Known(kind.InputOf(saved.Resource)),
                ResourceName = kind.NameOf(saved.Resource),
            },
            UpdateOutcome<TResource>.Forbidden forbidden => WriteOutcomes.GivenUp(forbidden.Reason),
            UpdateOutcome<TResource>.Moved => WriteOutcomes.GivenUp("The resource had changed since editing began."),
            UpdateOutcome<TResource>.NotRead notRead => WriteOutcomes.GivenUp("The resource could not be read again.", notRead.Failure),
            UpdateOutcome<TResource>.NotSaved notSaved => WriteOutcomes.Failed(notSaved.Failure),
            UpdateOutcome<TResource>.Unanswered unanswered => WriteOutcomes.Unanswered(
                unanswered.Failure, unanswered.Fate, unanswered.Live is null ? new ResourceImage.Unknown() : new ResourceImage.Known(kind.InputOf(unanswered.Live))),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private async Task<UpdateOutcome<TResource>> LookForAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, AccountClient client, string id, JsonObject before, JsonObject sent, ApiFailure lost, JournaledWrite write, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        var unanswered = await LostUpdate.LookForAsync(kind, client, id, before, sent, lost, time, cancellationToken);
        if (unanswered.Fate == WriteFate.Arrived)
        {
            write.Arrived();
        }

        return unanswered;
    }

    /// <summary>Has the API check the proposed input without persisting it. A viewer may not: it is a PUT.</summary>
    public async Task<ApiResult<NoResult>?> CheckAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, Actor actor, UpdateRequest request, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(request);
        return accounts.Find(request.AccountId) is { } client && await writer.RefusalAsync(kind, actor, client.AccountId, cancellationToken) is null
            ? await kind.CheckAsync(client, request.Id, kind.FromJson(request.Proposed), cancellationToken)
            : null;
    }
}
