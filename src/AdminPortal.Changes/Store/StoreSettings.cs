using Microsoft.Extensions.Configuration;
using Npgsql;

namespace AdminPortal.Changes.Store;

/// <summary>Which database the store is: PostgreSQL where <c>Store:ConnectionString</c> names one, else a SQLite file in <c>Store:Folder</c>.</summary>
public sealed class StoreSettings
{
    private const string DefaultFolder = "data";
    private const int DefaultDraftDays = 30;
    private const int MostDraftDays = 3650;

    private StoreSettings(StoreFolder? folder, string? connectionString) => (Folder, ConnectionString) = (folder, connectionString);

    /// <summary>The folder of the SQLite file, or null where the store is PostgreSQL.</summary>
    public StoreFolder? Folder { get; }

    /// <summary>Whether several instances may share the store.</summary>
    public bool IsShared => Folder is null;

    /// <summary>How long a draft that nobody touches is kept: <c>Drafts:KeepDays</c>, 30 by default.</summary>
    public TimeSpan DraftsAreKept { get; init; } = TimeSpan.FromDays(DefaultDraftDays);

    /// <summary>How PostgreSQL is reached, its password included: for the driver alone.</summary>
    internal string? ConnectionString { get; }

    /// <summary>A SQLite file.</summary>
    /// <param name="folder">An absolute path, or one relative to the working directory.</param>
    public static StoreSettings InFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return new(new(folder), connectionString: null);
    }

    internal static StoreSettings InFolder(StoreFolder folder) => new(folder, connectionString: null);

    /// <summary>A PostgreSQL database.</summary>
    /// <param name="connectionString">In Npgsql's form: <c>Host=…;Database=…;Username=…;Password=…</c>.</param>
    /// <exception cref="ArgumentException">It cannot be understood, or names no host.</exception>
    public static StoreSettings AtServer(string connectionString)
    {
        var problem = ProblemWith(connectionString);
        return problem is null ? new(folder: null, connectionString) : throw new ArgumentException(problem, nameof(connectionString));
    }

    /// <summary>Reads <c>Store:ConnectionString</c>, <c>Store:Folder</c> and <c>Drafts:KeepDays</c>.</summary>
    /// <returns>The settings, or the first problem with them. The problem never repeats the connection string, which holds a password.</returns>
    public static (StoreSettings? Settings, string? Problem) Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var days = DefaultDraftDays;
        if (Given(configuration, "Drafts:KeepDays") is { } text && !(int.TryParse(text, out days) && days is > 0 and <= MostDraftDays))
        {
            return (null, $"Drafts:KeepDays must be a number of days from 1 to {MostDraftDays}.");
        }

        var connectionString = Given(configuration, "Store:ConnectionString");
        if (connectionString is not null && ProblemWith(connectionString) is { } problem)
        {
            return (null, problem);
        }

        var folder = connectionString is null ? new StoreFolder(Given(configuration, "Store:Folder") ?? DefaultFolder) : null;
        return (new(folder, connectionString) { DraftsAreKept = TimeSpan.FromDays(days) }, null);
    }

    /// <summary>The SQLite file of <c>Store:Folder</c>, also where PostgreSQL is configured beside it.</summary>
    public static StoreSettings FolderIn(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return InFolder(Given(configuration, "Store:Folder") ?? DefaultFolder);
    }

    internal StoreEngine Engine() => Folder is null ? new PostgresEngine(ConnectionString!) : new SqliteEngine(Folder);

    private static string? Given(IConfiguration configuration, string name) => configuration[name] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static string? ProblemWith(string connectionString)
    {
        try
        {
            return string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(connectionString).Host)
                ? "Store:ConnectionString names no Host."
                : null;
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The driver's own message may repeat a part of the string.
            return "Store:ConnectionString is not of the form Host=…;Database=…;Username=…;Password=…";
        }
    }
}
