using Microsoft.JSInterop;

namespace AdminPortal.Shell;

/// <summary>Times as the reader's own clock shows them, once the browser has told its zone; UTC until then.</summary>
internal sealed class ReaderTime(IJSRuntime browser, TimeProvider clock)
{
    private Task? _learning;

    /// <summary>The zone became known: what shows times renders again.</summary>
    public event Action? ZoneLearned;

    /// <summary>The reader's zone; UTC until it is known.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public string Show(DateTimeOffset time) => Zone.Equals(TimeZoneInfo.Utc) ? ShowUtc(time) : $"{TimeZoneInfo.ConvertTime(time, Zone):yyyy-MM-dd HH:mm}";

    /// <summary>The same to the second, for what is told apart by it.</summary>
    public string ShowExact(DateTimeOffset time) => $"{TimeZoneInfo.ConvertTime(time, Zone):yyyy-MM-dd HH:mm:ss}{(Zone.Equals(TimeZoneInfo.Utc) ? " UTC" : null)}";

    public string ShowDay(DateTimeOffset time) => $"{TimeZoneInfo.ConvertTime(time, Zone):yyyy-MM-dd}";

    /// <summary>The time of day to the second, for what is of today.</summary>
    public string ShowClock(DateTimeOffset time) => $"{TimeZoneInfo.ConvertTime(time, Zone):HH:mm:ss}{(Zone.Equals(TimeZoneInfo.Utc) ? " UTC" : null)}";

    /// <summary>To the minute: the time of day, after the day where that is another one than now.</summary>
    public string ShowMinute(DateTimeOffset time) => ShowDay(time) == ShowDay(clock.GetUtcNow())
        ? $"{TimeZoneInfo.ConvertTime(time, Zone):HH:mm}{(Zone.Equals(TimeZoneInfo.Utc) ? " UTC" : null)}"
        : Show(time);

    public static string ShowUtc(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm} UTC";

    /// <summary>Asks the browser, once; who needs the zone before the first answer waits for the same one.</summary>
    public Task LearnZoneAsync() => _learning ??= AskAsync();

    private async Task AskAsync()
    {
        var name = await browser.InvokeAsync<string?>("portal.timeZone");
        if (name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            Zone = zone;
            ZoneLearned?.Invoke();
        }
    }
}
