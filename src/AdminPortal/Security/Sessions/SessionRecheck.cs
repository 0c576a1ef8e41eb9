using System.Globalization;

namespace AdminPortal.Security.Sessions;

/// <summary>How often an open page asks whether its session goes on.</summary>
/// <param name="Interval">The time between two questions.</param>
internal sealed record SessionRecheck(TimeSpan Interval)
{
    private const string Setting = "Sessions:RecheckSeconds";
    private const int Usual = 30;

    public static SessionRecheck From(IConfiguration configuration) => new(TimeSpan.FromSeconds(Seconds(configuration) ?? Usual));

    public static IEnumerable<string> ProblemsIn(IConfiguration configuration) => string.IsNullOrWhiteSpace(configuration[Setting]) || Seconds(configuration) is not null
        ? []
        : [$"{Setting} must be a whole number of seconds from 1 to {Usual}."];

    private static int? Seconds(IConfiguration configuration) =>
        int.TryParse(configuration[Setting], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= Usual ? seconds : null;
}
