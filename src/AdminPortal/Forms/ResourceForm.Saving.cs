using AdminPortal.Changes;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Shell;

namespace AdminPortal.Forms;

/// <content>From the form to the API: check, save, delete, and where each outcome leads.</content>
public sealed partial class ResourceForm<TResource, TInput>
{
    private const string GoneAsReadingShows = " Reading it again shows that it is gone: the answer itself was lost.";

    /// <inheritdoc/>
    protected override Task ReviewAsync()
    {
        (_saved, _check) = (null, null);
        return base.ReviewAsync();
    }

    private Task CheckAsync() => WhileBusyAsync(async () => _check = await Updates.CheckAsync(Kind, Actor, Request, Left));

    private Task SaveAsync(string? agreedTo) => WhileBusyAsync(() => SaveOnceAsync(agreedTo));

    private async Task SaveOnceAsync(string? agreedTo)
    {
        (Failure, Notice, _failedWhileWriting, _intent) = (null, null, true, WriteIntent.Update);

        var outcome = await Updates.SaveAsync(Kind, Actor, Request with { AgreedTo = agreedTo }, Patience);
        switch (outcome)
        {
            case UpdateOutcome<TResource>.Saved saved:
                ShowSaved("Saved", saved.Resource, saved.Answer, saved.Unkept);
                break;
            case UpdateOutcome<TResource>.Unanswered { Fate: WriteFate.Arrived } arrived:
                ShowSaved("Saved, as reading it again shows: the answer itself was lost", arrived.Live!, arrived.Failure.Answer, []);
                break;
            case UpdateOutcome<TResource>.Unanswered unanswered:
                Fail(unanswered.Failure, unanswered.Fate);
                break;
            case UpdateOutcome<TResource>.Moved moved:
                TakeOverMoved(moved.Live);
                break;
            case UpdateOutcome<TResource>.Forbidden forbidden:
                Notice = $"Nothing was sent. {forbidden.Reason}";
                break;
            case UpdateOutcome<TResource>.NotJournaled notJournaled:
                Notice = JournalWords.NotSent(notJournaled.Reason);
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

        Notice = JournalWords.Of(outcome.Journaled) ?? Notice;
    }

    private void ShowSaved(string title, TResource resource, ApiAnswer answer, IReadOnlyList<FieldDifference> unkept)
    {
        StopAskingAboutOthers();

        // Beginning anew renders the page: what is to be focused has to be on it by then.
        _saved = (title, answer, Time.GetUtcNow(), unkept);
        IsReviewing = false;
        Focus(SavedNote.Id);
        Session.Resource = _resource = resource;
        _knownAsOf = Time.GetUtcNow();
        _reverts = null;
        Reason.Type("");
        Session.Begin(Kind.InputOf(resource));
        _ = TidyDraftAsync();
    }

    /// <summary>What is saved is no draft any more. The person is told first: a SQLite file keeps its caller until it has written.</summary>
    private async Task TidyDraftAsync()
    {
        await Task.Yield();
        await (Keeper?.FlushAsync() ?? Task.CompletedTask);
    }

    private void AskToDelete()
    {
        (_saved, Failure, Notice, _deleting) = (null, null, null, true);
        Focus(DeletePanel.HeadingId);
    }

    private void StopDeleting() => (_deleting, _undoes) = (false, null);

    private Task DeleteAsync(string typed) => WhileBusyAsync(async () =>
    {
        (Failure, Notice, _failedWhileWriting, _intent) = (null, null, true, WriteIntent.Deletion);
        var outcome = await Deletions.DeleteAsync(Kind, Actor, new(AccountId, Id, typed) { Reason = Reason.Text, Reverts = _undoes }, Patience);
        var late = JournalWords.Of(outcome.Journaled);
        switch (outcome)
        {
            case DeletionOutcome.Deleted:
                LeaveDeleted("", late);
                break;
            case DeletionOutcome.Unanswered { Fate: WriteFate.Arrived }:
                LeaveDeleted(GoneAsReadingShows, late);
                break;
            case DeletionOutcome.NotJournaled notJournaled:
                (Notice, _deleting) = (JournalWords.NotSent(notJournaled.Reason), false);
                break;
            case DeletionOutcome.Unanswered unanswered:
                FailToDelete(unanswered.Failure, unanswered.Fate);
                break;
            case DeletionOutcome.Forbidden forbidden:
                (Notice, _deleting) = ($"Nothing was sent. {forbidden.Reason}", false);
                break;
            case DeletionOutcome.NotConfirmed notConfirmed:
                await ReadAsync();
                Notice = $"Nothing was sent. It is called “{notConfirmed.Word}” by now. {Notice}";
                break;
            case DeletionOutcome.NotRead notRead:
                FailToDelete(notRead.Failure);
                break;
            case DeletionOutcome.NotDeleted notDeleted:
                FailToDelete(notDeleted.Failure);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        Notice = late ?? Notice;
    });

    private void LeaveDeleted(string remark, string? late = null) =>
        LeaveFor(Addresses.List(AccountId, Kind), new($"Deleted: {Kind.NameOf(_resource!)}.{remark}{(late is null ? "" : $" {late}")}"));

    private void FailToDelete(ApiFailure failure, WriteFate fate = WriteFate.CannotTell)
    {
        _deleting = false;
        Fail(failure, fate);
    }
}
