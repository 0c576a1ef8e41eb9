using System.Collections.Concurrent;
using System.Text;
using AdminPortal.Sandbox;
using Microsoft.Playwright;

namespace AdminPortal.EndToEnd.Tests.Running;

/// <summary>A portal configured for an account as in operation: an API elsewhere, here a sandbox of the test, and a token of its own.</summary>
internal sealed class LivePortal : IAsyncDisposable
{
    /// <summary>Long and found nowhere else, so that a search for it proves something.</summary>
    public const string Token = "zQ7kWv-distinctive-token-of-this-test-9fJ2mXp4";

    private readonly SandboxServer _server;

    private LivePortal(SandboxServer server, PortalProcess process)
    {
        (_server, Process) = (server, process);
        Api = new SandboxApi(server.Address, Token);
    }

    public PortalProcess Process { get; }

    public SandboxApi Api { get; }

    public static async Task<LivePortal> StartAsync()
    {
        var server = await SandboxServer.StartAsync(new SandboxOptions { ApiToken = Token, FaultsEnabled = true });
        try
        {
            return new(server, await PortalProcess.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["CLOUDFLARE_API_TOKEN"] = Token,
                ["CLOUDFLARE_ACCOUNT_ID"] = SandboxApi.Account,
                ["Cloudflare__BaseAddress"] = server.Address.ToString(),
                ["Logging__LogLevel__Default"] = "Trace",
            }));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Process.DisposeAsync();
        await _server.DisposeAsync();
    }
}

/// <summary>Everything that a page receives: documents, other answers, and what comes over its WebSockets.</summary>
internal sealed class Received
{
    private readonly ConcurrentQueue<byte[]> _pieces = new();
    private readonly ConcurrentQueue<IResponse> _answers = new();

    public Received(IPage page)
    {
        page.Response += (_, answer) => _answers.Enqueue(answer);
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => _pieces.Enqueue(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
    }

    /// <summary>How many frames came: none would prove nothing.</summary>
    public int Frames => _pieces.Count;

    /// <summary>How many frames and answers hold a text, in a body or in a header.</summary>
    public async Task<int> CountAsync(string text)
    {
        var sought = Encoding.UTF8.GetBytes(text);
        var count = _pieces.Count(piece => piece.AsSpan().IndexOf(sought) >= 0);
        foreach (var answer in _answers)
        {
            var hasBody = answer.Status is < 300 or >= 400 && answer.Request.ResourceType is "document" or "fetch" or "xhr";
            var body = hasBody ? await answer.BodyAsync() : [];
            var headers = string.Join('\n', (await answer.AllHeadersAsync()).Select(header => $"{header.Key}: {header.Value}"));
            count += body.AsSpan().IndexOf(sought) >= 0 || headers.Contains(text, StringComparison.Ordinal) ? 1 : 0;
        }

        return count;
    }
}
