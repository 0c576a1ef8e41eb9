using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using AdminPortal.Sandbox;
using Microsoft.Playwright;

namespace AdminPortal.EndToEnd.Tests.Running;

/// <summary>A portal configured for an account as in operation: an API elsewhere, here a sandbox of the test, and a token of its own.</summary>
internal sealed class LivePortal : IAsyncDisposable
{
    /// <summary>Long and found nowhere else, so that a search for it proves something.</summary>
    public const string Token = "zQ7kWv-distinctive-token-of-this-test-9fJ2mXp4";

    /// <summary>The account beside <see cref="SandboxApi.Account"/>, where there are two.</summary>
    public const string SecondAccount = "11111111111111111111111111111111";

    private readonly SandboxServer _server;

    private LivePortal(SandboxServer server, PortalProcess process)
    {
        (_server, Process) = (server, process);
        Api = new SandboxApi(server.Address, Token);
    }

    public PortalProcess Process { get; }

    public SandboxApi Api { get; }

    /// <summary>A portal for two accounts with one credential.</summary>
    /// <param name="fault">What to order from the sandbox before the portal starts; the portal then checks its credentials at its start, and otherwise it does not.</param>
    public static async Task<LivePortal> StartWithTwoAccountsAsync(JsonObject? fault = null)
    {
        IReadOnlyList<SandboxAccount> accounts = [new() { Id = SandboxApi.Account, Name = "Example Network" }, new() { Id = SecondAccount, Name = "Lab" }];
        var server = await SandboxServer.StartAsync(new SandboxOptions { Accounts = [.. accounts], ApiToken = Token, FaultsEnabled = true });
        try
        {
            using SandboxApi api = new(server.Address, Token);
            await (fault is null ? Task.CompletedTask : api.OrderAsync(fault));
            Dictionary<string, string> settings = new(StringComparer.Ordinal)
            {
                ["Cloudflare__BaseAddress"] = server.Address.ToString(),
                ["Cloudflare__TokenCheck__AtStart"] = fault is null ? "false" : "true",
            };
            foreach (var (index, account) in accounts.Index())
            {
                settings[$"Cloudflare__Accounts__{index}__Id"] = account.Id;
                settings[$"Cloudflare__Accounts__{index}__Name"] = account.Name;
                settings[$"Cloudflare__Accounts__{index}__ApiToken"] = Token;
            }

            return new(server, await PortalProcess.StartAsync(settings));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A portal for one account.</summary>
    /// <param name="more">Settings beside the usual ones, or in their place.</param>
    public static async Task<LivePortal> StartAsync(IReadOnlyDictionary<string, string>? more = null)
    {
        var server = await SandboxServer.StartAsync(new SandboxOptions { ApiToken = Token, FaultsEnabled = true });
        try
        {
            Dictionary<string, string> settings = new(StringComparer.Ordinal)
            {
                ["CLOUDFLARE_API_TOKEN"] = Token,
                ["CLOUDFLARE_ACCOUNT_ID"] = SandboxApi.Account,
                ["Cloudflare__BaseAddress"] = server.Address.ToString(),
                ["Logging__LogLevel__Default"] = "Trace",
            };
            foreach (var (name, value) in more ?? new Dictionary<string, string>(StringComparer.Ordinal))
                settings[name] = value;
            return new(server, await PortalProcess.StartAsync(settings));
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

/// <summary>Everything that a page receives: what comes over its WebSockets, the headers of every answer, and documents as the server sends them.</summary>
internal sealed class Received
{
    private readonly ConcurrentQueue<byte[]> _frames = new();
    private readonly ConcurrentQueue<IResponse> _answers = new();
    private readonly IPage _page;

    public Received(IPage page)
    {
        _page = page;
        page.Response += (_, answer) => _answers.Enqueue(answer);
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => _frames.Enqueue(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
    }

    /// <summary>Fails where a text appears, or where nothing was received in which it could.</summary>
    public async Task AssertNowhereAsync(string text, params IEnumerable<string> documents)
    {
        var sought = Encoding.UTF8.GetBytes(text);
        Assert.NotEmpty(_frames);
        Assert.DoesNotContain(_frames, frame => frame.AsSpan().IndexOf(sought) >= 0);
        foreach (var answer in _answers)
            Assert.DoesNotContain(await answer.AllHeadersAsync(), header => header.Value.Contains(text, StringComparison.Ordinal));
        foreach (var document in documents)
        {
            var answer = await _page.Context.APIRequest.GetAsync(document);
            Assert.True(answer.Ok, $"{document} answered {answer.Status}");
            Assert.DoesNotContain(text, await answer.TextAsync(), StringComparison.Ordinal);
        }
    }
}
