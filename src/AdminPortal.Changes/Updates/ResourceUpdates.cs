using System.Text.Json.Nodes;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Feed;
using AdminPortal.Changes.Merge;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Changes.Updates;

/// <summary>The way of an update: re-read, compare with the baseline, lay the edits over the live copy, send every field.</summary>
public sealed class ResourceUpdates(ICloudflareAccounts accounts, TimeProvider time, ChangeAnnouncer announcer)
{
    /// <summary>Saves <paramref name="request"/> on behalf of <paramref name="actor"/>: two calls, a GET and a PUT.</summary>
    public async Task<UpdateOutcome<TResource>> SaveAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, Actor actor, UpdateRequest request, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(request);
        if (WriteAccess.RefusalFor(actor, accounts, request.AccountId, out var client) is { } refusal)
        {
            return new UpdateOutcome<TResource>.Forbidden(refusal);
        }

        var read = await kind.ReadAsync(client, request.Id, cancellationToken);
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

        var write = announcer.Begin(kind, actor, request.AccountId, WhatHappened.Updated, request.Id);
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

    private async Task<UpdateOutcome<TResource>> LookForAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, AccountClient client, string id, JsonObject before, JsonObject sent, ApiFailure lost, AnnouncedWrite write, CancellationToken cancellationToken)
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
        return WriteAccess.RefusalFor(actor, accounts, request.AccountId, out var client) is null
            ? await kind.CheckAsync(client, request.Id, kind.FromJson(request.Proposed), cancellationToken)
            : null;
    }
}
