using System.Net;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Changes.Deletions;

/// <summary>The way of a deletion: re-read, refuse what may not go or was not confirmed, journal the intent, send one DELETE, journal the outcome.</summary>
public sealed class ResourceDeletions(DeletionThreshold threshold, TimeProvider time, ChangeWriter writer)
{
    /// <summary>Deletes a resource on behalf of <paramref name="actor"/>: two calls, a GET and a DELETE.</summary>
    public Task<DeletionOutcome> DeleteAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, Actor actor, DeletionRequest request, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(request);
        return writer.WatchAsync(kind, "delete", () => RemoveAsync(kind, actor, request, cancellationToken));
    }

    private async Task<DeletionOutcome> RemoveAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, Actor actor, DeletionRequest request, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        var admission = await writer.AdmitAsync(kind, [IntentOf(kind, actor, request)], cancellationToken, threshold.RightFor(kind is IDeletableKind one && threshold.IsExceeded(one, 1)));
        if (admission is not Admission.Granted { Client: var client })
        {
            return admission.Denied<DeletionOutcome>(reason => new DeletionOutcome.Forbidden(reason), trouble => new DeletionOutcome.NotJournaled(trouble));
        }

        if (kind is not IDeletableKind deletable)
        {
            return new DeletionOutcome.Forbidden("The API deletes none of these.");
        }

        if (writer.Reasons.ProblemWith(kind, request.Reason) is { } problem)
        {
            return new DeletionOutcome.Forbidden(problem);
        }

        await using var held = await writer.HoldAsync(kind, request.AccountId, [request.Id], cancellationToken);
        var read = await ReadEdition.OfNowAsync(() => kind.ReadAsync(client, request.Id, cancellationToken));
        if (read is not ApiResult<TResource>.Ok { Value: var resource })
        {
            return read.Match<DeletionOutcome>(_ => throw new System.Diagnostics.UnreachableException(), failure => new DeletionOutcome.NotRead(failure));
        }

        if (kind.ReadOnlyReason(resource) is { } reason)
        {
            return new DeletionOutcome.Forbidden(reason);
        }

        if (threshold.WordFor(kind, resource) is { } word && word != request.Typed)
        {
            return new DeletionOutcome.NotConfirmed(word);
        }

        var (write, trouble) = await writer.IntendAsync(kind, IntentOf(kind, actor, request) with { ResourceName = kind.NameOf(resource), Baseline = kind.InputOf(resource) }, cancellationToken);
        if (write is null)
        {
            return new DeletionOutcome.NotJournaled(trouble!);
        }

        await using (write)
        {
            var outcome = await SendAsync(kind, deletable, client, request.Id, resource, write, cancellationToken);
            return outcome with { Journaled = await write.EndAsync(Told(outcome)) };
        }
    }

    private static ChangeIntent IntentOf(ResourceKind kind, Actor actor, DeletionRequest request) => new()
    {
        Account = request.AccountId,
        Actor = actor,
        Kind = kind.Name,
        ResourceId = request.Id,
        Operation = ChangeOperation.Delete,
        Reason = request.Reason,
        Method = "DELETE",
        Path = kind.PathOf(request.AccountId, request.Id),
        Correlation = ChangeWriter.Correlation,
        Reverts = request.Reverts,
    };

    private static ChangeOutcome Told(DeletionOutcome outcome) => outcome switch
    {
        DeletionOutcome.Deleted deleted => new(JournalEvent.Applied) { Answer = deleted.Answer, After = new ResourceImage.Gone() },
        DeletionOutcome.NotDeleted notDeleted => WriteOutcomes.Failed(notDeleted.Failure),
        DeletionOutcome.Unanswered unanswered => WriteOutcomes.Unanswered(unanswered.Failure, unanswered.Fate, new ResourceImage.Gone()),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async Task<DeletionOutcome> SendAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, IDeletableKind deletable, AccountClient client, string id, TResource resource, JournaledWrite write, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        var answer = await write.SendAsync(() => deletable.DeleteAsync(client, id, cancellationToken));
        return answer switch
        {
            ApiResult<NoResult>.Failed { Failure: ApiFailure.Unreachable { MayHaveLanded: true } lost } =>
                new DeletionOutcome.Unanswered(lost, await LookForAsync(kind, client, id, resource, write, cancellationToken)),
            _ => answer.Match<DeletionOutcome>(ok => new DeletionOutcome.Deleted(ok.Answer), failure => new DeletionOutcome.NotDeleted(failure)),
        };
    }

    private async Task<WriteFate> LookForAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, AccountClient client, string id, TResource before, JournaledWrite write, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        var found = await LostWrite.LookAsync(token => kind.ReadAsync(client, id, token), IsGone, time, cancellationToken);
        if (found is not null && IsGone(found))
        {
            write.Arrived();
        }

        return found switch
        {
            not null when IsGone(found) => WriteFate.Arrived,
            ApiResult<TResource>.Ok { Value: var live } when InputDiff.Between(kind, kind.InputOf(before), kind.InputOf(live)).Count == 0 => WriteFate.NotArrived,
            _ => WriteFate.CannotTell,
        };
    }

    private static bool IsGone<TResource>(ApiResult<TResource> found) =>
        found is ApiResult<TResource>.Failed { Failure: ApiFailure.Rejected { Answer.Status: HttpStatusCode.NotFound } };
}
