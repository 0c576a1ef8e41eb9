namespace AdminPortal.Cloudflare.Rules;

/// <summary>What a rule may need to know beyond the input itself.</summary>
/// <param name="OtherNames">Names of the kind's other resources, as far as loaded.</param>
public sealed record RuleContext(IReadOnlyCollection<string> OtherNames)
{
    /// <summary>The product generation that was fixed when the resource was made, where the kind has such (reference 4.2).</summary>
    public string? Version { get; init; }

    /// <summary>Nothing known.</summary>
    public static RuleContext Empty { get; } = new([]);
}
