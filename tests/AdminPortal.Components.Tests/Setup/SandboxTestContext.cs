using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Tests.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Components.Tests.Setup;

/// <summary>Components over the real client and a running sandbox, whose log tells what came over the wire.</summary>
public abstract class SandboxTestContext : PortalTestContext
{
    private readonly SandboxHost _sandbox;

    protected SandboxTestContext(SandboxHost sandbox)
    {
        _sandbox = sandbox;
        Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        Services.AddSingleton<TimeProvider>(TimeProvider.System);
        Services.AddCloudflare(CloudflareSettings.ForSandbox(sandbox.Server.Address, SandboxHost.AccountId, "Example", "sandbox-token"));
    }

    private protected AccountClient Client => Services.GetRequiredService<ICloudflareAccounts>().All[0];

    /// <summary>What was asked since <see cref="ForgetAsync"/>, oldest first: the path below the account and the query, decoded.</summary>
    private protected async Task<IReadOnlyList<string>> AskedAsync() =>
    [
        .. (await _sandbox.Http.GetFromJsonAsync<JsonArray>(new Uri(_sandbox.Server.Root, "sandbox/requests")))!
            .Select(request => $"{(string?)request!["path"]}{Uri.UnescapeDataString(((string?)request["query"])!.Replace('+', ' '))}".Replace($"/client/v4/accounts/{SandboxHost.AccountId}/", "", StringComparison.Ordinal)),
    ];

    private protected async Task ForgetAsync() => (await _sandbox.Http.DeleteAsync(new Uri(_sandbox.Server.Root, "sandbox/requests"))).EnsureSuccessStatusCode();

    /// <summary>Makes the sandbox misbehave (see its <c>Fault</c>).</summary>
    private protected async Task OrderAsync(JsonObject fault) => (await _sandbox.Http.PostAsJsonAsync(new Uri(_sandbox.Server.Root, "sandbox/faults"), fault)).EnsureSuccessStatusCode();
}
