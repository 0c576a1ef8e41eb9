using AdminPortal.Lists;

namespace AdminPortal.Components.Tests.Lists;

public sealed class ReaderDayTests
{
    [Theory]
    [InlineData("UTC", "2026-01-31", "2026-01-31T00:00:00.000000Z", "2026-01-31T23:59:59.999999Z")]
    [InlineData("Europe/Berlin", "2026-01-31", "2026-01-30T23:00:00.000000Z", "2026-01-31T22:59:59.999999Z")]
    [InlineData("Asia/Kolkata", "2026-01-31", "2026-01-30T18:30:00.000000Z", "2026-01-31T18:29:59.999999Z")]
    // The clock is put forward, and back, during the day.
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00.000000Z", "2026-03-29T21:59:59.999999Z")]
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00.000000Z", "2026-10-25T22:59:59.999999Z")]
    // Midnight does not exist; midnight exists twice.
    [InlineData("America/Santiago", "2024-09-08", "2024-09-08T04:00:00.000000Z", "2024-09-09T02:59:59.999999Z")]
    [InlineData("America/Havana", "2024-11-03", "2024-11-03T04:00:00.000000Z", "2024-11-04T04:59:59.999999Z")]
    public void Day_OfAZone_IsFromItsFirstToItsLastMoment(string zone, string day, string first, string last)
    {
        var (where, when) = (TimeZoneInfo.FindSystemTimeZoneById(zone), ReaderDay.Read(day)!.Value);

        Assert.Equal(first, Utc(ReaderDay.Start(when, where)));
        Assert.Equal(last, Utc(ReaderDay.End(when, where)));
    }

    [Theory]
    [InlineData("1970-01-01", true)]
    [InlineData("2999-12-31", true)]
    [InlineData("2024-02-29", true)]
    [InlineData("1969-12-31", false)]
    [InlineData("3000-01-01", false)]
    [InlineData("2026-02-29", false)]
    [InlineData("2026-1-31", false)]
    [InlineData("31.01.2026", false)]
    [InlineData(" 2026-01-31", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Text_OfADay_IsReadInOneLayoutOnly(string? text, bool isDay) => Assert.Equal(isDay ? text : null, ReaderDay.Read(text) is { } day ? ReaderDay.Show(day) : null);

    [Fact]
    public void LastDay_InAnyZone_HasAnEnd() =>
        Assert.All(TimeZoneInfo.GetSystemTimeZones(), zone => Assert.True(ReaderDay.End(ReaderDay.Last, zone) > ReaderDay.Start(ReaderDay.First, zone)));

    private static string Utc(DateTimeOffset moment) => $"{moment.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}";
}
