using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;

namespace AdminPortal.Hosting;

/// <summary>The command <c>journal verify</c>: checks the journal of the store that the settings name, whether a portal works on it or not.</summary>
internal static class JournalCommand
{
    private const int Intact = 0;
    private const int Broken = 1;
    private const int Misused = 2;

    /// <summary>Whether these arguments ask for the command instead of the portal.</summary>
    public static bool IsAskedFor(IReadOnlyList<string> args) => args is ["journal", ..];

    /// <summary>Checks, and prints what was found.</summary>
    /// <returns>The process's exit code: 0 where all is intact, 1 where it is not or cannot be read, 2 for a command that there is not.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["journal", "verify", .. var settings])
        {
            await Console.Error.WriteLineAsync("The command is: journal verify [--Store:Folder FOLDER | --Store:ConnectionString CONNECTION]");
            return Misused;
        }

        var (store, problem) = StoreSettings.Read(PortalHost.CreateBuilder(settings).Configuration);
        if (store is null)
        {
            await Console.Error.WriteLineAsync(problem);
            return Broken;
        }

        try
        {
            return await TellAsync(await JournalCheck.RunAsync(store, CancellationToken.None));
        }
        catch (StoreUnavailableException unavailable)
        {
            await Console.Error.WriteLineAsync(unavailable.Message);
            return Broken;
        }
    }

    private static async Task<int> TellAsync(VerifyResult? result)
    {
        switch (result)
        {
            case null:
                await Console.Error.WriteLineAsync("There is no journal in the store that the settings name.");
                return Broken;
            case { Broken: { } broken }:
                await Console.Error.WriteLineAsync($"Account {broken.Account}, entry {broken.Sequence}: {broken.Wrong}");
                return Broken;
            default:
                await Console.Out.WriteLineAsync($"{Count(result.Entries, "entry", "entries")} of {Count(result.Heads.Count, "account", "accounts")}, chain intact");
                foreach (var head in result.Heads)
                {
                    await Console.Out.WriteLineAsync($"  account {head.Account}: entry {head.Sequence}, hash {head.Hash}");
                }

                return Intact;
        }
    }

    private static string Count(long number, string one, string many) => $"{number} {(number == 1 ? one : many)}";
}
