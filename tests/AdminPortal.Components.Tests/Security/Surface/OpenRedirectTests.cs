using System.Net;

namespace AdminPortal.Components.Tests.Security.Surface;

/// <summary>Addresses that somebody else wrote, and that the console is asked to follow.</summary>
public sealed class OpenRedirectTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly RunningPortal _portal = shared.Portal;

    [Theory]
    [InlineData("//elsewhere.example.com")]
    [InlineData("///elsewhere.example.com")]
    [InlineData("/\\elsewhere.example.com")]
    [InlineData("\\\\elsewhere.example.com")]
    [InlineData("/\\/elsewhere.example.com")]
    [InlineData("http://elsewhere.example.com")]
    [InlineData("https:elsewhere.example.com")]
    [InlineData("HTTPS://elsewhere.example.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("elsewhere.example.com")]
    [InlineData("@elsewhere.example.com")]
    [InlineData("/\t/elsewhere.example.com")]
    [InlineData("\t//elsewhere.example.com")]
    [InlineData(" //elsewhere.example.com")]
    [InlineData("/\n/elsewhere.example.com")]
    [InlineData("/\r\nLocation: https://elsewhere.example.com")]
    [InlineData("/./\\elsewhere.example.com")]
    [InlineData("/.//elsewhere.example.com")]
    [InlineData("/a/..//elsewhere.example.com")]
    [InlineData("~//elsewhere.example.com")]
    [InlineData("")]
    public async Task SignIn_WithAnAddressThatLeadsElsewhere_EndsAtHome(string returnUrl) => Assert.Equal("/", await AfterSignInAsync(returnUrl));

    [Theory]
    [InlineData("/status", "/status")]
    [InlineData("/accounts/a?q=1&x=%2F%2Felsewhere#part", "/accounts/a?q=1&x=%2F%2Felsewhere#part")]
    [InlineData("/accounts/é?q=東", "/accounts/%C3%A9?q=%E6%9D%B1")]
    [InlineData("/%2F%2Felsewhere.example.com", "/%2F%2Felsewhere.example.com")]
    [InlineData("/%5Celsewhere.example.com", "/%5Celsewhere.example.com")]
    [InlineData("/%09//elsewhere.example.com", "/%09//elsewhere.example.com")]
    [InlineData("/http://elsewhere.example.com", "/http://elsewhere.example.com")]
    public async Task SignIn_WithAnAddressOfTheConsole_EndsThere(string returnUrl, string location) => Assert.Equal(location, await AfterSignInAsync(returnUrl));

    [Theory]
    [InlineData("accounts/a/magic/apps", "/accounts/a/magic/apps")]
    [InlineData("/elsewhere.example.com", "/elsewhere.example.com")]
    [InlineData("//elsewhere.example.com", "/elsewhere.example.com")]
    [InlineData("%5C%5Celsewhere.example.com", "/elsewhere.example.com")]
    [InlineData("%09//elsewhere.example.com", "/%09//elsewhere.example.com")]
    [InlineData("%0D%0ALocation:%20https://elsewhere.example.com", "/%0D%0ALocation:%20https://elsewhere.example.com")]
    [InlineData("a/%2E%2E//elsewhere.example.com", "/elsewhere.example.com")]
    [InlineData("accounts/%C3%A9", "/accounts/%C3%A9")]
    [InlineData("https://elsewhere.example.com", "/https://elsewhere.example.com")]
    public async Task ApiPrefix_WithAnyPath_LeadsToThisConsole(string path, string location)
    {
        using var client = _portal.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", RunningPortal.Sent(await _portal.SignInAsync("Viewer")));
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri($"{_portal.Address}client/v4/{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(location, answer.Headers.Location!.OriginalString);
    }

    private async Task<string> AfterSignInAsync(string returnUrl)
    {
        using var answer = (await _portal.PostSignInAsync("Viewer", returnUrl)).Answer;
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }
}
