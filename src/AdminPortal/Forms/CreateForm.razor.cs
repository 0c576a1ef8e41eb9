using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Creations;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Drafts;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Values;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Forms;

/// <summary>The form of a resource that is not there yet, empty or filled from another one.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
/// <typeparam name="TInput">The kind's input.</typeparam>
public sealed partial class CreateForm<TResource, TInput>
    where TResource : class
    where TInput : class
{
    private const string KeptInForm = "What you typed is in the form below; review and save it.";

    private bool _isReading = true;
    private bool _failedWhileWriting;
    private string? _clonedFrom;
    private JsonObject _filled = [];
    private IReadOnlyList<NamedResource> _alike = [];

    /// <summary>The resource to fill the form from, or null for an empty one.</summary>
    [Parameter]
    public string? From { get; set; }

    [Inject]
    internal ResourceCreations Creations { get; set; } = null!;

    /// <inheritdoc/>
    /// <remarks>What was filled in from another resource is there to be created, and nobody's work until something is typed.</remarks>
    protected override bool HasUnsavedWork => base.HasUnsavedWork && InputDiff.Between(Kind, _filled, Session.Proposed).Count > 0;

    /// <inheritdoc/>
    protected override string? OwnId => null;

    /// <inheritdoc/>
    protected override JsonObject? OwnInput => null;

    /// <inheritdoc/>
    protected override DraftContent? Work => HasUnsavedWork
        ? new(null, Session.Proposed, Session.LastTouched, JsonPointer.ReadText(Session.Proposed, Kind.Fields[0].Pointer))
        : null;

    private ICreatableKind<TResource, TInput> Creatable => (ICreatableKind<TResource, TInput>)Kind;

    private string Name => Kind.Name.ToLowerInvariant();

    private string? Steps => Creatable.IsCompletedByUpdate
        ? "The API's POST takes the name only: the new resource is created with it, and a PUT with everything follows at once."
        : null;

    /// <inheritdoc/>
    protected override IReadOnlyList<RuleFinding> Check(EditSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return RuleCheck.Run(Kind, session.Proposed, baseline: null, Context, session.SendAnyway);
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        Session.IsFresh = true;
        Session.ReadOnlyReason = Access.RefusalFor(Actor, Right.Change, AccountId, Kind.Name);
        Session.Begin(Kind.ToJson(Creatable.Empty));
        if (Accounts.Find(AccountId) is not { } client)
        {
            Failure = ApiFailures.UnknownAccount;
        }
        else if (Handover.Take(Addresses.New(AccountId, Kind, From)) is { Proposed: { } proposed } handed)
        {
            Notice = handed.Notice;
            Session.Rebase(Session.Baseline, proposed);
        }
        else if (From is not null)
        {
            await WhileBusyAsync(() => FillAsync(client, From), "Cancelled while it waited: the form is empty.");
        }
        else if (Entry is { } entry)
        {
            await FillFromEntryAsync(entry);
        }

        await BeginDraftsAsync(DraftSubject.New);
        _isReading = false;
    }

    /// <inheritdoc/>
    protected override void TakeOver(DraftContent draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        Session.Rebase(Session.Baseline, (JsonObject)draft.Input.DeepClone());
        Focus(FieldId.Of(draft.Field ?? Kind.Fields[0].Pointer));
    }

    private async Task FillAsync(AccountClient client, string id)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Left, Patience);
        var result = await Kind.ReadAsync(client, id, either.Token);
        if (result is ApiResult<TResource>.Ok { Value: var original })
        {
            _clonedFrom = Kind.NameOf(original);
            _filled = ModelledPart(Kind.InputOf(original), Session.Baseline);
            Session.Rebase(Session.Baseline, (JsonObject)_filled.DeepClone());
        }
        else if (result is ApiResult<TResource>.Failed { Failure: var failure })
        {
            Failure = failure;
        }
    }

    private Task CreateAsync() => WhileBusyAsync(async () =>
    {
        (Failure, Notice, _failedWhileWriting, _alike) = (null, null, true, []);

        var outcome = await Creations.CreateAsync(Kind, Actor, new(AccountId, Session.Request, From) { Reason = Reason.Text, Reverts = Entry }, Patience);
        var late = JournalWords.Of(outcome.Journaled);
        switch (outcome)
        {
            case CreationOutcome<TResource>.Created created:
                GoTo(created.Resource, new(late, Saved: created.Answer));
                break;
            case CreationOutcome<TResource>.NotJournaled notJournaled:
                Notice = JournalWords.NotSent(notJournaled.Reason);
                break;
            case CreationOutcome<TResource>.CreatedInPart inPart:
                GoTo(inPart.Resource, new(
                    $"The {Name} is created with its name only: the update with the rest {(inPart.Failure is ApiFailure.Unreachable { MayHaveLanded: true } ? "got no answer" : "has failed")}. {KeptInForm}",
                    Failure: inPart.Failure,
                    Proposed: Session.Proposed,
                    Fate: inPart.Fate));
                break;
            case CreationOutcome<TResource>.Begun begun:
                GoTo(begun.Resource, new(
                    $"The answer to the creation was lost. The list holds one {Name} that has this name and nothing else yet: this one. The update with the rest was not sent. {KeptInForm}",
                    Proposed: Session.Proposed));
                break;
            case CreationOutcome<TResource>.Unanswered { Fate: WriteFate.Arrived, Alike: [var arrived] } unanswered:
                GoTo(arrived, new(late, Saved: unanswered.Failure.Answer, Title: "Created, as reading it again shows: the answer itself was lost"));
                break;
            case CreationOutcome<TResource>.Unanswered unanswered:
                _alike = [.. unanswered.Alike.Select(resource => new NamedResource(Kind.IdOf(resource), Kind.NameOf(resource)))];
                Fail(unanswered.Failure, unanswered.Fate);
                break;
            case CreationOutcome<TResource>.Forbidden forbidden:
                Notice = $"Nothing was sent. {forbidden.Reason}";
                break;
            case CreationOutcome<TResource>.NotCreated notCreated:
                Fail(notCreated.Failure);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        Notice = late ?? Notice;
    });

    private void GoTo(TResource resource, HandedOver handed) => LeaveFor(Addresses.Resource(AccountId, Kind, Kind.IdOf(resource)), handed, replace: true);
}
