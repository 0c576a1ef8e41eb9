namespace AdminPortal.Forms;

/// <summary>What a three-way view is called, and its sides.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Explanation">What happened, below the heading.</param>
/// <param name="Baseline">The side where both edits began.</param>
/// <param name="Live">The resource's side.</param>
/// <param name="Mine">The person's side.</param>
/// <param name="Drop">What it is called to give the person's side up.</param>
public sealed record MergeTexts(string Title, string? Explanation, string Baseline, string Live, string Mine, string Drop)
{
    /// <summary>The resource moved while somebody edited it.</summary>
    public static MergeTexts Moved(string? explanation) =>
        new("Somebody else has changed this meanwhile", explanation, "When you began", "Now", "Yours", "Drop my changes");

    /// <summary>An earlier change is taken back.</summary>
    public static MergeTexts TakingBack(string explanation) =>
        new("Take a change back", explanation, "After that change", "Now", "Before it", "Leave it as it is");

    /// <summary>The resource moved since a draft was kept.</summary>
    public static MergeTexts Drafted(string name) =>
        new($"The {name} has changed since your draft", "What only one side changed is taken already.", "When you began", "Now", "Your draft", "Drop the draft");
}
