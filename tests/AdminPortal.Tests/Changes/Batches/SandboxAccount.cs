using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Tests.Cloudflare;
using AdminPortal.Tests.Sandbox;

namespace AdminPortal.Tests.Changes.Batches;

/// <summary>A console with one account, whose API is a sandbox with its initial data; its own waits take no time.</summary>
internal sealed class SandboxAccount : IDisposable
{
    /// <summary>What the console authenticates with.</summary>
    public const string Token = "sandbox-token";

    private readonly SandboxHost _sandbox;
    private readonly CloudflareAccounts _accounts;

    /// <param name="sandbox">The sandbox.</param>
    /// <param name="guard">What has the last word on writes, where something has.</param>
    public SandboxAccount(SandboxHost sandbox, IWriteGuard? guard = null)
    {
        _sandbox = sandbox;
        _accounts = new(
            () => CloudflareSettings.ForSandbox(new(sandbox.Server.Address.ToString()), SandboxHost.AccountId, "Example", Token),
            Transport.Create(),
            new(guard),
            new RecordingLogger(),
            new FakeClock(hurries: true));
    }

    public ICloudflareAccounts Accounts => _accounts;

    public AccountClient Client => _accounts.All[0];

    /// <summary>What was asked since the reset, without the account's part of the path.</summary>
    public async Task<IReadOnlyList<string>> AskedAsync() =>
        [.. JsonNode.Parse((await _sandbox.ControlAsync("GET", "sandbox/requests")).Text)!.AsArray()
            .Select(request => $"{request!["method"]} {request["path"]!.GetValue<string>().Split($"{SandboxHost.AccountId}/")[^1]}")];

    public async Task ResetAsync() => Assert.Equal(204, (await _sandbox.ControlAsync("POST", "sandbox/reset")).Status);

    public async Task ForgetAsync() => Assert.Equal(204, (await _sandbox.ControlAsync("DELETE", "sandbox/requests")).Status);

    /// <summary>Orders a misbehaviour of the next request of this method.</summary>
    public async Task OrderAsync(string method, string fault)
    {
        var order = JsonNode.Parse(fault)!.AsObject();
        (order["method"], order["times"]) = (method, 1);
        Assert.Equal(204, (await _sandbox.ControlAsync("POST", "sandbox/faults", order.ToJsonString())).Status);
    }

    /// <summary>A resource as it is stored, or null.</summary>
    public async Task<JsonObject?> StoredAsync(string kind, string id) =>
        await _sandbox.ControlAsync("GET", $"sandbox/state/{SandboxHost.AccountId}/{kind}/{id}") is (200, var text) ? JsonNode.Parse(text)!.AsObject() : null;

    /// <summary>Changes what is stored, as somebody else would.</summary>
    public async Task ChangeAsync(string kind, string id, Action<JsonObject> change)
    {
        var resource = (await StoredAsync(kind, id))!;
        change(resource);
        Assert.Equal(204, (await _sandbox.ControlAsync("PUT", $"sandbox/state/{SandboxHost.AccountId}/{kind}/{id}", resource.ToJsonString())).Status);
    }

    /// <summary>Takes a resource away, as somebody else would.</summary>
    public async Task RemoveAsync(string kind, string id) =>
        Assert.Equal(204, (await _sandbox.ControlAsync("DELETE", $"sandbox/state/{SandboxHost.AccountId}/{kind}/{id}")).Status);

    /// <summary>The first resources of the list.</summary>
    public async Task<IReadOnlyList<JsonElement>> FirstAsync(ResourceKind kind, int count) =>
        [.. (await _sandbox.GetAsync($"{kind.Path}?per_page={count}")).Expect(200).Items];

    public void Dispose() => _accounts.Dispose();
}
