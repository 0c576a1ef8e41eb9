using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AdminPortal.Benchmarks.Throughput;

/// <summary>The sandbox as a process of its own, so that what it costs is not the console's.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private SandboxProcess(Process process) => _process = process;

    /// <summary>Base address of the API, with a trailing slash.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="settings">Settings of its section <c>Sandbox</c>.</param>
    public static async Task<SandboxProcess> StartAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        ProcessStartInfo start = new(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "AdminPortal.Sandbox.dll"),
                "--urls", "http://127.0.0.1:0",
                .. settings.Append(("FaultsEnabled", "true")).SelectMany(setting => new[] { $"--Sandbox:{setting.Item1}", setting.Item2 }),
            ])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        SandboxProcess sandbox = new(Process.Start(start)!);
        while (await sandbox._process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Sandbox", StringComparison.Ordinal))
            {
                sandbox.Address = new Uri(line["Sandbox".Length..].Trim());
                return sandbox;
            }
        }

        throw new InvalidOperationException("The sandbox ended before it listened.");
    }

    /// <summary>Has every call take longer by this much.</summary>
    public async Task DelayAsync(TimeSpan latency)
    {
        using var response = await _http.PostAsJsonAsync(new Uri(Address, "/sandbox/faults"), new { latencyMs = (int)latency.TotalMilliseconds });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>What it was asked, at most the last 10,000: statuses, and whether each changed what is stored.</summary>
    public async Task<IReadOnlyList<(int? Status, bool Landed)>> RequestsAsync() =>
        [.. (await _http.GetFromJsonAsync<JsonArray>(new Uri(Address, "/sandbox/requests")))!.Select(request => ((int?)request!["status"], (bool)request["landed"]!))];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
