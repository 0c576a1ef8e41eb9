using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Drafts;
using AdminPortal.Changes.Merge;

namespace AdminPortal.Forms;

/// <content>The draft of an edit: what it began with, and what it leads to.</content>
public sealed partial class ResourceForm<TResource, TInput>
{
    /// <inheritdoc/>
    protected override DraftContent? Work => (_resource, _merging) switch
    {
        (null, _) => null,
        (_, { } merging) => new(merging.Baseline, merging.Mine, Session.LastTouched, Kind.NameOf(_resource)),
        _ => HasUnsavedWork ? new(Session.Baseline, Session.Proposed, Session.LastTouched, Kind.NameOf(_resource)) : null,
    };

    /// <inheritdoc/>
    protected override void TakeOver(DraftContent draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var live = Kind.InputOf(_resource!);
        var baseline = draft.Baseline ?? live;
        if (InputDiff.Between(Kind, baseline, live).Count > 0)
        {
            Bring(baseline, draft.Input, MergeTexts.Drafted(Kind.Name.ToLowerInvariant()));
        }
        else
        {
            _merging = null;
            Session.Rebase(live, Overlay.Apply(Kind, baseline, draft.Input, live));
            Focus(FieldId.Of(draft.Field ?? Kind.Fields[0].Pointer));
        }
    }
}
