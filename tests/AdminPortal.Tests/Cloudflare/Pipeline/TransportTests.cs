using System.Net;
using System.Net.Sockets;
using System.Text;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Tests.Cloudflare.Pipeline;

public sealed class TransportTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 43\r\n\r\n{\"success\":true,\"result\":{\"id\":\"1\",\"n\":0}}\n";

    [Theory]
    [InlineData("PUT")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Write_OnAConnectionThatIsCutAfterIt_IsNotSentAgain(string method)
    {
        var cancel = TestContext.Current.CancellationToken;
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        List<string> received = [];
        var serving = ServeAsync(listener, received, cancel);
        using var transport = Transport.Create();
        using HttpClient http = new(transport) { BaseAddress = new($"http://{listener.LocalEndpoint}/") };
        AccountClient client = new(Wire.AccountId, "Example", http);

        Assert.IsType<ApiResult<Peer>.Ok>(await client.Peers.ReadAsync(Wire.AccountId, "1", cancel));
        var failure = method switch
        {
            "PUT" => Failure(await client.Peers.UpdateAsync(Wire.AccountId, "1", new() { Name = "a" }, cancel)),
            "POST" => Failure(await client.Peers.CreateAsync(Wire.AccountId, new() { Name = "a" }, cancel)),
            _ => Failure(await client.Targets.DeleteAsync(Wire.AccountId, "1", cancel)),
        };
        listener.Stop();
        await serving;

        Assert.True(Assert.IsType<ApiFailure.Unreachable>(failure).MayHaveLanded);
        Assert.Equal(["GET", method], received);
    }

    [Fact]
    public async Task Redirect_ToAnotherHost_IsNotFollowed()
    {
        var cancel = TestContext.Current.CancellationToken;
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        List<string> received = [];
        var serving = ServeAsync(listener, received, cancel, $"HTTP/1.1 302 Found\r\nLocation: http://{listener.LocalEndpoint}/elsewhere\r\nContent-Length: 0\r\n\r\n");
        using var transport = Transport.Create();
        using HttpClient http = new(transport) { BaseAddress = new($"http://{listener.LocalEndpoint}/") };

        var result = await new AccountClient(Wire.AccountId, "Example", http).Peers.ReadAsync(Wire.AccountId, "1", cancel);
        listener.Stop();
        transport.Dispose();
        await serving;

        Assert.IsType<ApiFailure.Unreachable>(Assert.IsType<ApiResult<Peer>.Failed>(result).Failure);
        Assert.Equal(["GET"], received);
    }

    private static ApiFailure Failure<T>(ApiResult<T> result) => Assert.IsType<ApiResult<T>.Failed>(result).Failure;

    /// <summary>Answers reads; takes a write in, and cuts the connection.</summary>
    private static async Task ServeAsync(TcpListener listener, List<string> received, CancellationToken cancel, string answer = Ok)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptSocketAsync(cancel);
                var length = 0;
                while ((length = await connection.ReceiveAsync(buffer, cancel)) > 0)
                {
                    var text = Encoding.ASCII.GetString(buffer, 0, length);
                    var verb = text.Split(' ')[0];
                    if (verb is "GET" or "PUT" or "POST" or "DELETE")
                    {
                        received.Add(verb);
                    }

                    if (verb != "GET")
                    {
                        break;
                    }

                    await connection.SendAsync(Encoding.ASCII.GetBytes(answer), cancel);
                }
            }
        }
        catch (Exception stopped) when (stopped is SocketException or InvalidOperationException)
        {
            // The listener was stopped.
        }
    }
}
