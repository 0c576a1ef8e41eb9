using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;

namespace AdminPortal.EndToEnd.Tests.Provider;

/// <summary>The certified provider of npm's <c>oidc-provider</c> on this machine. It ends with its input, whatever ends these tests.</summary>
internal sealed class ProviderProcess : IAsyncDisposable
{
    public const string Secret = "a-distinctive-secret-of-this-client-7Hq2";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly BlockingCollection<string> _lines = [];

    private ProviderProcess(string trustedCertificate)
    {
        ProcessStartInfo start = new("node", ["provider.mjs"])
        {
            WorkingDirectory = Folder(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["NODE_EXTRA_CA_CERTS"] = trustedCertificate;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Read(line.Data, answers: true);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, answers: false);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its issuer, without a trailing slash.</summary>
    public string Issuer { get; private set; } = "";

    /// <summary>What it printed.</summary>
    public string Output
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    /// <summary>Installs what it needs and starts it.</summary>
    /// <param name="trustedCertificate">The file with the portal's certificate, for the provider's calls to the portal.</param>
    public static async Task<ProviderProcess> StartAsync(string trustedCertificate)
    {
        await InstallAsync();
        ProviderProcess provider = new(trustedCertificate);
        provider.Issuer = provider.Expect("listening ");
        return provider;
    }

    /// <summary>Gives an order and waits until it is carried out.</summary>
    public void Order(string order, JsonObject? what = null)
    {
        var line = what ?? [];
        line["order"] = order;
        _process.StandardInput.WriteLine(line.ToJsonString());
        _process.StandardInput.Flush();
        Expect($"done {order}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
        _lines.Dispose();
    }

    private static async Task InstallAsync()
    {
        ProcessStartInfo start = new("npm", ["ci", "--no-audit", "--no-fund"]) { WorkingDirectory = Folder(), RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using var npm = Process.Start(start)!;
            var (output, errors) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
            await npm.WaitForExitAsync();
            Assert.True(npm.ExitCode == 0, await errors + await output);
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"npm cannot be started; Debian has it in the packages nodejs and npm. {missing.Message}", missing);
        }
    }

    private string Expect(string beginning)
    {
        using CancellationTokenSource late = new(Patience);
        try
        {
            var line = _lines.Take(late.Token);
            Assert.StartsWith(beginning, line, StringComparison.Ordinal);
            return line[beginning.Length..];
        }
        catch (OperationCanceledException problem)
        {
            throw new InvalidOperationException($"The provider did not say \"{beginning}\". It printed:{Environment.NewLine}{Output}", problem);
        }
    }

    private void Read(string? line, bool answers)
    {
        if (line is null)
            return;
        lock (_said)
            _said.AppendLine(line);
        if (answers)
            _lines.Add(line);
    }

    /// <summary>The sources' own folder: node_modules stands beside the lock file, which git ignores.</summary>
    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
