using AdminPortal.Sandbox;
using Microsoft.Extensions.Configuration;

namespace AdminPortal.Tests.Sandbox;

public sealed class SandboxServerTests
{
    [Fact]
    public async Task Start_PortZero_TellsItsAddress()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);

        Assert.NotEqual(0, sandbox.Address.Port);
        Assert.Equal($"http://127.0.0.1:{sandbox.Address.Port}/client/v4/", sandbox.Address.ToString());
    }

    [Fact]
    public async Task Start_PortTaken_Throws()
    {
        await using var first = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<IOException>(() => SandboxServer.StartAsync(new SandboxOptions { Url = first.Root.ToString() }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Describe_Started_NamesEverythingNeededToCallIt()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);

        var text = sandbox.Describe();

        Assert.All([sandbox.Address.ToString(), SandboxHost.AccountId, "sandbox-token", "operator@example.com", "sandbox-key"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Options_Section_ReplacesWhatItNames()
    {
        var options = SandboxOptions.FromConfiguration(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Sandbox:Accounts:0:Id"] = "0123456789abcdef0123456789abcdef",
            ["Sandbox:Accounts:0:Name"] = "Other",
            ["Sandbox:ApiToken"] = "another",
            ["Sandbox:RateLimit:Quota"] = "5",
            ["Sandbox:RateLimit:Window"] = "00:00:10",
            ["Sandbox:TargetCount"] = "3",
        }).Build());

        Assert.Equal("Other", Assert.Single(options.Accounts).Name);
        Assert.Equal(("another", "sandbox-key"), (options.ApiToken, options.ApiKey));
        Assert.Equal((true, 5, TimeSpan.FromSeconds(10)), (options.RateLimit.Enabled, options.RateLimit.Quota, options.RateLimit.Window));
        Assert.Equal(3, options.TargetCount);
    }

    [Fact]
    public void Options_NoSection_KeepTheDefaults()
    {
        var options = SandboxOptions.FromConfiguration(new ConfigurationBuilder().Build());

        Assert.Equal((SandboxHost.AccountId, "Example Network"), (options.Accounts.Single().Id, options.Accounts.Single().Name));
        Assert.False(options.FaultsEnabled);
        Assert.Equal(240, options.TargetCount);
    }
}
