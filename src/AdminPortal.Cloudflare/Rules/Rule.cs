namespace AdminPortal.Cloudflare.Rules;

/// <summary>What a rule can say about itself through FluentValidation's custom state.</summary>
internal enum Rule
{
    /// <summary>The seeds forbid the value, newer official text allows it: a person may send it anyway.</summary>
    NewerTextAllowsMore,

    /// <summary>The seeds allow the value, newer official text forbids it: a person may send it anyway, and today's API may refuse it.</summary>
    NewerTextAllowsLess,
}
