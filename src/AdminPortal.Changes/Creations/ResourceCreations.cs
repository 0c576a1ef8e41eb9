using AdminPortal.Changes.Feed;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Changes.Creations;

/// <summary>The way of a creation: one POST and, where it takes only part of the input, the PUT with the rest.</summary>
public sealed class ResourceCreations(ICloudflareAccounts accounts, TimeProvider time, ChangeAnnouncer announcer)
{
    private static readonly ApiFailure Cancelled = new ApiFailure.Unreachable("The update with the rest was cancelled.", MayHaveLanded: true, ApiAnswer.None);

    /// <summary>Creates a resource on behalf of <paramref name="actor"/>.</summary>
    public async Task<CreationOutcome<TResource>> CreateAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, Actor actor, CreationRequest request, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(request);
        if (WriteAccess.RefusalFor(actor, accounts, request.AccountId, out var client) is { } refusal)
        {
            return new CreationOutcome<TResource>.Forbidden(refusal);
        }

        if (kind is not ICreatableKind<TResource, TInput> creatable)
        {
            return new CreationOutcome<TResource>.Forbidden(kind.Origin ?? "The API creates none of these.");
        }

        var input = kind.FromJson(request.Proposed);
        var first = creatable.FirstStep(input);
        LostCreation search = new(kind.ToJson(first), time.GetUtcNow(), request.ClonedFrom);
        var write = announcer.Begin(kind, actor, request.AccountId, WhatHappened.Created);
        var created = await write.SendAsync(() => creatable.CreateAsync(client, first, cancellationToken), resource => [kind.IdOf(resource)]);
        return created switch
        {
            ApiResult<TResource>.Ok { Value: var resource } when creatable.IsCompletedByUpdate => await CompleteAsync(kind, actor, client, resource, input, cancellationToken),
            ApiResult<TResource>.Failed { Failure: ApiFailure.Unreachable { MayHaveLanded: true } lost } =>
                Told(kind, write, await search.LookForAsync(kind, creatable, client, time, cancellationToken)) switch
                {
                    (WriteFate.Arrived, [var resource]) when creatable.IsCompletedByUpdate => new CreationOutcome<TResource>.Begun(resource, lost),
                    var (fate, alike) => new CreationOutcome<TResource>.Unanswered(lost, fate, alike),
                },
            _ => created.Match<CreationOutcome<TResource>>(
                ok => new CreationOutcome<TResource>.Created(ok.Value, ok.Answer),
                failure => new CreationOutcome<TResource>.NotCreated(failure)),
        };
    }

    private async Task<CreationOutcome<TResource>> CompleteAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, Actor actor, AccountClient client, TResource resource, TInput input, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        var id = kind.IdOf(resource);
        var write = announcer.Begin(kind, actor, client.AccountId, WhatHappened.Updated, id);
        ApiResult<TResource> answer;
        try
        {
            answer = await write.SendAsync(() => kind.UpdateAsync(client, id, input, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The resource is there: that must not get lost with the cancelling.
            return new CreationOutcome<TResource>.CreatedInPart(resource, Cancelled, WriteFate.CannotTell);
        }

        return answer switch
        {
            ApiResult<TResource>.Failed { Failure: ApiFailure.Unreachable { MayHaveLanded: true } lost } =>
                await LostUpdate.LookForAsync(kind, client, id, kind.InputOf(resource), kind.ToJson(input), lost, time, cancellationToken) switch
                {
                    { Fate: WriteFate.Arrived, Live: { } live } => new CreationOutcome<TResource>.Unanswered(lost, WriteFate.Arrived, Told(kind, write, (WriteFate.Arrived, [live])).Alike),
                    var unanswered => new CreationOutcome<TResource>.CreatedInPart(resource, lost, unanswered.Fate),
                },
            _ => answer.Match<CreationOutcome<TResource>>(
                ok => new CreationOutcome<TResource>.Created(ok.Value, ok.Answer),
                failure => new CreationOutcome<TResource>.CreatedInPart(resource, failure, WriteFate.NotArrived)),
        };
    }

    /// <summary>Tells the feed of what was found to have arrived.</summary>
    private static (WriteFate Fate, IReadOnlyList<TResource> Alike) Told<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, AnnouncedWrite write, (WriteFate Fate, IReadOnlyList<TResource> Alike) found)
        where TResource : class
        where TInput : class
    {
        if (found.Fate == WriteFate.Arrived)
        {
            write.Arrived([.. found.Alike.Select(kind.IdOf)]);
        }

        return found;
    }
}
