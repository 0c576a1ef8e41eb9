using System.Text.RegularExpressions;
using AdminPortal.Cloudflare.Kinds;
using Microsoft.Extensions.Configuration;

namespace AdminPortal.Changes.Writes;

/// <summary>Whether a change has to say why, kind by kind, and what a reason looks like.</summary>
public sealed class ReasonPolicy
{
    /// <summary>The most characters of a reason.</summary>
    public const int MaxLength = 500;

    /// <summary>The section: a kind's name or <c>Default</c>, each with <c>Off</c>, <c>Optional</c> or <c>Required</c>.</summary>
    public const string Section = "Journal:Reason";

    /// <summary>A regular expression that a reason has to match somewhere, such as one of a ticket number.</summary>
    public const string PatternSetting = "Journal:ReasonPattern";

    /// <summary>What the expression asks for, in words.</summary>
    public const string HintSetting = "Journal:ReasonHint";

    private const string Default = "Default";

    private readonly Dictionary<string, ReasonRule> _rules = new(StringComparer.OrdinalIgnoreCase);
    private readonly Regex? _pattern;

    /// <summary>Reasons are optional everywhere.</summary>
    public ReasonPolicy()
    {
    }

    private ReasonPolicy(IConfiguration configuration)
    {
        foreach (var setting in configuration.GetSection(Section).GetChildren())
        {
            _rules[setting.Key] = RuleIn(setting.Value) ?? ReasonRule.Optional;
        }

        _pattern = configuration[PatternSetting] is { Length: > 0 } pattern ? Expression(pattern) : null;
        Hint = configuration[HintSetting] is { Length: > 0 } hint ? hint : null;
    }

    /// <summary>What a reason has to contain, in words, or null where anything will do.</summary>
    public string? Hint { get; }

    /// <summary>The policy of this configuration, which has no <see cref="ProblemsIn"/>.</summary>
    public static ReasonPolicy From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new(configuration);
    }

    /// <summary>What is wrong with the settings.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="kinds">The names of the kinds.</param>
    public static IEnumerable<string> ProblemsIn(IConfiguration configuration, IReadOnlyList<string> kinds)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        foreach (var setting in configuration.GetSection(Section).GetChildren())
        {
            if (setting.Key != Default && !kinds.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                yield return $"{setting.Path} names no kind. There are {string.Join(", ", kinds)}, and {Default} for all others.";
            }

            if (RuleIn(setting.Value) is null)
            {
                yield return $"{setting.Path} is none of Off, Optional and Required.";
            }
        }

        if (configuration[PatternSetting] is { Length: > 0 } pattern && Expression(pattern) is null)
        {
            yield return $"{PatternSetting} is not a regular expression.";
        }
    }

    /// <summary>The rule of a kind.</summary>
    public ReasonRule RuleOf(ResourceKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return _rules.TryGetValue(kind.Name, out var own) ? own : _rules.GetValueOrDefault(Default, ReasonRule.Optional);
    }

    /// <summary>Why a change may not be sent with this reason, or null where it may.</summary>
    public string? ProblemWith(ResourceKind kind, string? reason)
    {
        var isGiven = !string.IsNullOrWhiteSpace(reason);
        return RuleOf(kind) switch
        {
            ReasonRule.Off => null,
            ReasonRule.Required when !isGiven => $"A change of this kind needs a reason.{(Hint is null ? "" : $" {Hint}")}",
            _ when !isGiven => null,
            _ when reason!.Trim().Length > MaxLength => $"A reason has at most {MaxLength} characters; this one has {reason.Trim().Length}.",
            _ when !Matches(reason) => Hint ?? "The reason does not have the form that is configured for this console.",
            _ => null,
        };
    }

    /// <summary>The reason as it is kept: nothing where reasons are off or none is given.</summary>
    internal string? Kept(ResourceKind kind, string? reason) => RuleOf(kind) == ReasonRule.Off || string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();

    private bool Matches(string reason)
    {
        try
        {
            return _pattern?.IsMatch(reason) is not false;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static ReasonRule? RuleIn(string? text) =>
        Enum.TryParse<ReasonRule>(text, ignoreCase: true, out var rule) && Enum.IsDefined(rule) && !int.TryParse(text, out _) ? rule : null;

    private static Regex? Expression(string pattern)
    {
        try
        {
            return new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

/// <summary>Whether a change has to say why.</summary>
public enum ReasonRule
{
    /// <summary>Nobody is asked.</summary>
    Off,

    /// <summary>Whoever wants to may.</summary>
    Optional,

    /// <summary>Nothing is sent without.</summary>
    Required,
}
