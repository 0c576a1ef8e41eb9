using AdminPortal.EndToEnd.Tests.Running;

namespace AdminPortal.EndToEnd.Tests;

/// <summary>Who may work on a store, told by real processes.</summary>
public sealed class StoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adminportal-shared-");

    private Dictionary<string, string> Settings => new(StringComparer.Ordinal) { ["Store__Folder"] = _folder.FullName };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Start_OnAStoreThatAnotherInstanceHas_EndsWithTheReason()
    {
        await using var first = await PortalProcess.StartAsync(Settings);

        var (exitCode, output) = await PortalProcess.RunToEndAsync(Settings);

        Assert.Equal(1, exitCode);
        Assert.Contains("Another instance of AdminPortal works on the store in", output, StringComparison.Ordinal);
        Assert.Contains(_folder.FullName, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AfterTheInstanceBeforeWasKilled_IsNotRefused()
    {
        var first = await PortalProcess.StartAsync(Settings);
        await first.DisposeAsync();

        await using var next = await PortalProcess.StartAsync(Settings);

        Assert.NotNull(next.Address);
    }

    [Fact]
    public async Task Start_WithABadConnectionString_EndsWithoutRepeatingIt()
    {
        var (exitCode, output) = await PortalProcess.RunToEndAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CLOUDFLARE_ACCOUNT_ID"] = "not an id",
            ["Store__ConnectionString"] = "Database=portal;Password=never-to-be-printed",
        });

        Assert.Equal(1, exitCode);
        Assert.Contains("CLOUDFLARE_ACCOUNT_ID", output, StringComparison.Ordinal);
        Assert.Contains("Store:ConnectionString", output, StringComparison.Ordinal);
        Assert.DoesNotContain("never-to-be-printed", output, StringComparison.Ordinal);
    }
}
