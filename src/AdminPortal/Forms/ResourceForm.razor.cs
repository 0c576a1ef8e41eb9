using System.Net;
using System.Text.Json.Nodes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Outside;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Forms;

/// <summary>The edit shell of every kind: read, edit, review, save or delete, and what the API says to each.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
/// <typeparam name="TInput">The kind's input.</typeparam>
public sealed partial class ResourceForm<TResource, TInput>
    where TResource : class
    where TInput : class
{
    private TResource? _resource;
    private bool _failedWhileWriting;
    private string? _shownId;
    private (string Title, ApiAnswer Answer, DateTimeOffset At, IReadOnlyList<FieldDifference> Unkept)? _saved;
    private ApiResult<NoResult>? _check;
    private bool _deleting;
    private WriteIntent _intent;

    /// <summary>The resource of the address.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    [Inject]
    internal ResourceUpdates Updates { get; set; } = null!;

    [Inject]
    internal ResourceDeletions Deletions { get; set; } = null!;

    [Inject]
    internal OutsideWatch Watch { get; set; } = null!;

    [Inject]
    internal DeletionThreshold Threshold { get; set; } = null!;

    /// <inheritdoc/>
    protected override bool HasUnsavedWork => _resource is not null && (base.HasUnsavedWork || _merging is not null);

    /// <inheritdoc/>
    protected override string? OwnId => Id;

    /// <inheritdoc/>
    protected override JsonObject? OwnInput => Session.Baseline;

    private UpdateRequest Request => new(AccountId, Id, Session.Baseline, Session.Request)
    {
        Name = _resource is null ? null : Kind.NameOf(_resource),
        Reason = Reason.Text,
        Reverts = _reverts,
    };

    /// <inheritdoc/>
    protected override IReadOnlyList<RuleFinding> Check(EditSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return RuleCheck.Run(Kind, session.Proposed, session.Baseline, Context, session.SendAnyway);
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        Session.Changed += ForgetWhatIsUndone;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shownId != $"{AccountId}/{Id}")
        {
            _shownId = $"{AccountId}/{Id}";
            EndDrafts();
            (_resource, _merging, _reverts) = (null, null, null);
            FollowOthers();
            await ReadAgainAsync();
            if (_resource is not null && Handover.Take(Addresses.Resource(AccountId, Kind, Id)) is { } handed)
            {
                TakeOver(handed);
            }

            if (_resource is not null && Session.ReadOnlyReason is null && ToTakeBack is { } entry)
            {
                await TakeBackAsync(entry);
            }
        }
    }

    /// <summary>Reads the live copy; edits already made are laid over it.</summary>
    private Task ReadAgainAsync() => WhileBusyAsync(ReadAsync, "Cancelled while it waited: nothing was read.");

    private async Task ReadAsync()
    {
        var (isUnclear, wasDeleting) = (_failedWhileWriting && Failure is ApiFailure.Unreachable { MayHaveLanded: true }, _intent == WriteIntent.Deletion);
        (Failure, Notice, _failedWhileWriting) = (null, null, false);
        if (Accounts.Find(AccountId) is not { } client)
        {
            Failure = ApiFailures.UnknownAccount;
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(Left, Patience);
        var result = await Watch.OpenAsync(Kind, AccountId, Id, token => Kind.ReadAsync(client, Id, token), either.Token);
        if (result is ApiResult<TResource>.Failed { Failure: var failure })
        {
            if (isUnclear && wasDeleting && failure.Answer.Status == HttpStatusCode.NotFound)
            {
                LeaveDeleted(GoneAsReadingShows);
                return;
            }

            Failure = failure;
            await LookForOrphanAsync(failure.Answer.Status);
        }
        else if (result is ApiResult<TResource>.Ok { Value: var live })
        {
            var isFirst = _resource is null;
            TakeOver(live, isUnclear);
            if (isFirst)
            {
                await BeginDraftsAsync(Id);
            }

            if (isUnclear && wasDeleting)
            {
                Notice = $"The {Kind.Name.ToLowerInvariant()} is still there: the deletion has not arrived.";
            }
        }
    }

    private void TakeOver(TResource live, bool isUnclear = false)
    {
        var isFirst = _resource is null;
        var input = Hold(live);
        if (isFirst)
        {
            Session.ReadOnlyReason = Kind.ReadOnlyReason(live) ?? Access.RefusalFor(Actor, Right.Change, AccountId, Kind.Name);
            Session.Begin(input);
        }
        else
        {
            Rejoin(input, isUnclear);
        }
    }

    /// <returns>Its input.</returns>
    private JsonObject Hold(TResource live)
    {
        Session.Resource = _resource = live;
        _knownAsOf = BusySince;
        return Kind.InputOf(live);
    }

    /// <summary>The page before this one created the resource, wholly or in part.</summary>
    private void TakeOver(HandedOver handed)
    {
        Notice = handed.Notice;
        if (handed.Saved is { } answer)
        {
            _saved = (handed.Title, answer, Time.GetUtcNow(), []);
            Focus(SavedNote.Id);
        }

        if (handed.Proposed is { } proposed)
        {
            // Over what the server made of the part that it has.
            Session.Rebase(Session.Baseline, ModelledPart(proposed, Session.Baseline));
        }

        if (handed.Failure is ApiFailure.Unreachable { MayHaveLanded: true } lost && Session.Differences.Count == 0)
        {
            Notice = null;
            _saved = ("Created, as reading it again shows: the answer itself was lost", lost.Answer, Time.GetUtcNow(), []);
            Focus(SavedNote.Id);
        }
        else if (handed.Failure is { } failure)
        {
            _failedWhileWriting = true;
            Fail(failure, handed.Fate);
        }
    }
}
