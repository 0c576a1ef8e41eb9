using AdminPortal.Lists;
using Microsoft.Extensions.Configuration;

namespace AdminPortal.Components.Tests.Lists;

public sealed class ListSettingsTests
{
    [Theory]
    [InlineData(null, 15)]
    [InlineData("", 15)]
    [InlineData("0", 0)]
    [InlineData("300", 300)]
    public void Read_AUsableNumber_IsTheTimeThatListsAreKept(string? text, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), ListSettings.Read(Settings(text))?.KeptFor);
        Assert.Null(ListSettings.ProblemIn(Settings(text)));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("301")]
    [InlineData("1.5")]
    [InlineData("soon")]
    public void Read_AnythingElse_IsAProblemThatNamesTheSetting(string text)
    {
        Assert.Null(ListSettings.Read(Settings(text)));
        Assert.Equal("Lists__KeptSeconds is a whole number of seconds from 0 to 300.", ListSettings.ProblemIn(Settings(text)));
    }

    private static IConfiguration Settings(string? text) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("Lists:KeptSeconds", text)]).Build();
}
