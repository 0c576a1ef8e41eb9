using System.Net.Sockets;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Peers;

namespace AdminPortal.Tests.Cloudflare.Envelope;

public sealed class NoAnswerTests
{
    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, false)]
    [InlineData(HttpRequestError.ConnectionError, false)]
    [InlineData(HttpRequestError.SecureConnectionError, false)]
    [InlineData(HttpRequestError.ResponseEnded, true)]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded, true)]
    [InlineData(HttpRequestError.Unknown, true)]
    public async Task Call_WithoutAnAnswer_SaysWhetherAWriteMayHaveLanded(HttpRequestError error, bool mayHaveLanded)
    {
        HttpRequestException problem = new(error, $"quoting {Wire.Token}", new SocketException());
        var client = Wire.Failing("PUT secondary_dns/peers/1", problem).On("GET secondary_dns/peers/1", () => throw problem).Client();

        var write = Unreachable(await client.Peers.UpdateAsync(Wire.AccountId, "1", new(), TestContext.Current.CancellationToken));
        var read = Unreachable(await client.Peers.ReadAsync(Wire.AccountId, "1", TestContext.Current.CancellationToken));

        Assert.Equal((mayHaveLanded, false), (write.MayHaveLanded, read.MayHaveLanded));
        Assert.Null(write.Answer.Status);
        Assert.DoesNotContain(Wire.Token, write.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ThatTimesOut_MayHaveLanded()
    {
        var client = Wire.Failing("PUT secondary_dns/peers/1", new TaskCanceledException("timeout", new TimeoutException())).Client();

        var failure = Unreachable(await client.Peers.UpdateAsync(Wire.AccountId, "1", new(), TestContext.Current.CancellationToken));

        Assert.True(failure.MayHaveLanded);
        Assert.Contains("in time", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ThatTheCallerCancels_ThrowsCancellation()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        var client = Wire.Failing("GET secondary_dns/peers/1", new HttpRequestException("broken")).Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Peers.ReadAsync(Wire.AccountId, "1", cancelled.Token));
    }

    [Fact]
    public async Task Call_WhoseAnswerIsBeyondTheLimit_IsUnreachable()
    {
        var client = new Wire().On("GET secondary_dns/peers/1", () => new() { Content = new ByteArrayContent(new byte[AdminPortal.Cloudflare.Pipeline.Transport.LargestAnswer + 1]) }).Client();

        var failure = Unreachable(await client.Peers.ReadAsync(Wire.AccountId, "1", TestContext.Current.CancellationToken));

        Assert.Contains("larger", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_AgainstAPortNobodyListensOn_SentNothing()
    {
        using TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var transport = AdminPortal.Cloudflare.Pipeline.Transport.Create();
        using HttpClient http = new(transport) { BaseAddress = new($"http://127.0.0.1:{port}/") };
        AdminPortal.Cloudflare.Pipeline.AccountClient client = new(Wire.AccountId, "Example", http);

        Assert.False(Unreachable(await client.Peers.UpdateAsync(Wire.AccountId, "1", new(), TestContext.Current.CancellationToken)).MayHaveLanded);
    }

    [Fact]
    public async Task Call_WithABogusCharset_IsReadAllTheSame()
    {
        var wire = new Wire().On("GET secondary_dns/peers/1", () =>
        {
            ByteArrayContent content = new("""{"success":true,"result":{"id":"1","name":"ü"}}"""u8.ToArray());
            Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=klingon"));
            return new() { Content = content };
        });

        var result = await wire.Client().Peers.ReadAsync(Wire.AccountId, "1", TestContext.Current.CancellationToken);

        Assert.Equal("ü", Assert.IsType<ApiResult<Peer>.Ok>(result).Value.Name);
    }

    private static ApiFailure.Unreachable Unreachable<T>(ApiResult<T> result) => Assert.IsType<ApiFailure.Unreachable>(Assert.IsType<ApiResult<T>.Failed>(result).Failure);
}
