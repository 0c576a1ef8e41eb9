using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using AdminPortal.Sandbox;

namespace AdminPortal.EndToEnd.Tests.NodeSdk;

/// <summary>The official Node SDK, written by others from the same documents, finds in the sandbox what its types promise.</summary>
public sealed class NodeSdkTests
{
    /// <summary>Lists, reads and writes of the four kinds and the five helpers: the operations of the sandbox one by one.</summary>
    private const int Operations = 26;

    [Fact]
    public async Task Sdk_EveryOperation_GetsWhatItsTypesPromise()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);

        var (installed, installation) = await RunAsync(sandbox, "npm", "ci", "--no-audit", "--no-fund");
        Assert.True(installed == 0, installation);
        var (code, output) = await RunAsync(sandbox, "node", "operations.mjs");

        Assert.True(code == 0, output);
        Assert.Equal($"all {Operations} operations", output.TrimEnd().Split('\n')[^1]);
        Assert.Equal(Operations, output.Split('\n').Count(line => line.StartsWith("ok ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task LockFile_AnyMachine_NamesNoRegistry()
        => Assert.DoesNotContain("\"resolved\"", await File.ReadAllTextAsync(Path.Combine(Folder(), "package-lock.json")), StringComparison.Ordinal);

    private static async Task<(int Code, string Output)> RunAsync(SandboxServer sandbox, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder(), RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["SANDBOX_URL"] = sandbox.Address.ToString();
        start.Environment["SANDBOX_TOKEN"] = sandbox.Options.ApiToken;
        start.Environment["SANDBOX_ACCOUNT_ID"] = sandbox.Options.Accounts[0].Id;
        try
        {
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await errors + await output);
        }
        catch (Win32Exception missing)
        {
            return (-1, $"{program} cannot be started; Debian has it in the packages nodejs and npm. {missing.Message}");
        }
    }

    /// <summary>The sources' own folder: node_modules stands beside the lock file, which git ignores.</summary>
    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
