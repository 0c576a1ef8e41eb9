namespace AdminPortal.Lists;

/// <summary>How the lists are read.</summary>
/// <param name="KeptFor">How long the lists of kinds without pages are shown without asking the API again. A change made in this console shows at once all the same.</param>
internal sealed record ListSettings(TimeSpan KeptFor)
{
    public const string Name = "Lists:KeptSeconds";

    private const int Usual = 15;
    private const int Longest = 300;

    /// <summary>The settings, or null where they cannot be used.</summary>
    public static ListSettings? Read(IConfiguration configuration) => configuration[Name] switch
    {
        null or "" => new(TimeSpan.FromSeconds(Usual)),
        var text when int.TryParse(text, out var seconds) && seconds is >= 0 and <= Longest => new(TimeSpan.FromSeconds(seconds)),
        _ => null,
    };

    /// <summary>What is wrong with the settings, or null.</summary>
    public static string? ProblemIn(IConfiguration configuration) =>
        Read(configuration) is null ? $"{Name.Replace(":", "__", StringComparison.Ordinal)} is a whole number of seconds from 0 to {Longest}." : null;
}
