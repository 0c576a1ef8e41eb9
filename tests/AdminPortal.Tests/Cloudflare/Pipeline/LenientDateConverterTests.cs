using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Tests.Cloudflare.Pipeline;

public sealed class LenientDateConverterTests
{
    [Theory]
    [InlineData("2019-08-24T14:15:22Z", "2019-08-24T14:15:22.0000000+00:00")]
    [InlineData("2019-08-24T16:15:22.5+02:00", "2019-08-24T14:15:22.5000000+00:00")]
    [InlineData("2019-08-24T14:15:22.123456789Z", "2019-08-24T14:15:22.1234567+00:00")]
    [InlineData("2019-08-24T14:15:22", "2019-08-24T14:15:22.0000000+00:00")]
    [InlineData("2024-08-25 05:00:22 +0000 UTC", "2024-08-25T05:00:22.0000000+00:00")]
    [InlineData("2024-08-25 05:00:22.123456 +0000 UTC", "2024-08-25T05:00:22.1234560+00:00")]
    [InlineData("2024-08-25 05:00:22Z", "2024-08-25T05:00:22.0000000+00:00")]
    [InlineData("2024-08-25", "2024-08-25T00:00:00.0000000+00:00")]
    public void Parse_EveryKnownLayout_GivesTheMoment(string text, string moment) => Assert.Equal(moment, LenientDateConverter.Parse(text)?.ToString("O"));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("0")]
    [InlineData("2024-13-45T00:00:00Z")]
    [InlineData("08/25/2024")]
    [InlineData("+0000 UTC")]
    public void Parse_AnythingElse_IsNoDate(string text) => Assert.Null(LenientDateConverter.Parse(text));
}
