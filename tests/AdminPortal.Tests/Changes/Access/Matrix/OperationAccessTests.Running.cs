using AdminPortal.Changes;
using AdminPortal.Changes.Batches;
using AdminPortal.Changes.Creations;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Cloudflare.Values;
using AdminPortal.Tests.Sandbox;

namespace AdminPortal.Tests.Changes.Access.Matrix;

/// <content>How each operation is run.</content>
public abstract partial class OperationAccessTests<TResource, TInput>
{
    /// <summary>Whether the console has the operation for this kind at all.</summary>
    private bool IsThere(Operation operation) => operation switch
    {
        Operation.CreateMany or Operation.DeleteMany => Kind is TargetKind,
        Operation.Check or Operation.CheckMany => Kind.CanCheck,
        _ => true,
    };

    /// <summary>Whether the API has it for this kind.</summary>
    private bool IsOffered(Operation operation) => operation switch
    {
        Operation.Create or Operation.Recreate => Kind is ICreatableKind<TResource, TInput>,
        Operation.Delete => Kind is IDeletableKind,
        _ => true,
    };

    private int ChangesOf(Operation operation) => operation switch
    {
        Operation.Check or Operation.CheckMany => 0,
        Operation.Create or Operation.Recreate => ChangesOfACreation,
        Operation.UpdateMany => 1,
        _ => 1,
    };

    private Task<MatrixConsole> OpenAsync(DeletionThreshold? threshold = null, BatchLimits? limits = null) =>
        Task.FromResult(new MatrixConsole(Database, _account, _turnstile, Kind, threshold, limits));

    /// <summary>Has a person do it. What the person has read before is no part of it.</summary>
    private async Task<Came> RunAsync(MatrixConsole console, Operation operation, Actor actor)
    {
        var live = Assert.IsType<ApiResult<TResource>.Ok>(await Kind.ReadAsync(_account.Client, Id, Ending)).Value;
        var update = UpdateOf(live);
        await _account.ForgetAsync();
        return operation switch
        {
            Operation.Update => Of(await console.Get<ResourceUpdates>().SaveAsync(Kind, actor, update, Ending)),
            Operation.Revert => Of(await console.Get<ResourceUpdates>().SaveAsync(Kind, actor, update with { Reverts = Guid.CreateVersion7() }, Ending)),
            Operation.Check => Of(await console.Get<ResourceUpdates>().CheckAsync(Kind, actor, update, Ending)),
            Operation.Create => Of(await console.Get<ResourceCreations>().CreateAsync(Kind, actor, NewOne(), Ending)),
            Operation.Recreate => Of(await console.Get<ResourceCreations>().CreateAsync(Kind, actor, NewOne() with { Reverts = Guid.CreateVersion7() }, Ending)),
            Operation.Delete => Of(await console.Get<ResourceDeletions>().DeleteAsync(
                Kind, actor, new(SandboxHost.AccountId, Id, console.Get<DeletionThreshold>().WordFor(Kind, live)) { Reason = Ticket }, Ending)),
            Operation.UpdateMany => await LastAsync(console.Get<BatchUpdates>().RunAsync(Kind, actor, [update], CancellationToken.None, Ending)),
            Operation.CheckMany => Of((await console.Get<BatchUpdates>().CheckAsync(Kind, actor, [update], Ending).SingleAsync(Ending)).Said),
            Operation.CreateMany => Of(await console.Get<TargetCreations>().CreateAsync(actor, SandboxHost.AccountId, [Inputs.Of(Fresh)], Ticket, Ending)),
            Operation.DeleteMany => Of(await console.Get<TargetDeletions>().DeleteAsync(actor, SandboxHost.AccountId, [(Target)(object)live], Ticket, Ending)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private UpdateRequest UpdateOf(TResource live)
    {
        var baseline = Kind.InputOf(live);
        var proposed = Inputs.Copy(baseline);
        JsonPointer.Write(proposed, Pointer, "wanted-1");
        return new(SandboxHost.AccountId, Id, baseline, proposed) { Reason = Ticket, Name = Kind.NameOf(live) };
    }

    private CreationRequest NewOne() => new(SandboxHost.AccountId, Inputs.Of(Fresh)) { Reason = Ticket };

    private static async Task<Came> LastAsync(IAsyncEnumerable<(int Index, BatchStep<TResource> Step)> steps) =>
        Of(Assert.IsType<BatchStep<TResource>.Settled>((await steps.LastAsync(Ending)).Step).Outcome);

    private static Came Of(UpdateOutcome<TResource> outcome) => outcome switch
    {
        UpdateOutcome<TResource>.Saved => new Came.Done(),
        UpdateOutcome<TResource>.Forbidden forbidden => new Came.Refused(forbidden.Reason),
        UpdateOutcome<TResource>.NotSaved { Failure: var failure } => HeldBack(failure),
        _ => throw Unexpected(outcome),
    };

    private static Came Of(CreationOutcome<TResource> outcome) => outcome switch
    {
        CreationOutcome<TResource>.Created => new Came.Done(),
        CreationOutcome<TResource>.Forbidden forbidden => new Came.Refused(forbidden.Reason),
        CreationOutcome<TResource>.NotCreated { Failure: var failure } => HeldBack(failure),
        CreationOutcome<TResource>.CreatedInPart { Failure: var failure } => new Came.DoneInPart(HeldBack(failure).Why),
        _ => throw Unexpected(outcome),
    };

    private static Came Of(DeletionOutcome outcome) => outcome switch
    {
        DeletionOutcome.Deleted => new Came.Done(),
        DeletionOutcome.Forbidden forbidden => new Came.Refused(forbidden.Reason),
        DeletionOutcome.NotDeleted { Failure: var failure } => HeldBack(failure),
        _ => throw Unexpected(outcome),
    };

    private static Came Of(BatchOutcome<Target> outcome) => outcome switch
    {
        BatchOutcome<Target>.Ran { Failure: null } => new Came.Done(),
        BatchOutcome<Target>.Ran { Failure: { } failure } => HeldBack(failure),
        BatchOutcome<Target>.Forbidden forbidden => new Came.Refused(forbidden.Reason),
        _ => throw Unexpected(outcome),
    };

    private static Came Of(ApiResult<NoResult>? said) => said is null ? new Came.Refused(null) : said.Match<Came>(_ => new Came.Done(), HeldBack);

    private static Came.HeldBack HeldBack(ApiFailure failure) => new(failure switch
    {
        ApiFailure.Unreachable { MayHaveLanded: false } unreachable => unreachable.Reason,
        ApiFailure.Rejected { Answer: { IsFromWriteGuard: true, Errors: [var error] } } => error.Message,
        _ => throw Unexpected(failure),
    });

    private static Xunit.Sdk.XunitException Unexpected(object outcome) => new($"Neither done, nor refused, nor held back: {outcome}");
}
