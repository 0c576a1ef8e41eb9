using Microsoft.Data.Sqlite;

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
        await ForgetDraftsAsync(_process);
    }

    /// <summary>All tests are the same few people: what one leaves unsaved would stand in the next one's form. DraftTests start portals that remember.</summary>
    private static async Task ForgetDraftsAsync(PortalProcess process)
    {
        using (HttpClient http = new())
        {
            // The first page needs a key, and with it the store.
            (await http.GetAsync(process.Address)).EnsureSuccessStatusCode();
        }

        await using SqliteConnection connection = new($"Data Source={process.StoreFile};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """CREATE TRIGGER "ForgetDrafts" BEFORE INSERT ON "Drafts" BEGIN SELECT RAISE(IGNORE); END""";
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Sandbox?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
