using Microsoft.Extensions.Configuration;
using Npgsql;

namespace AdminPortal.Changes.Store;

/// <summary>Which database the store is: PostgreSQL where <c>Store:ConnectionString</c> names one, else a SQLite file in <c>Store:Folder</c>.</summary>
public sealed class StoreSettings
{
    private const string DefaultFolder = "data";

    private StoreSettings(string? folder, string? connectionString)
    {
        Folder = folder is null ? null : new(folder);
        ConnectionString = connectionString;
    }

    /// <summary>The folder of the SQLite file, or null where the store is PostgreSQL.</summary>
    public StoreFolder? Folder { get; }

    /// <summary>Whether several instances may share the store.</summary>
    public bool IsShared => Folder is null;

    /// <summary>How PostgreSQL is reached, its password included: for the driver alone.</summary>
    internal string? ConnectionString { get; }

    /// <summary>A SQLite file.</summary>
    /// <param name="folder">An absolute path, or one relative to the working directory.</param>
    public static StoreSettings InFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return new(folder, connectionString: null);
    }

    /// <summary>A PostgreSQL database.</summary>
    /// <param name="connectionString">In Npgsql's form: <c>Host=…;Database=…;Username=…;Password=…</c>.</param>
    /// <exception cref="ArgumentException">It cannot be understood, or names no host.</exception>
    public static StoreSettings AtServer(string connectionString)
    {
        var problem = ProblemWith(connectionString);
        return problem is null ? new(folder: null, connectionString) : throw new ArgumentException(problem, nameof(connectionString));
    }

    /// <summary>Reads <c>Store:ConnectionString</c> and <c>Store:Folder</c>.</summary>
    /// <returns>The settings, or the problem with them. The problem never repeats the connection string, which holds a password.</returns>
    public static (StoreSettings? Settings, string? Problem) Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration["Store:ConnectionString"] is { } given && !string.IsNullOrWhiteSpace(given)
            ? ProblemWith(given) is { } problem ? (null, problem) : (AtServer(given), null)
            : (InFolder(configuration["Store:Folder"] is { } folder && !string.IsNullOrWhiteSpace(folder) ? folder : DefaultFolder), null);
    }

    internal StoreEngine Engine() => Folder is null ? new PostgresEngine(ConnectionString!) : new SqliteEngine(Folder);

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
