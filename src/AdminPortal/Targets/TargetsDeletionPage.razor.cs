using AdminPortal.Batches;
using AdminPortal.Changes.Batches;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Forms;
using AdminPortal.Lists;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Targets;

/// <summary>Deletes the targets that are selected in the list: what will go, a confirmation, and what became of each.</summary>
public sealed partial class TargetsDeletionPage
{
    private const string HeadingId = "delete";

    private Selection _selection = new();
    private IReadOnlyList<Target>? _targets;
    private IReadOnlyList<string> _missing = [];
    private BatchOutcome<Target>.Ran? _ran;
    private DateTimeOffset _ranAt;
    private bool _failedWhileWriting;
    private bool _isDeleting;
    private string _typed = "";
    private ReasonInput _reason = null!;

    [Inject]
    internal TargetDeletions Deletions { get; set; } = null!;

    [Inject]
    internal BatchLimits Limits { get; set; } = null!;

    /// <inheritdoc/>
    protected override string KindName => TargetKind.Instance.Name;

    /// <inheritdoc/>
    protected override string? LeavingQuestion => _isDeleting ? "Leave now? The targets are being deleted; what becomes of each is told here only." : null;

    private bool IsTyped => _targets!.Count > Limits.TypedAbove;

    private string Phrase => $"delete {BatchWords.Count(_targets!.Count, TargetKind.Instance)}";

    private bool IsConfirmed => !IsTyped || string.Equals(_typed.Trim(), Phrase, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _reason = new(Reasons, TargetKind.Instance);
        _selection = Selections.Of(AccountId, TargetKind.Instance);
        (_targets, _ran) = (null, null);
        return _selection.Count == 0 ? Task.CompletedTask : ReadAsync();
    }

    private Task ReadAsync() => WhileBusyAsync(
        async () =>
        {
            (Failure, Notice, _failedWhileWriting, _targets, _ran, _typed) = (null, null, false, null, null, "");
            var ids = _selection.Ids;
            var found = await ReadingAsync(cancellation => Deletions.ReadAsync(AccountId, ids, cancellation));
            Failure = found.Failure;
            if (found.Failure is null)
            {
                _targets = [.. ids.Select(found.Find).OfType<Target>()];
                _missing = Drop([.. ids.Where(id => found.Find(id) is null)]);
                Focus(HeadingId);
            }
        },
        () => Notice = "Cancelled while it waited: nothing was read.");

    private async Task DeleteAsync()
    {
        // A second click may come when they are deleted already and the browser does not show it yet.
        if (_targets is null || _ran is not null || !IsConfirmed || IsBusy)
        {
            return;
        }

        if (!_reason.IsUsable())
        {
            Focus(ReasonField.Id);
            return;
        }

        _isDeleting = true;
        await WhileBusyAsync(
            async () =>
            {
                (Failure, Notice, _failedWhileWriting) = (null, null, true);
                if (Settle(await Deletions.DeleteAsync(Actor, AccountId, _targets!, _reason.Text, Patience)) is { } ran)
                {
                    Show(ran);
                }
            },
            () => (Notice, _targets) = ("Cancelled while it waited for its turn. Read them again: that shows whether anything was sent.", null));
        _isDeleting = false;
    }

    private void Show(BatchOutcome<Target>.Ran ran)
    {
        Failure = ran.Failure is ApiFailure.Unreachable { MayHaveLanded: true } ? null : ran.Failure;
        Focus(Failure is null ? BatchNote.Id : FailureAlert.Id);
        if (Failure is not null && ran.Rows.All(row => row.Fate == BatchFate.NotDone))
        {
            // Nothing has changed: the review still holds.
            return;
        }

        (_ran, _ranAt, Notice) = (ran, Time.GetUtcNow(), JournalWords.Of(ran.Journaled));
        Drop([.. ran.Rows.Where(IsAway).Select(row => row.Intent.Id!)]);
    }

    /// <summary>Selects them no longer, and returns their names.</summary>
    private List<string> Drop(List<string> ids)
    {
        List<string> names = [.. ids.Select(_selection.NameOf)];
        ids.ForEach(id => _selection.Set(id, "", isSelected: false));
        return names;
    }

    private static bool IsAway(BatchRow<Target> row) => row.Fate is BatchFate.Done or BatchFate.Gone;

    private static string Title(BatchOutcome<Target>.Ran ran) => $"{BatchWords.Sum(ran.Rows, Words)}.";

    private static string Words(BatchFate fate) => fate switch
    {
        BatchFate.Done => "deleted",
        BatchFate.Gone => "gone already",
        BatchFate.Moved => "held back",
        BatchFate.Refused => "refused",
        BatchFate.NotDone => "still there",
        BatchFate.CannotTell => "could not be told",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Words(BatchRow<Target> row, ApiFailure? failure) => row.Fate switch
    {
        BatchFate.Done => failure is null ? "Deleted" : "Gone: the answer was lost, and it is no longer there",
        BatchFate.Gone => "Gone already: it was not there any more",
        BatchFate.Moved => "Held back: it has changed since it was read; review it again",
        BatchFate.Refused => "Refused, and still there",
        BatchFate.NotDone => failure switch
        {
            null => "Still there, although the API said yes",
            ApiFailure.Unreachable { MayHaveLanded: true } => "Still there: the call did not arrive, or has not been carried out",
            _ => "Still there: the call was refused as a whole",
        },
        BatchFate.CannotTell => "Could not tell: it could not be read again",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
