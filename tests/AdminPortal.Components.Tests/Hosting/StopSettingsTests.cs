using AdminPortal.Hosting;
using Microsoft.Extensions.Configuration;

namespace AdminPortal.Components.Tests.Hosting;

/// <summary>How long a stop may take is a bounded number, or the process says so at its start.</summary>
public sealed class StopSettingsTests
{
    [Theory]
    [InlineData(null, 5)]
    [InlineData("0", 0)]
    [InlineData("600", 600)]
    public void Grace_OfANumberInBounds_IsTaken(string? text, int seconds)
    {
        var configuration = With("Stopping:GraceSeconds", text);

        Assert.Empty(StopSettings.ProblemsIn(configuration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), StopSettings.From(configuration).Grace);
    }

    [Theory]
    [InlineData("Stopping:GraceSeconds", "601")]
    [InlineData("Stopping:SaveSeconds", "-1")]
    [InlineData("Stopping:SaveSeconds", "half a minute")]
    public void Setting_ThatIsNoNumberInBounds_IsNamed(string setting, string text) =>
        Assert.Equal([$"{setting} must be a whole number of seconds from 0 to 600."], StopSettings.ProblemsIn(With(setting, text)));

    private static IConfiguration With(string setting, string? text) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(setting, text)]).Build();
}
