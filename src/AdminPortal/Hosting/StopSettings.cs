using System.Globalization;

namespace AdminPortal.Hosting;

/// <summary>How long a graceful stop takes at most: section <c>Stopping</c>.</summary>
/// <param name="Grace">How long open pages go on while new ones are sent elsewhere; the load balancer learns meanwhile that this instance is not ready any more.</param>
/// <param name="Saves">How long writes that have begun are waited for after that.</param>
internal sealed record StopSettings(TimeSpan Grace, TimeSpan Saves)
{
    private const string GraceSetting = "Stopping:GraceSeconds";
    private const string SavesSetting = "Stopping:SaveSeconds";
    private const int UsualGrace = 5;
    private const int UsualSaves = 30;
    private const int Most = 600;

    public static StopSettings From(IConfiguration configuration) => new(
        TimeSpan.FromSeconds(Seconds(configuration, GraceSetting) ?? UsualGrace), TimeSpan.FromSeconds(Seconds(configuration, SavesSetting) ?? UsualSaves));

    public static IEnumerable<string> ProblemsIn(IConfiguration configuration) => new[] { GraceSetting, SavesSetting }
        .Where(setting => !string.IsNullOrWhiteSpace(configuration[setting]) && Seconds(configuration, setting) is null)
        .Select(setting => $"{setting} must be a whole number of seconds from 0 to {Most}.");

    private static int? Seconds(IConfiguration configuration, string setting) =>
        int.TryParse(configuration[setting], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Most ? seconds : null;
}
