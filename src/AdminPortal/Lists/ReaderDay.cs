namespace AdminPortal.Lists;

/// <summary>A day in an address stands for the day of whoever reads the list: from its first to its last moment in their zone.</summary>
public static class ReaderDay
{
    private const string Layout = "yyyy-MM-dd";

    /// <summary>The first day that can be asked for.</summary>
    public static DateOnly First { get; } = new(1970, 1, 1);

    /// <summary>The last day that can be asked for.</summary>
    public static DateOnly Last { get; } = new(2999, 12, 31);

    /// <summary>The day that a text names, or null.</summary>
    public static DateOnly? Read(string? text) => DateOnly.TryParseExact(text, Layout, out var day) && day >= First && day <= Last ? day : null;

    /// <summary>The text that names a day.</summary>
    public static string Show(DateOnly day) => day.ToString(Layout);

    /// <summary>The day's first moment.</summary>
    public static DateTimeOffset Start(DateOnly day, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var midnight = day.ToDateTime(TimeOnly.MinValue);

        // Where the clock is put forward at midnight, the offset from before makes it the moment when that happens, with which the day begins.
        // Where it is put back to midnight, the first of the two is meant.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new(midnight, offset);
    }

    /// <summary>The day's last moment: to the microsecond, which is as fine as the API's own stamps are.</summary>
    public static DateTimeOffset End(DateOnly day, TimeZoneInfo zone) => Start(day.AddDays(1), zone).AddMicroseconds(-1);
}
