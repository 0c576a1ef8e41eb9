using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Updates;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Changes.Creations;

/// <summary>The way of a creation: one POST and, where it takes only part of the input, the PUT with the rest.</summary>
public sealed class ResourceCreations(TimeProvider time, ChangeWriter writer)
{
    private static readonly ApiFailure Cancelled = new ApiFailure.Unreachable("The update with the rest was cancelled.", MayHaveLanded: true, ApiAnswer.None);

    /// <summary>Creates a resource on behalf of <paramref name="actor"/>.</summary>
    public Task<CreationOutcome<TResource>> CreateAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, Actor actor, CreationRequest request, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(request);
        return writer.WatchAsync(kind, "create", () => MakeAsync(kind, actor, request, cancellationToken));
    }

    private async Task<CreationOutcome<TResource>> MakeAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, Actor actor, CreationRequest request, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        var admission = await writer.AdmitAsync(kind, [IntentOf(kind, actor, request)], cancellationToken);
        if (admission is not Admission.Granted { Client: var client })
        {
            return admission.Denied<CreationOutcome<TResource>>(reason => new CreationOutcome<TResource>.Forbidden(reason), trouble => new CreationOutcome<TResource>.NotJournaled(trouble));
        }

        if (kind is not ICreatableKind<TResource, TInput> creatable)
        {
            return new CreationOutcome<TResource>.Forbidden(kind.Origin ?? "The API creates none of these.");
        }

        if (writer.Reasons.ProblemWith(kind, request.Reason) is { } problem)
        {
            return new CreationOutcome<TResource>.Forbidden(problem);
        }

        var input = kind.FromJson(request.Proposed);
        var (first, intent) = (creatable.FirstStep(input), IntentOf(kind, actor, request));
        var (write, trouble) = await writer.IntendAsync(
            kind, intent with { Operation = ChangeOperation.Create, Proposed = kind.ToJson(first), Method = "POST", Path = kind.PathOf(request.AccountId) }, cancellationToken);
        if (write is null)
        {
            return new CreationOutcome<TResource>.NotJournaled(trouble!);
        }

        CreationOutcome<TResource> outcome;
        await using (write)
        {
            outcome = await PostAsync(kind, creatable, client, first, request.ClonedFrom, write, cancellationToken);
            outcome = outcome with { Journaled = await write.EndAsync(Told(kind, outcome)) };
        }

        return outcome is CreationOutcome<TResource>.Created { Resource: var resource } && creatable.IsCompletedByUpdate
            ? await CompleteAsync(kind, intent, client, resource, input, cancellationToken)
            : outcome;
    }

    /// <summary>What both steps' intents have in common.</summary>
    private static ChangeIntent IntentOf<TResource, TInput>(ResourceKind<TResource, TInput> kind, Actor actor, CreationRequest request)
        where TResource : class
        where TInput : class => new()
        {
            Account = request.AccountId,
            Actor = actor,
            Kind = kind.Name,
            ResourceName = JsonPointer.ReadText(request.Proposed, kind.Fields[0].Pointer),
            Operation = ChangeOperation.Create,
            Reason = request.Reason,
            Correlation = ChangeWriter.Correlation,
            Reverts = request.Reverts,
        };

    private static ChangeOutcome Told<TResource, TInput>(ResourceKind<TResource, TInput> kind, CreationOutcome<TResource> outcome)
        where TResource : class
        where TInput : class => outcome switch
        {
            CreationOutcome<TResource>.Created created => Made(new(JournalEvent.Applied) { Answer = created.Answer }, kind, created.Resource),
            CreationOutcome<TResource>.NotCreated notCreated => WriteOutcomes.Failed(notCreated.Failure),
            CreationOutcome<TResource>.Begun begun => Made(WriteOutcomes.Unanswered(begun.Failure, WriteFate.Arrived, new ResourceImage.Unknown()), kind, begun.Resource),
            CreationOutcome<TResource>.Unanswered { Fate: WriteFate.Arrived, Alike: [var found] } arrived =>
                Made(WriteOutcomes.Unanswered(arrived.Failure, WriteFate.Arrived, new ResourceImage.Unknown()), kind, found),
            CreationOutcome<TResource>.Unanswered unanswered => WriteOutcomes.Unanswered(unanswered.Failure, unanswered.Fate, new ResourceImage.Unknown()),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static ChangeOutcome Made<TResource, TInput>(ChangeOutcome outcome, ResourceKind<TResource, TInput> kind, TResource resource)
        where TResource : class
        where TInput : class =>
        outcome with { ResourceId = kind.IdOf(resource), ResourceName = kind.NameOf(resource), After = new ResourceImage.Known(kind.InputOf(resource)) };

    private async Task<CreationOutcome<TResource>> PostAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind,
        ICreatableKind<TResource, TInput> creatable,
        AccountClient client,
        TInput first,
        string? clonedFrom,
        JournaledWrite write,
        CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        LostCreation search = new(kind.ToJson(first), time.GetUtcNow(), clonedFrom);
        var created = await write.SendAsync(() => creatable.CreateAsync(client, first, cancellationToken), resource => [kind.IdOf(resource)]);
        return created switch
        {
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

    /// <summary>The update with the rest is a change of its own in the journal, tied to the creation by its correlation: each has its own before and after.</summary>
    private async Task<CreationOutcome<TResource>> CompleteAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, ChangeIntent intent, AccountClient client, TResource resource, TInput input, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        var id = kind.IdOf(resource);
        var (write, trouble) = await writer.IntendAsync(
            kind,
            intent with
            {
                ResourceId = id,
                Operation = ChangeOperation.Update,
                Baseline = kind.InputOf(resource),
                Proposed = kind.ToJson(input),
                Method = "PUT",
                Path = kind.PathOf(client.AccountId, id),
            },
            cancellationToken);
        if (write is null)
        {
            return new CreationOutcome<TResource>.CreatedInPart(resource, NotSent(trouble!), WriteFate.NotArrived);
        }

        await using (write)
        {
            var outcome = await PutRestAsync(kind, client, resource, input, write, cancellationToken);
            return outcome with { Journaled = await write.EndAsync(ToldOfRest(kind, outcome)) };
        }
    }

    private static ChangeOutcome ToldOfRest<TResource, TInput>(ResourceKind<TResource, TInput> kind, CreationOutcome<TResource> outcome)
        where TResource : class
        where TInput : class => outcome switch
        {
            CreationOutcome<TResource>.CreatedInPart { Failure: ApiFailure.Unreachable { MayHaveLanded: true } } inPart =>
                WriteOutcomes.Unanswered(inPart.Failure, inPart.Fate, new ResourceImage.Unknown()),
            CreationOutcome<TResource>.CreatedInPart inPart => WriteOutcomes.Failed(inPart.Failure),
            _ => Told(kind, outcome),
        };

    private async Task<CreationOutcome<TResource>> PutRestAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, AccountClient client, TResource resource, TInput input, JournaledWrite write, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        var id = kind.IdOf(resource);
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

    private static ApiFailure.Unreachable NotSent(string trouble) => new($"The update with the rest was not sent: the journal cannot be written. {trouble}", MayHaveLanded: false, ApiAnswer.None);

    /// <summary>Tells the feed of what was found to have arrived.</summary>
    private static (WriteFate Fate, IReadOnlyList<TResource> Alike) Told<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, JournaledWrite write, (WriteFate Fate, IReadOnlyList<TResource> Alike) found)
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
