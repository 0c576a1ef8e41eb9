using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace AdminPortal.Changes.Sessions;

/// <summary>How long sessions last.</summary>
/// <param name="Longest">However much is done in it.</param>
/// <param name="Idle">Without anything being done in it.</param>
public sealed record SessionLimits(TimeSpan Longest, TimeSpan Idle)
{
    /// <summary>The usual: eight hours, and one hour without anything done.</summary>
    public static readonly SessionLimits Usual = new(TimeSpan.FromHours(8), TimeSpan.FromHours(1));

    private const string LongestSetting = "Sessions:LongestMinutes";
    private const string IdleSetting = "Sessions:IdleMinutes";
    private const double MostMinutes = 7 * 24 * 60;

    /// <summary>The limits of this configuration, which has no <see cref="ProblemsIn"/>.</summary>
    public static SessionLimits From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new(Minutes(configuration, LongestSetting) ?? Usual.Longest, Minutes(configuration, IdleSetting) ?? Usual.Idle);
    }

    /// <summary>What is wrong with the settings.</summary>
    public static IEnumerable<string> ProblemsIn(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new[] { LongestSetting, IdleSetting }
            .Where(setting => !string.IsNullOrWhiteSpace(configuration[setting]) && Minutes(configuration, setting) is null)
            .Select(setting => $"{setting} must be a number of minutes above 0, at most {MostMinutes:0}.");
    }

    private static TimeSpan? Minutes(IConfiguration configuration, string setting) =>
        double.TryParse(configuration[setting], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= MostMinutes
            ? TimeSpan.FromMinutes(minutes)
            : null;
}
