using System.Diagnostics;
using AdminPortal.Changes;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.EndToEnd.Tests;

/// <summary>The command <c>journal verify</c>, as an operator runs it.</summary>
public sealed class JournalCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adminportal-journal-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Verify_OfWhatWasWritten_IsIntactAlsoWhileAPortalRuns()
    {
        await FillAsync();
        await using var portal = await PortalProcess.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["Store__Folder"] = _folder.FullName });

        var (exitCode, output) = await RunAsync("journal", "verify");

        Assert.Equal(0, exitCode);
        Assert.Contains($"6 entries of 1 account, chain intact{Environment.NewLine}  account {SandboxApi.Account}: entry 6, hash ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_AfterAnEntryWasChanged_NamesItAndFails()
    {
        await FillAsync();
        await using (SqliteConnection connection = new($"Data Source={Path.Combine(_folder.FullName, "portal.db")}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """UPDATE "Entries" SET "Content" = replace("Content", 'anna', 'otto') WHERE "Sequence" = 3""";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        var (exitCode, output) = await RunAsync("journal", "verify");

        Assert.Equal(1, exitCode);
        Assert.Contains($"Account {SandboxApi.Account}, entry 3: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WhereNoStoreIs_FailsAndCreatesNone()
    {
        var (exitCode, output) = await RunAsync("journal", "verify");

        Assert.Equal(1, exitCode);
        Assert.Contains("no journal", output, StringComparison.Ordinal);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task Verify_WhereNoServerIs_SaysSoWithoutThePassword()
    {
        var (exitCode, output) = await RunAsync("journal", "verify", "--Store:ConnectionString", "Host=/nowhere;Database=portal;Username=portal;Password=never-to-be-printed");

        Assert.Equal(1, exitCode);
        Assert.Contains("/nowhere", output, StringComparison.Ordinal);
        Assert.DoesNotContain("never-to-be-printed", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_ThatThereIsNot_IsRefusedWithTheOneThatThereIs()
    {
        var (exitCode, output) = await RunAsync("journal", "repair");

        Assert.Equal(2, exitCode);
        Assert.Contains("journal verify", output, StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        await using var portal = new ServiceCollection().AddLogging().AddPortalStore(_folder.FullName).BuildServiceProvider();
        var journal = portal.GetRequiredService<IJournal>();
        for (var number = 0; number < 3; number++)
        {
            var open = await journal.IntendAsync(
                new() { Account = SandboxApi.Account, Actor = new("anna", Role.Operator), Kind = "Target", ResourceId = "one", Operation = ChangeOperation.Update, Baseline = [], Proposed = new() { ["n"] = number } },
                TestContext.Current.CancellationToken);
            Assert.Equal(Completion.Written, await journal.CompleteAsync(open, new(JournalEvent.Applied)));
        }
    }

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AdminPortal.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["Store__Folder"] = _folder.FullName },
        })!;
        var (output, problem) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await problem);
    }
}
