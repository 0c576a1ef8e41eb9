using System.Text.Json.Nodes;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Merge;

namespace AdminPortal.Forms;

/// <content>
/// The resource is no longer what the edit began with: what only one side changed is taken from that side, what both changed is asked. It never leads to a
/// save, always to another review.
/// </content>
public sealed partial class ResourceForm<TResource, TInput>
{
    private Merging? _merging;

    /// <summary>The entry that this edit takes back; kept until it is saved or given up.</summary>
    private Guid? _reverts;

    /// <summary>
    /// Shows an edit beside the resource as the form last read it. The edit that is in the form stays there until the person has decided.
    /// </summary>
    /// <param name="baseline">The input that the edit began with.</param>
    /// <param name="mine">The input that it leads to.</param>
    /// <param name="texts">What the three sides are called.</param>
    private void Bring(JsonObject baseline, JsonObject mine, MergeTexts texts)
    {
        _merging = new(baseline, mine, ThreeWayMerge.Of(Kind, baseline, mine, Kind.InputOf(_resource!)), texts);
        IsReviewing = false;
        StopAskingAboutOthers();
        Focus(MergePanel.HeadingId);
    }

    /// <summary>The save found that the resource has moved: nothing was sent, and both edits are shown, fit together or not.</summary>
    private void TakeOverMoved(TResource live)
    {
        var who = _changed is { } change && change.At > _knownAsOf
            ? $"{change.ActorName} changed this {Kind.Name.ToLowerInvariant()} at {Reader.ShowClock(change.At)}."
            : $"This {Kind.Name.ToLowerInvariant()} was changed by somebody, here or outside this console.";
        var input = Hold(live);
        if (IsNothingLeft(ThreeWayMerge.Of(Kind, Session.Baseline, Session.Proposed, input)))
        {
            LayOver(input, isUnclear: false);
            Notice = $"Nothing was sent. {Notice}";
            IsReviewing = false;
        }
        else
        {
            Bring(Session.Baseline, Session.Proposed, MergeTexts.Moved($"Nothing was sent. {who} What only one side changed is taken already."));
        }
    }

    /// <summary>The live copy was read again while something was edited, or while two edits were side by side.</summary>
    private void Rejoin(JsonObject live, bool isUnclear)
    {
        if (_merging is { } merging)
        {
            Bring(merging.Baseline, merging.Mine, merging.Texts);
        }
        else if (ThreeWayMerge.Of(Kind, Session.Baseline, Session.Proposed, live).Conflicts.Any())
        {
            Bring(Session.Baseline, Session.Proposed, MergeTexts.Moved("Both of you changed the same field. What only one side changed is taken already."));
        }
        else
        {
            LayOver(live, isUnclear);
        }
    }

    private void LayOver(JsonObject live, bool isUnclear)
    {
        var moved = InputDiff.Between(Kind, Session.Baseline, live);
        var wanted = Session.Differences.Count;
        Session.Rebase(live, Overlay.Apply(Kind, Session.Baseline, Session.Proposed, live));
        Notice = MovedWords(moved, isUnclear, arrived: wanted > 0 && Session.Differences.Count == 0);
    }

    private async Task ReviewMergedAsync(JsonObject merged)
    {
        _merging = null;
        Session.Rebase(Kind.InputOf(_resource!), merged);
        if (Session.Differences.Count == 0)
        {
            Notice = "Nothing of yours is left to save: the form shows the resource as it is now.";
            FocusOnForm();
        }
        else
        {
            await ReviewAsync();
        }
    }

    private void DropMine()
    {
        (_merging, _reverts, Notice) = (null, null, null);
        Session.Begin(Kind.InputOf(_resource!));
        FocusOnForm();
    }

    /// <summary>What takes an entry back and is undone, takes nothing back any more.</summary>
    private void ForgetWhatIsUndone()
    {
        if (_merging is null && Session.Differences.Count == 0)
        {
            _reverts = null;
        }
    }

    private void FocusOnForm() => Focus(FieldId.Of(Kind.Fields[0].Pointer));

    private static string MovedWords(IReadOnlyList<FieldDifference> moved, bool isUnclear, bool arrived) => (moved.Count, isUnclear, arrived) switch
    {
        (_, true, true) => "The resource now is as you wanted it: the change has arrived.",
        (_, false, true) => "The resource now is as you wanted it: somebody else has made the same change.",
        (0, true, _) => "The resource is as it was when you began: your change has not arrived.",
        (0, false, _) => "The resource is as it was when you began.",
        _ => $"The resource has changed since you began: {string.Join(", ", moved.Select(difference => difference.Label))}. Your own changes are laid over it; review them again.",
    };

    private sealed record Merging(JsonObject Baseline, JsonObject Mine, ThreeWayMerge Merge, MergeTexts Texts);
}
