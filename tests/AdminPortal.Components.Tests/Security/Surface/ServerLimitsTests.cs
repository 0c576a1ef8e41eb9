using System.Net;
using System.Net.Sockets;
using System.Text;
using AdminPortal.Security.Surface;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AdminPortal.Components.Tests.Security.Surface;

/// <summary>What one connection may send, asked of the real server with real bytes.</summary>
public sealed class ServerLimitsTests
{
    [Fact]
    public async Task Body_TooLargeByItsOwnWord_IsRefusedInWords()
    {
        await using var portal = RunningPortal.Start();

        var answer = await SendAsync(portal, $"POST /signin HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {SurfaceLimits.LargestBody + 1}\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("That was too much at once", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Security-Policy: ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_TooLargeInChunks_IsNotReadToItsEnd()
    {
        await using var portal = RunningPortal.Start();
        var chunk = $"{64 * 1024:x}\r\nrole={new string('x', (64 * 1024) - 5)}\r\n";
        StringBuilder request = new("POST /signin HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
        for (var sent = 0L; sent <= SurfaceLimits.LargestBody; sent += 64 * 1024)
        {
            request.Append(chunk);
        }

        // The last chunk is not sent: whoever waited for it would say nothing.
        Assert.Matches("^HTTP/1.1 4(00|13) ", await SendAsync(portal, request.ToString()));
    }

    [Fact]
    public async Task Form_WithOneValueTooLong_ChangesNothing()
    {
        await using var portal = RunningPortal.Start();
        using var client = portal.NewClient();
        using FormUrlEncodedContent form = new(new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = "Viewer", ["returnUrl"] = new string('x', SurfaceLimits.LongestFormValue + 1) });
        using var answer = await client.PostAsync("/signin", form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Form_WithTooManyValues_ChangesNothing()
    {
        await using var portal = RunningPortal.Start();
        using var client = portal.NewClient();
        using FormUrlEncodedContent form = new(Enumerable.Range(0, SurfaceLimits.MostFormValues + 1).Select(index => KeyValuePair.Create($"role{index}", "Viewer")));
        using var answer = await client.PostAsync("/signin", form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task RequestLine_TooLong_IsRefused()
    {
        await using var portal = RunningPortal.Start();

        Assert.StartsWith("HTTP/1.1 414 ", await SendAsync(portal, $"GET /{new string('x', 9 * 1024)} HTTP/1.1\r\nHost: localhost\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_TooMany_AreRefused()
    {
        await using var portal = RunningPortal.Start();
        var headers = string.Concat(Enumerable.Range(0, 101).Select(index => $"X-{index}: y\r\n"));

        Assert.StartsWith("HTTP/1.1 431 ", await SendAsync(portal, $"GET / HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_TooLarge_AreRefused()
    {
        await using var portal = RunningPortal.Start();

        Assert.StartsWith("HTTP/1.1 431 ", await SendAsync(portal, $"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: {new string('x', 33 * 1024)}\r\n\r\n"), StringComparison.Ordinal);
    }

    /// <summary>Request smuggling lives on requests of which two readers see different ends.</summary>
    [Fact]
    public async Task Body_OfTwoLengths_IsNotTakenForTwoRequests()
    {
        await using var portal = RunningPortal.Start();

        var answer = await SendAsync(portal, "POST /signin HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Healthy", answer, StringComparison.Ordinal);
    }

    /// <summary>The limits that only time shows are read from the server's own options: a test does not wait for them.</summary>
    [Fact]
    public async Task SlowRequests_AreBounded()
    {
        await using var portal = RunningPortal.Start();
        var limits = portal.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        var form = portal.Services.GetRequiredService<IOptions<FormOptions>>().Value;

        Assert.Equal(TimeSpan.FromSeconds(15), limits.RequestHeadersTimeout);
        Assert.Equal(TimeSpan.FromMinutes(2), limits.KeepAliveTimeout);
        Assert.Equal((240, TimeSpan.FromSeconds(5)), (limits.MinRequestBodyDataRate!.BytesPerSecond, limits.MinRequestBodyDataRate.GracePeriod));
        Assert.NotNull(limits.MinResponseDataRate);
        Assert.Equal(SurfaceLimits.LargestBody, limits.MaxRequestBodySize);
        Assert.Equal(SurfaceLimits.LargestBody, form.MultipartBodyLengthLimit);
        Assert.InRange(SurfaceLimits.LargestBody, 1024 * 1024, 1024 * 1024 * 5 / 4);
    }

    private static async Task<string> SendAsync(RunningPortal portal, string request)
    {
        using TcpClient connection = new();
        await connection.ConnectAsync(portal.Address.Host, portal.Address.Port);
        await using var stream = connection.GetStream();
        StringBuilder answer = new();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
            using StreamReader reader = new(stream, Encoding.Latin1);
            answer.Append(await reader.ReadToEndAsync());
        }
        catch (IOException cut)
        {
            // The server has answered and closed while the rest was still being sent: what it said is lost on some systems.
            Assert.IsType<SocketException>(cut.InnerException);
        }

        return answer.ToString();
    }
}
