using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace AdminPortal.EndToEnd.Tests.Running;

/// <summary>The built portal as a process of its own, on a free port and with a store of its own. Everything that it prints is kept.</summary>
public sealed partial class PortalProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _store;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> _sandbox = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PortalProcess(IReadOnlyDictionary<string, string> settings, string url, string? folder = null)
    {
        _store = Directory.CreateTempSubdirectory("adminportal-").FullName;
        ProcessStartInfo start = new("dotnet", [Path.Combine(folder ?? AppContext.BaseDirectory, "AdminPortal.dll"), "--urls", url])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("CLOUDFLARE_", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(inherited);
        start.Environment["Store__Folder"] = _store;

        // All tests sign in from one address, more often than people do.
        start.Environment["Limits__SignInAttemptsPerMinute"] = "10000";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("The portal ended before it listened."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where the portal listens, with a trailing slash.</summary>
    public Uri Address => _address.Task.Result;

    /// <summary>Where the embedded sandbox answers, with a trailing slash; only after <see cref="StartWithSandboxAsync"/>.</summary>
    public Uri SandboxAddress => _sandbox.Task.Result;

    /// <summary>The store's file, unless the settings name another folder.</summary>
    public string StoreFile => Path.Combine(_store, "portal.db");

    /// <summary>Everything printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts the portal and waits until it listens.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="url">Where it listens; on a free port where it is left out.</param>
    /// <param name="folder">Where it was published to; the built one where it is left out.</param>
    public static async Task<PortalProcess> StartAsync(IReadOnlyDictionary<string, string> settings, string url = "http://127.0.0.1:0", string? folder = null)
    {
        PortalProcess portal = new(settings, url, folder);
        await portal.WaitAsync(portal._address.Task);
        return portal;
    }

    /// <summary>Starts the portal with https and waits until it listens.</summary>
    public static async Task<PortalProcess> StartSecureAsync(IReadOnlyDictionary<string, string> settings)
    {
        PortalProcess portal = new(settings, "https://127.0.0.1:0");
        await portal.WaitAsync(portal._address.Task);
        return portal;
    }

    /// <summary>Starts the portal and waits until it and its embedded sandbox listen.</summary>
    public static async Task<PortalProcess> StartWithSandboxAsync(IReadOnlyDictionary<string, string> settings, string? folder = null)
    {
        var portal = await StartAsync(settings, folder: folder);
        await portal.WaitAsync(portal._sandbox.Task);
        return portal;
    }

    /// <summary>Runs a portal that is expected to end by itself.</summary>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(IReadOnlyDictionary<string, string> settings)
    {
        await using PortalProcess portal = new(settings, "http://127.0.0.1:0");
        using CancellationTokenSource late = new(Patience);
        _ = portal._address.Task.ContinueWith(task => task.Exception, TaskScheduler.Default);
        await portal._process.WaitForExitAsync(late.Token);
        return (portal._process.ExitCode, portal.Output);
    }

    /// <summary>Tells it to end, as an init system does.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Ends it without a word.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_store, recursive: true);
    }

    private async Task WaitAsync(Task<Uri> address)
    {
        try
        {
            await address.WaitAsync(Patience);
        }
        catch (Exception problem) when (problem is TimeoutException or InvalidOperationException)
        {
            var said = Output;
            await DisposeAsync();
            throw new InvalidOperationException($"The portal did not start. It printed:{Environment.NewLine}{said}", problem);
        }
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
        if (Listening().Match(line) is { Success: true } portal)
            _address.TrySetResult(new Uri(portal.Groups["address"].Value + "/"));
        if (Serving().Match(line) is { Success: true } sandbox)
            _sandbox.TrySetResult(new Uri(sandbox.Groups["address"].Value));
    }

    [GeneratedRegex(@"Now listening on: (?<address>https?://\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();

    [GeneratedRegex(@"serving the sandbox at (?<address>http://\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Serving();
}
