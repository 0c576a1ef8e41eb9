namespace AdminPortal.EndToEnd.Tests.Running;

/// <summary>The portal as it starts on a machine that configured nothing: its sandbox beside it, here with faults that can be ordered.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    private PortalProcess? _process;

    /// <summary>The running portal.</summary>
    public PortalProcess Process => _process!;

    /// <summary>The API behind it.</summary>
    public SandboxApi Sandbox { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _process = await PortalProcess.StartWithSandboxAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Sandbox__FaultsEnabled"] = "true",
            ["Sandbox__RateLimit__Enabled"] = "false",

            // Calls that no test makes would stand in the sandbox's log; AccountTests start portals that make them.
            ["Cloudflare__TokenCheck__AtStart"] = "false",

            // Between two tests the sandbox changes behind the portal's back.
            ["Lists__KeptSeconds"] = "0",
        });
        Sandbox = new SandboxApi(_process.SandboxAddress, "sandbox-token");
    }

    public async ValueTask DisposeAsync()
    {
        Sandbox?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
