using Microsoft.JSInterop;

namespace AdminPortal.Shell;

/// <summary>Times as the reader's own clock shows them, once the browser has told its zone; UTC until then.</summary>
internal sealed class ReaderTime(IJSRuntime browser)
{
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    /// <summary>The zone became known: what shows times renders again.</summary>
    public event Action? ZoneLearned;

    public string Show(DateTimeOffset time) => _zone.Equals(TimeZoneInfo.Utc) ? ShowUtc(time) : $"{TimeZoneInfo.ConvertTime(time, _zone):yyyy-MM-dd HH:mm}";

    public string ShowDay(DateTimeOffset time) => $"{TimeZoneInfo.ConvertTime(time, _zone):yyyy-MM-dd}";

    /// <summary>The time of day to the second, for what is of today.</summary>
    public string ShowClock(DateTimeOffset time) => $"{TimeZoneInfo.ConvertTime(time, _zone):HH:mm:ss}{(_zone.Equals(TimeZoneInfo.Utc) ? " UTC" : null)}";

    public static string ShowUtc(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm} UTC";

    public async Task LearnZoneAsync()
    {
        var name = await browser.InvokeAsync<string?>("portal.timeZone");
        if (name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            _zone = zone;
            ZoneLearned?.Invoke();
        }
    }
}
