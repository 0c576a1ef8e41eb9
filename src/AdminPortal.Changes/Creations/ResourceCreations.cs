using System.Text.Json.Nodes;
using AdminPortal.Changes.Feed;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Changes.Creations;

/// <summary>The way of a creation: one POST and, where it takes only part of the input, the PUT with the rest.</summary>
public sealed class ResourceCreations(ICloudflareAccounts accounts, ChangeAnnouncer announcer)
{
    /// <summary>Creates a resource on behalf of <paramref name="actor"/>.</summary>
    public async Task<CreationOutcome<TResource>> CreateAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, Actor actor, string accountId, JsonObject proposed, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (WriteAccess.RefusalFor(actor, accounts, accountId, out var client) is { } refusal)
        {
            return new CreationOutcome<TResource>.Forbidden(refusal);
        }

        if (kind is not ICreatableKind<TResource, TInput> creatable)
        {
            return new CreationOutcome<TResource>.Forbidden(kind.Origin ?? "The API creates none of these.");
        }

        var input = kind.FromJson(proposed);
        var created = await announcer.Begin(kind, actor, accountId, WhatHappened.Created)
            .SendAsync(() => creatable.CreateAsync(client, creatable.FirstStep(input), cancellationToken), resource => [kind.IdOf(resource)]);
        return created switch
        {
            ApiResult<TResource>.Ok first when creatable.IsCompletedByUpdate => await CompleteAsync(kind, actor, client, first.Value, input, cancellationToken),
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
        var answer = await announcer.Begin(kind, actor, client.AccountId, WhatHappened.Updated, id)
            .SendAsync(() => kind.UpdateAsync(client, id, input, cancellationToken));
        return answer.Match<CreationOutcome<TResource>>(
            ok => new CreationOutcome<TResource>.Created(ok.Value, ok.Answer),
            failure => new CreationOutcome<TResource>.CreatedInPart(resource, failure));
    }
}
