using AdminPortal.Changes.Drafts;
using AdminPortal.Changes.Merge;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace AdminPortal.Forms;

/// <content>Unsaved work is a draft on the server: kept while it is typed, found when the form is opened, asked about when the page is left.</content>
public abstract partial class EditPage<TResource, TInput>
{
    /// <summary>Why nothing can be edited while a draft waits; the bar with the draft says it.</summary>
    protected const string DraftWaits = "A draft waits for a decision.";

    /// <summary>What a page says that has loaded itself again.</summary>
    protected const string CameBackWords = "The connection to the console was lost, so this page has loaded itself again. What you had typed is back in the form.";

    private bool _hasLooked;
    private string? _leavingFor;
    private bool _isLeaving;

    [Inject]
    internal IDrafts Drafts { get; set; } = null!;

    [Inject]
    internal OpenDrafts OpenDrafts { get; set; } = null!;

    [Inject]
    internal ReaderTime Reader { get; set; } = null!;

    /// <summary>Keeps the work; null where nothing can be edited.</summary>
    private protected DraftKeeper? Keeper { get; private set; }

    /// <summary>The work that a draft would hold, or null where there is none.</summary>
    protected abstract DraftContent? Work { get; }

    /// <summary>Whether it is known that no draft waits for a decision.</summary>
    protected bool IsReady => _hasLooked && Keeper?.Other is null;

    /// <summary>The draft that the person has to decide about; none while it is not known whether the page puts it back by itself.</summary>
    protected Draft? DraftToDecide => _hasLooked ? Keeper?.Other : null;

    /// <summary>Whether the page has loaded itself again and put the draft back.</summary>
    protected bool HasComeBack { get; private set; }

    /// <summary>That the work is kept, and when: to the minute, so that it is no news every second.</summary>
    protected string? DraftWords => Keeper?.KeptAt is { } at ? $"Draft kept {Reader.ShowMinute(at)}" : null;

    /// <summary>Whether the page asks where to go on.</summary>
    protected bool IsAskingToLeave => _leavingFor is not null;

    /// <summary>Whether the browser asks before the tab is closed: only where no draft is kept, which a closed tab would lose.</summary>
    protected bool AsksBeforeClosing => HasUnsavedWork && (Keeper is null || Keeper.Trouble is not null || Keeper.Other is not null);

    /// <summary>Why leaving loses what was typed, where it does.</summary>
    protected string? LeaveReason => Keeper switch
    {
        null => "What you typed cannot be kept as a draft.",
        { Trouble: { } trouble } => trouble,
        { Other: not null } => "Another draft of yours waits for your decision, so what you typed here is not kept.",
        _ => null,
    };

    /// <summary>The draft that waits for a decision beside what the form began with and shows.</summary>
    protected ThreeWayMerge? DraftMerge => Keeper?.Other is { Content: var draft } ? ThreeWayMerge.Of(Kind, draft.Baseline ?? Session.Baseline, draft.Input, Session.Baseline) : null;

    /// <summary>Begins to keep drafts, and looks for one from before. It renders nothing by itself: it is part of a load, whose end does.</summary>
    protected async Task BeginDraftsAsync(string resourceId)
    {
        EndDrafts();
        (_hasLooked, HasComeBack) = (false, false);
        if (!Session.IsReadOnly && Accounts.Find(AccountId) is { } account && DraftKeeper.CanKeep(Actor.Id, resourceId))
        {
            Keeper = new(Drafts, OpenDrafts, Time, Actor.Id, new(account.AccountId, Kind.Name, resourceId), () => Work, InvokeAsync, TakeDraftNews);
            await Keeper.FindAsync();
            if (Keeper.Other is not null && DraftMerge is { } merge && IsNothingLeft(merge))
            {
                await Keeper.DiscardOtherAsync();
            }

            if (Keeper.Other is { Content: var draft } && !HasUnsavedWork && await WasOnThePageAsync())
            {
                HasComeBack = true;
                TakeUp(Keeper, draft);
            }

            HoldBackForDraft();
            if (HasUnsavedWork)
            {
                Keeper.Touch();
            }
        }

        _hasLooked = true;
    }

    /// <summary>Keeps what is not kept yet, and nothing after it.</summary>
    protected void EndDrafts()
    {
        Keeper?.Dispose();
        Keeper = null;
    }

    /// <summary>Puts a draft into the form.</summary>
    protected abstract void TakeOver(DraftContent draft);

    /// <summary>Whether a draft's wishes are all fulfilled: it was saved, and only its removal was cut off.</summary>
    protected static bool IsNothingLeft(ThreeWayMerge merge)
    {
        ArgumentNullException.ThrowIfNull(merge);
        return merge.Fields.All(place => place.Side is MergeSide.Live or MergeSide.Both);
    }

    /// <summary>Goes on with the draft.</summary>
    protected void ResumeDraft()
    {
        if (Keeper?.Other is { Content: var draft } && !IsBusy)
        {
            (Failure, Notice, IsReviewing) = (null, null, false);
            TakeUp(Keeper, draft);
        }
    }

    /// <summary>The form's work is kept in place of the draft of another window.</summary>
    protected void ReplaceDraft() => Keeper?.Adopt();

    /// <summary>Removes the draft.</summary>
    protected async Task DiscardDraftAsync()
    {
        if (Keeper is { } keeper)
        {
            await keeper.DiscardOtherAsync();
            if (keeper.Other is null)
            {
                EditAgain();
                keeper.Touch();
            }
        }
    }

    /// <summary>Asks before the page is left with work on it.</summary>
    protected void AskBeforeLeaving(LocationChangingContext leaving)
    {
        ArgumentNullException.ThrowIfNull(leaving);
        var isDecided = _isLeaving;
        _isLeaving = false;
        if (HasUnsavedWork && !isDecided)
        {
            leaving.PreventNavigation();
            _leavingFor = leaving.TargetLocation;
            StateHasChanged();
        }
    }

    /// <summary>Goes on with the form.</summary>
    protected void Stay()
    {
        _leavingFor = null;
        Focus(FieldId.Of(Session.LastTouched ?? Kind.Fields[0].Pointer));
    }

    /// <summary>Leaves; the draft is there when the form is opened again.</summary>
    protected async Task LeaveAndKeepAsync()
    {
        await (Keeper?.FlushAsync() ?? Task.CompletedTask);

        // Where it could not be kept, the question stands with the reason.
        if (Keeper is { Trouble: null, Other: null })
        {
            Leave();
        }
    }

    /// <summary>Leaves; what was typed is gone.</summary>
    protected async Task LeaveAndDiscardAsync()
    {
        await (Keeper?.DiscardAsync() ?? Task.CompletedTask);
        Leave();
    }

    private void TakeUp(DraftKeeper keeper, DraftContent draft)
    {
        EditAgain();
        TakeOver(draft);
        keeper.Adopt();
    }

    /// <summary>A window that has loaded itself again knows that the draft is what it had shown; whoever opens the form anew decides.</summary>
    private async Task<bool> WasOnThePageAsync()
    {
        try
        {
            return await Browser.InvokeAsync<bool>("portal.takeBack", Left);
        }
        catch (Exception problem) when (problem is JSDisconnectedException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Leave()
    {
        if (_leavingFor is { } target)
        {
            (_isLeaving, _leavingFor) = (true, null);
            Navigation.NavigateTo(target);
        }
    }

    private void TakeDraftNews()
    {
        HoldBackForDraft();
        StateHasChanged();
    }

    private void HoldBackForDraft()
    {
        if (Keeper?.Other is not null && !HasUnsavedWork && !Session.IsReadOnly)
        {
            Session.ReadOnlyReason = DraftWaits;
            Session.Recheck();
        }
    }

    private void EditAgain()
    {
        if (Session.ReadOnlyReason == DraftWaits)
        {
            Session.ReadOnlyReason = null;
            Session.Recheck();
        }
    }
}
