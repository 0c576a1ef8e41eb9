using System.Net;
using System.Net.WebSockets;

namespace AdminPortal.Components.Tests.Security.Surface;

/// <summary>A circuit is a session's whole power; a page elsewhere must not open one with the cookies of this one's reader.</summary>
public sealed class OriginTests
{
    [Theory]
    [InlineData("https://elsewhere.example.com")]
    [InlineData("null")]
    [InlineData("https://127.0.0.1:{port}")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://localhost:{port}")]
    [InlineData("http://127.0.0.1:{port}.elsewhere.example.com")]
    public async Task Circuit_OfAnotherOrigin_IsRefused(string origin)
    {
        await using var portal = RunningPortal.Start();

        Assert.Equal(HttpStatusCode.Forbidden, await ConnectAsync(portal, origin.Replace("{port}", $"{portal.Address.Port}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Circuit_OfItsOwnOrigin_IsOpened()
    {
        await using var portal = RunningPortal.Start();

        Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync(portal, portal.Address.GetLeftPart(UriPartial.Authority)));
    }

    [Fact]
    public async Task Circuit_OfNoOriginWithSso_IsRefused()
    {
        await using var portal = RunningPortal.Start(RunningPortal.Sso);

        Assert.Equal(HttpStatusCode.Forbidden, await ConnectAsync(portal, origin: null));
    }

    [Theory]
    [InlineData("/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("/_BLAZOR/negotiate?negotiateVersion=1")]
    [InlineData("/_blazor/disconnect")]
    public async Task Post_ToACircuitFromElsewhere_IsRefused(string path)
    {
        await using var portal = RunningPortal.Start();
        using var client = portal.NewClient();
        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example.com");
        client.DefaultRequestHeaders.Add("Cookie", RunningPortal.Sent(await portal.SignInAsync("Viewer")));
        using var answer = await client.PostAsync(path, content: null);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    /// <summary>Asks for a circuit's WebSocket with a session.</summary>
    private static async Task<HttpStatusCode> ConnectAsync(RunningPortal portal, string? origin)
    {
        using ClientWebSocket socket = new();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        if (await portal.SignInAsync("Viewer") is { Count: > 1 } cookies)
        {
            socket.Options.SetRequestHeader("Cookie", RunningPortal.Sent(cookies));
        }

        try
        {
            await socket.ConnectAsync(new UriBuilder(portal.Address) { Scheme = "ws", Path = "_blazor" }.Uri, TestContext.Current.CancellationToken);
        }
        catch (WebSocketException)
        {
            Assert.NotEqual(HttpStatusCode.SwitchingProtocols, socket.HttpStatusCode);
        }

        return socket.HttpStatusCode;
    }
}
