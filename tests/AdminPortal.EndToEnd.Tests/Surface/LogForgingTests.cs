using System.Net.Sockets;
using System.Text;
using AdminPortal.EndToEnd.Tests.Running;

namespace AdminPortal.EndToEnd.Tests.Surface;

/// <summary>What a stranger sends, in a log that keeps everything.</summary>
public sealed class LogForgingTests
{
    [Fact]
    public async Task Log_OfRequestsWithLineBreaksAndEscapes_HasNoEntryAndNoEscapeOfTheirs()
    {
        await using var portal = await PortalProcess.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["Logging__LogLevel__Default"] = "Trace", ["Logging__LogLevel__Microsoft.AspNetCore"] = "Trace" });

        await SendAsync(portal.Address, "GET /accounts/%0d%0ainfo:%20Forged[0]%0a%1b[2Jmark-path HTTP/1.1\r\nHost: localhost\r\nUser-Agent: \u001b[31mmark-agent\r\n");
        await SendAsync(portal.Address, "GET /signin?returnUrl=%0d%0ainfo:%20Forged[0]%1b[2Jmark-query HTTP/1.1\r\nHost: localhost\r\nX-Any: a\u0007\u009bmark-header\r\n");
        await SendAsync(portal.Address, "GET /mark-origin HTTP/1.1\r\nHost: \u001b[2Jforged.example.com\r\nOrigin: \u001b[2J\r\n");
        await SendAsync(portal.Address, "GET /_blazor/%0d%0ainfo:%20Forged[0] HTTP/1.1\r\nHost: localhost\r\nOrigin: http://\u009b2Jforged\r\n");

        await SendAsync(portal.Address, "GET /mark-last HTTP/1.1\r\nHost: localhost\r\n");
        await WrittenAsync(portal, "mark-last");

        var log = portal.Output;
        Assert.Contains("mark-path", log, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Split('\n'), line => line.StartsWith("info: Forged", StringComparison.Ordinal));
        Assert.DoesNotContain(log, character => char.IsControl(character) && character is not ('\n' or '\r'));
    }

    /// <summary>A log is written beside the work, so it is waited for.</summary>
    private static async Task WrittenAsync(PortalProcess portal, string text)
    {
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(20));
        while (!portal.Output.Contains(text, StringComparison.Ordinal))
        {
            await look.WaitForNextTickAsync(late.Token);
        }
    }

    private static async Task SendAsync(Uri address, string request)
    {
        using TcpClient connection = new();
        await connection.ConnectAsync(address.Host, address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{request}Connection: close\r\n\r\n"));
        using StreamReader reader = new(stream, Encoding.Latin1);
        Assert.StartsWith("HTTP/1.1 ", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }
}
