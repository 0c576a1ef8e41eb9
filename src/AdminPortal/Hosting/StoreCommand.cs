using AdminPortal.Changes.Store;

namespace AdminPortal.Hosting;

/// <summary>The command <c>store copy</c>: copies the SQLite file of <c>Store:Folder</c> into the PostgreSQL database of <c>Store:ConnectionString</c>.</summary>
internal static class StoreCommand
{
    private const int Done = 0;
    private const int NotDone = 1;
    private const int Misused = 2;

    /// <summary>Whether these arguments ask for the command instead of the portal.</summary>
    public static bool IsAskedFor(IReadOnlyList<string> args) => args is ["store", ..];

    /// <summary>Copies, and prints what came of it.</summary>
    /// <returns>The process's exit code: 0 where all is copied, 1 where it is not, 2 for a command that there is not.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["store", "copy", .. var settings])
        {
            await Console.Error.WriteLineAsync("The command is: store copy --Store:ConnectionString CONNECTION [--Store:Folder FOLDER]");
            return Misused;
        }

        var configuration = PortalHost.CreateBuilder(settings).Configuration;
        var (to, problem) = StoreSettings.Read(configuration);
        if (to is null or { Folder: not null })
        {
            await Console.Error.WriteLineAsync(problem ?? "Store:ConnectionString names no PostgreSQL database to copy into.");
            return NotDone;
        }

        return await CopyAsync(StoreSettings.FolderIn(configuration), to);
    }

    private static async Task<int> CopyAsync(StoreSettings from, StoreSettings to)
    {
        using var hold = PortalHost.TakeStore(from);
        if (hold is null)
        {
            return NotDone;
        }

        try
        {
            return await TellAsync(await StoreCopy.RunAsync(from, to, CancellationToken.None));
        }
        catch (StoreUnavailableException unavailable)
        {
            await Console.Error.WriteLineAsync(unavailable.Message);
            return NotDone;
        }
    }

    private static async Task<int> TellAsync(StoreCopyResult result)
    {
        switch (result)
        {
            case StoreCopyResult.Copied copied:
                await Console.Out.WriteLineAsync($"{copied.Rows} rows copied, {copied.Entries} of them entries of the journal; its chain is intact. From now on, start the portal with Store:ConnectionString.");
                return Done;
            case StoreCopyResult.Refused refused:
                await Console.Error.WriteLineAsync(refused.Why);
                return NotDone;
            case StoreCopyResult.Differs differs:
                await Console.Error.WriteLineAsync($"The copy is not to be used: {differs.Wrong}");
                return NotDone;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
