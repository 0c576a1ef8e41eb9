using System.Net.Sockets;
using System.Text;

namespace AdminPortal.Components.Tests.Security.Surface;

/// <summary>Request lines and hosts that no browser sends, as bytes to the real server.</summary>
public sealed class HostileAddressTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly RunningPortal _portal = shared.Portal;

    [Theory]
    [InlineData("/css/../../appsettings.json")]
    [InlineData("/css/..%2f..%2fappsettings.json")]
    [InlineData("/css/%2e%2e/%2e%2e/appsettings.json")]
    [InlineData("/css/..%5c..%5cappsettings.json")]
    [InlineData("/css/..\\..\\appsettings.json")]
    [InlineData("/css/%252e%252e/appsettings.json")]
    [InlineData("/css/portal.css%00.json")]
    [InlineData("/css//etc/passwd")]
    [InlineData("//etc/passwd")]
    [InlineData("/_content/Radzen.Blazor/../../appsettings.json")]
    [InlineData("/_framework/..%2f..%2fAdminPortal.dll")]
    [InlineData("/css/portal.css/../../portal.db")]
    [InlineData("/AdminPortal.dll")]
    [InlineData("/appsettings.json::$DATA")]
    public async Task File_OutsideOfTheWebRoot_IsNotGiven(string path)
    {
        var answer = await SendAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.Matches("^HTTP/1.1 (302|400|404) ", answer);
        Assert.DoesNotContain("LogLevel", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/accounts/..%2f..%2fsignin")]
    [InlineData("/accounts/%2e%2e/signout")]
    [InlineData("/accounts/023e105f4ecef8ad9ca31a8372d0c353/magic/apps/..%2f..%2f..%2fhealth")]
    [InlineData("/accounts/023e105f4ecef8ad9ca31a8372d0c353/../../css/../status")]
    [InlineData("/health/../status")]
    [InlineData("/signin/../status")]
    [InlineData("/SIGNIN/%2e%2e/status")]
    [InlineData("/signin/status")]
    [InlineData("/health/live/../../status")]
    public async Task Route_ReachedByADetour_AsksForASessionAllTheSame(string path)
    {
        Assert.StartsWith("HTTP/1.1 302 ", await SendAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET http://elsewhere.example.com/ HTTP/1.1\r\nHost: localhost\r\n", "400")]
    [InlineData("GET http://elsewhere.example.com/ HTTP/1.1\r\nHost: elsewhere.example.com\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nHost: elsewhere.example.com\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost, elsewhere.example.com\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost@elsewhere.example.com\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost:80:elsewhere.example.com\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost/elsewhere\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost%00.elsewhere.example.com\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: \r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\n", "400")]
    [InlineData("GET / HTTP/1.0\r\n", "400")]
    [InlineData("CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\n", "40[05]|302")]
    public async Task Host_ThatIsATrick_IsRefused(string request, string status)
    {
        var answer = await SendAsync($"{request}Connection: close\r\n\r\n");

        Assert.Matches($"^HTTP/1.1 ({status}) ", answer);
        Assert.DoesNotContain("elsewhere", answer, StringComparison.Ordinal);
    }

    /// <summary>These name another host where nothing looks: the way to sign-in still leads to this console.</summary>
    [Theory]
    [InlineData("X-Forwarded-Host: elsewhere.example.com")]
    [InlineData("X-Host: elsewhere.example.com")]
    [InlineData("Forwarded: host=elsewhere.example.com")]
    [InlineData("X-Original-URL: //elsewhere.example.com")]
    [InlineData("X-Rewrite-URL: /health/live")]
    [InlineData("X-Http-Method-Override: DELETE")]
    public async Task Header_ThatNamesAnotherHost_IsNotReadAtAll(string header)
    {
        var answer = await SendAsync($"GET /status HTTP/1.1\r\nHost: localhost:5080\r\n{header}\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 302 ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nLocation: http://localhost:5080/signin?returnUrl=%2Fstatus\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/accounts/\u00ff\u00fe")]
    [InlineData("/accounts/%ff%fe")]
    [InlineData("/accounts/%c0%ae%c0%ae/")]
    [InlineData("/accounts/%ed%a0%80")]
    [InlineData("/accounts/a?q=%ff%fe")]
    [InlineData("/accounts/%")]
    [InlineData("/accounts/%zz")]
    [InlineData("/accounts/%00")]
    public async Task Address_ThatIsNoUtf8_IsRefusedOrAsksForASession(string path)
    {
        Assert.Matches("^HTTP/1.1 (302|400) ", await SendAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    }

    [Fact]
    public async Task Form_ThatIsNoUtf8_ChangesNothing()
    {
        const string Body = "role=\u00ff\u00fe&returnUrl=%ff";
        var answer = await SendAsync($"POST /signin HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {Body.Length}\r\nConnection: close\r\n\r\n{Body}");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", answer, StringComparison.Ordinal);
    }

    /// <summary>The characters of a request here are bytes.</summary>
    private async Task<string> SendAsync(string request)
    {
        using TcpClient connection = new();
        await connection.ConnectAsync(_portal.Address.Host, _portal.Address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using StreamReader reader = new(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
