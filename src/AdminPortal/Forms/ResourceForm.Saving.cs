using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Shell;

namespace AdminPortal.Forms;

/// <content>From the form to the API: check, save, delete, and where each outcome leads.</content>
public sealed partial class ResourceForm<TResource, TInput>
{
    /// <inheritdoc/>
    protected override void Review()
    {
        (_saved, _check) = (null, null);
        base.Review();
    }

    private Task CheckAsync() => WhileBusyAsync(async () => _check = await Updates.CheckAsync(Kind, Actor, Request, Left));

    private Task SaveAsync() => WhileBusyAsync(async () =>
    {
        (Failure, Notice, _failedWhileWriting) = (null, null, true);

        switch (await Updates.SaveAsync(Kind, Actor, Request, Patience))
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
                TakeOver(moved.Live);
                Notice = $"Nothing was sent. {Notice}";
                break;
            case UpdateOutcome<TResource>.Forbidden forbidden:
                Notice = $"Nothing was sent. {forbidden.Reason}";
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

    private void ShowSaved(string title, TResource resource, ApiAnswer answer, IReadOnlyList<FieldDifference> unkept)
    {
        // Beginning anew renders the page: what is to be focused has to be on it by then.
        _saved = (title, answer, Time.GetUtcNow(), unkept);
        IsReviewing = false;
        Focus(SavedNote.Id);
        Session.Resource = _resource = resource;
        _knownAsOf = Time.GetUtcNow();
        Session.Begin(Kind.ToJson(Kind.ToInput(resource)));
    }

    private void AskToDelete()
    {
        (_saved, Failure, Notice, _deleting) = (null, null, null, true);
        Focus(DeletePanel.HeadingId);
    }

    private void StopDeleting() => _deleting = false;

    private Task DeleteAsync() => WhileBusyAsync(async () =>
    {
        (Failure, Notice, _failedWhileWriting) = (null, null, true);
        switch (await Deletions.DeleteAsync(Kind, Actor, AccountId, Id, Patience))
        {
            case DeletionOutcome.Deleted:
                LeaveFor(Addresses.List(AccountId, Kind), new($"Deleted: {Kind.NameOf(_resource!)}."));
                break;
            case DeletionOutcome.Forbidden forbidden:
                (Notice, _deleting) = ($"Nothing was sent. {forbidden.Reason}", false);
                break;
            case DeletionOutcome.NotDeleted notDeleted:
                _deleting = false;
                Fail(notDeleted.Failure);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    });
}
