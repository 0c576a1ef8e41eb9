using System.Diagnostics;
using System.Text.Json.Nodes;
using AdminPortal.Forms;
using AdminPortal.Tests.Sandbox;

namespace AdminPortal.Components.Tests.Forms;

/// <summary>The copied command, as a shell runs it.</summary>
public sealed class CurlCommandTests(SandboxHost sandbox) : IClassFixture<SandboxHost>
{
    private const string Path = $"/accounts/{SandboxHost.AccountId}/{SandboxHost.SampleTarget}";

    [Theory]
    [InlineData("it's")]
    [InlineData("''")]
    [InlineData("$HOME `id` $(id) \"quoted\" \\ back ! # & ; | * ?")]
    [InlineData("two\nlines\tand a tab")]
    [InlineData("é 漢字 \u2028 %20 @file")]
    public async Task Command_RunByAShell_SendsTheBodyToTheLetter(string value)
    {
        JsonObject body = new()
        {
            ["hostname"] = "bastion-2",
            ["ip"] = new JsonObject { ["ipv4"] = new JsonObject { ["ip_addr"] = "187.26.29.249", ["virtual_network_id"] = SandboxHost.DefaultNetwork } },
            ["tags"] = new JsonObject { ["odd"] = value },
        };

        var (exit, output) = await RunAsync(CurlCommand.Of("PUT", sandbox.Server.Address, Path, body), "sandbox-token");

        Assert.True(exit == 0, output);
        Assert.True((bool?)JsonNode.Parse(output)!["success"], output);
        Assert.Equal(value, (await sandbox.GetAsync(SandboxHost.SampleTarget)).Result.GetProperty("tags").GetProperty("odd").GetString());
    }

    [Fact]
    public async Task Command_WithoutTheVariable_IsRefusedByTheApi()
    {
        var (_, output) = await RunAsync(CurlCommand.Of("PUT", sandbox.Server.Address, Path, []), token: null);

        Assert.False((bool?)JsonNode.Parse(output)!["success"], output);
    }

    [Fact]
    public void Command_OfAnyBody_HoldsNoToken() =>
        Assert.Contains("\"Authorization: Bearer $CLOUDFLARE_API_TOKEN\"", CurlCommand.Of("POST", sandbox.Server.Address, Path, []), StringComparison.Ordinal);

    private static async Task<(int Exit, string Output)> RunAsync(string command, string? token)
    {
        ProcessStartInfo start = new("bash", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment.Remove("CLOUDFLARE_API_TOKEN");
        foreach (var proxy in start.Environment.Keys.Where(name => name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(proxy);
        }

        if (token is not null)
        {
            start.Environment["CLOUDFLARE_API_TOKEN"] = token;
        }

        using var shell = Process.Start(start)!;
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync(Xunit.TestContext.Current.CancellationToken);
        return (shell.ExitCode, await output is { Length: > 0 } said ? said : await errors);
    }
}
