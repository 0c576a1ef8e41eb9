using System.Text.Json.Nodes;
using AdminPortal.Changes.Merge;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Forms;

/// <summary>Two edits of one resource side by side: what only one side changed is taken already, what both changed is chosen here.</summary>
public sealed partial class MergePanel
{
    /// <summary>The heading's id, for the focus.</summary>
    public const string HeadingId = "merge";

    private readonly Dictionary<string, bool> _keepsMine = new(StringComparer.Ordinal);
    private ThreeWayMerge? _shown;

    /// <summary>Both edits.</summary>
    [Parameter, EditorRequired]
    public ThreeWayMerge Merge { get; set; } = null!;

    /// <summary>What it is called, and its sides.</summary>
    [Parameter]
    public MergeTexts Texts { get; set; } = MergeTexts.Moved(null);

    /// <summary>The resource as it is now with the person's changes in it, every conflict decided.</summary>
    [Parameter]
    public EventCallback<JsonObject> OnContinue { get; set; }

    /// <summary>Gives the person's side up.</summary>
    [Parameter]
    public EventCallback OnDrop { get; set; }

    private int Open => Merge.Conflicts.Count(IsOpen);

    private string Progress => (Merge.Conflicts.Count(), Open) switch
    {
        (0, _) => "Both sides fit together.",
        (_, 0) => "Every field is decided.",
        (_, 1) => "1 field was changed by both: choose which value is taken.",
        (_, var open) => $"{open} fields were changed by both: choose which values are taken.",
    };

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // A choice was made between two values; other values need another choice.
        if (!ReferenceEquals(_shown, Merge))
        {
            _shown = Merge;
            _keepsMine.Clear();
        }
    }

    private bool IsOpen(FieldMerge place) => place.Side == MergeSide.Conflict && !_keepsMine.ContainsKey(place.Pointer);

    private string Taken(MergeSide side) => side switch
    {
        MergeSide.Mine => Texts.Mine,
        MergeSide.Live => Texts.Live,
        MergeSide.Both => "The same on both sides",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string NameOf(FieldMerge place) => $"merge{FieldId.Of(place.Pointer)}";

    private Task ContinueAsync() => OnContinue.InvokeAsync(Merge.Resolve(pointer => _keepsMine[pointer]));
}
