namespace AdminPortal.Cloudflare.Rules;

/// <summary>What a rule says about a value.</summary>
/// <param name="Pointer">JSON pointer of the value in the input.</param>
/// <param name="Text">A sentence that says what is allowed and why.</param>
/// <param name="Severity">Whether it blocks.</param>
/// <param name="CanSendAnyway">The seeds and newer official text disagree: the person may turn the error into a warning for this save.</param>
public sealed record RuleFinding(string Pointer, string Text, RuleSeverity Severity, bool CanSendAnyway = false)
{
    /// <summary>Resources of the same kind that the text speaks of.</summary>
    public IReadOnlyList<NamedResource> Others { get; init; } = [];
}

/// <summary>A resource as a person finds it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name for people.</param>
public sealed record NamedResource(string Id, string Name);

/// <summary>Whether a finding blocks a save.</summary>
public enum RuleSeverity
{
    /// <summary>Blocks: the documents forbid it.</summary>
    Error,

    /// <summary>Never blocks: unwise, or already there and unchanged, or sent anyway.</summary>
    Warning,
}
