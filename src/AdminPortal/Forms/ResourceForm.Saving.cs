using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Envelope;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace AdminPortal.Forms;

/// <content>From the form to the API: review, check, save, and where each outcome leads.</content>
public sealed partial class ResourceForm<TResource, TInput>
{
    private void Review()
    {
        (_saved, _failure, _notice, _check) = (null, null, null, null);
        Session.Recheck();
        if (Session.IsBlocked)
        {
            FocusFirstFault();
        }
        else if (Session.Differences.Count == 0)
        {
            _notice = "Nothing is changed yet, so there is nothing to review.";
        }
        else
        {
            _reviewing = true;
            _focus = ReviewPanel.HeadingId;
        }
    }

    private void BackToForm()
    {
        _reviewing = false;
        _focus = FieldId.Of(Session.Differences.Count > 0 ? Session.Kind.FieldAt(Session.Differences[0].Pointer)?.Pointer ?? "" : "");
    }

    private void UndoAll() => Session.Begin(Session.Baseline);

    private Task CheckAsync() => WhileBusyAsync(async () => _check = await Updates.CheckAsync(Kind, _actor, Request, _left.Token));

    private Task SaveAsync() => WhileBusyAsync(async () =>
    {
        (_failure, _notice) = (null, null);
        // Not cancelled by leaving the page: a write that is cut off has an unknown fate.
        switch (await Updates.SaveAsync(Kind, _actor, Request, CancellationToken.None))
        {
            case UpdateOutcome<TResource>.Saved saved:
                // Beginning anew renders the page: what is to be focused has to be on it by then.
                _saved = (saved.Answer, Time.GetUtcNow());
                _reviewing = false;
                _focus = SavedNote.Id;
                Session.Resource = _resource = saved.Resource;
                Session.Begin(Kind.ToJson(Kind.ToInput(saved.Resource)));
                break;
            case UpdateOutcome<TResource>.Moved moved:
                TakeOver(moved.Live);
                _notice = $"Nothing was sent. {_notice}";
                break;
            case UpdateOutcome<TResource>.Forbidden forbidden:
                _notice = $"Nothing was sent. {forbidden.Reason}";
                break;
            case UpdateOutcome<TResource>.NotRead notRead:
                Fail(notRead.Failure);
                break;
            case UpdateOutcome<TResource>.NotSaved notSaved:
                Fail(notSaved.Failure);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    });

    /// <summary>The form comes back with everything typed, the API's errors at their fields, the focus at the first of them.</summary>
    private void Fail(ApiFailure failure)
    {
        (_failure, _failedWhileWriting, _reviewing) = (failure, true, false);
        Session.ShowApiErrors(failure.Answer.Errors);
        FocusFirstFault();
    }

    private void FocusFirstFault() => _focus = Session.FirstFaultyPointer() is { } pointer ? FieldId.Of(pointer) : FailureAlert.Id;

    /// <summary>A double click saves once.</summary>
    private async Task WhileBusyAsync(Func<Task> work)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The page was left; the call's fate stands in the resource itself.
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task ConfirmLeavingAsync(LocationChangingContext leaving)
    {
        if (HasUnsavedWork && !await Browser.InvokeAsync<bool>("confirm", "Leave without saving? What you changed here is lost."))
        {
            leaving.PreventNavigation();
        }
    }
}
