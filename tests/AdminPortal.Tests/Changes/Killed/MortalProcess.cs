using System.Collections.Concurrent;
using System.Diagnostics;

namespace AdminPortal.Tests.Changes.Killed;

/// <summary>A process that does what the portal does around a write, until it is killed.</summary>
internal sealed class MortalProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource _saving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _said = [];

    private MortalProcess(Uri api, IReadOnlyDictionary<string, string> store, int seed, string task)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "AdminPortal.MortalPortal.dll"), api.ToString(), RecordedApi.AccountId, $"{seed}", task])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in store)
        {
            start.Environment[name] = value;
        }

        _process = new() { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _saving.TrySetResult();
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything that it said.</summary>
    public IReadOnlyList<string> Said => [.. _said];

    /// <summary>Starts four clients that save.</summary>
    public static MortalProcess StartSaving(Uri api, IReadOnlyDictionary<string, string> store, int seed) => new(api, store, seed, "clients");

    /// <summary>Runs the reconciler alone, to its end.</summary>
    /// <returns>The exit code, and what it said.</returns>
    public static async Task<(int ExitCode, IReadOnlyList<string> Said)> ReconcileAsync(Uri api, IReadOnlyDictionary<string, string> store)
    {
        await using MortalProcess process = new(api, store, seed: 0, "reconcile");
        await process._process.WaitForExitAsync().WaitAsync(Patience);
        return (process._process.ExitCode, process.Said);
    }

    /// <summary>Waits until the clients save.</summary>
    public Task SavingAsync() => _saving.Task.WaitAsync(Patience);

    /// <summary>Waits until it has ended.</summary>
    public Task EndAsync() => _process.WaitForExitAsync();

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    /// <returns>Whether it lived until then.</returns>
    public async Task<bool> KillAsync()
    {
        var lived = !_process.HasExited;
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return lived;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is not null)
        {
            _said.Enqueue(line);
        }

        if (line == "saving")
        {
            _saving.TrySetResult();
        }
    }
}
