using AdminPortal.EndToEnd.Tests.Running;
using AdminPortal.Sandbox;

namespace AdminPortal.EndToEnd.Tests.Instances;

/// <summary>An API that no portal takes along when it ends.</summary>
internal sealed class StandingApi : IAsyncDisposable
{
    private const string Token = "the-token-of-several-instances";

    private readonly SandboxServer _server;

    private StandingApi(SandboxServer server) => (_server, Api) = (server, new(server.Address, Token));

    public SandboxApi Api { get; }

    /// <summary>What has a portal call it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("CLOUDFLARE_API_TOKEN", Token),
        new("CLOUDFLARE_ACCOUNT_ID", SandboxApi.Account),
        new("Cloudflare__BaseAddress", _server.Address.ToString()),
        new("Cloudflare__TokenCheck__AtStart", "false"),
    ];

    /// <param name="isLimited">Whether it refuses more calls than documented: 1,200 in five minutes.</param>
    public static async Task<StandingApi> StartAsync(bool isLimited = false) =>
        new(await SandboxServer.StartAsync(new SandboxOptions { ApiToken = Token, FaultsEnabled = true, RateLimit = new() { Enabled = isLimited } }));

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _server.DisposeAsync();
    }
}
