using System.Diagnostics;
using System.Text;
using Npgsql;

namespace AdminPortal.Tests.Changes.Store;

/// <summary>A PostgreSQL server of one's own: Debian's programs, a temporary folder, a socket in it and no port.</summary>
/// <remarks>
/// The server ends with this process whatever ends it: a shell between the two waits for its input to close. Nothing waits for the disk
/// (<c>fsync = off</c>) unless it is asked to, which is for tests and for nothing else.
/// </remarks>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "portal";
    private const string Script = "\"$@\" & server=$!; read -r _; kill -INT $server; wait $server";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder;
    private readonly bool _durable;
    private Process? _process;
    private int _databases;

    private PostgresServer(DirectoryInfo folder, bool durable) => (_folder, _durable) = (folder, durable);

    private string Data => Path.Combine(_folder.FullName, "data");

    public static async Task<PostgresServer> StartNewAsync(bool durable = false)
    {
        PostgresServer server = new(Directory.CreateTempSubdirectory("adminportal-postgres-"), durable);
        if (IsRoot)
        {
            await RunAsync("chown", Account, server._folder.FullName);
        }

        // The database's own order of texts is that of a language, so that whatever relies on it is found.
        await RunAsync([.. AsUser(), Program("initdb"), "-D", server.Data, "-U", User, "-A", "trust", "-E", "UTF8", "--no-sync", "--locale-provider=icu", "--icu-locale=en", "--locale=C"]);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts the server again after <see cref="StopAsync"/>; what its databases held is still there.</summary>
    public async Task StartAsync()
    {
        TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StringBuilder said = new();
        string[] settings = ["listen_addresses=", "max_connections=400", $"fsync={(_durable ? "on" : "off")}", $"synchronous_commit={(_durable ? "on" : "off")}"];
        _process = Started("sh", ["-c", Script, "sh", .. AsUser(), Program("postgres"), "-D", Data, "-k", _folder.FullName, .. settings.SelectMany(setting => (string[])["-c", setting])]);
        _process.ErrorDataReceived += (_, line) =>
        {
            said.AppendLine(line.Data);
            if (line.Data?.Contains("database system is ready to accept connections", StringComparison.Ordinal) == true)
            {
                ready.TrySetResult();
            }
        };
        _process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"PostgreSQL ended: {said}"));
        _process.EnableRaisingEvents = true;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(Patience);
    }

    /// <summary>Ends the server as an operator would: whoever is connected is cut off.</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(Patience);
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>Creates an empty database.</summary>
    /// <returns>The connection string.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    /// <summary>Removes a database and cuts off whoever is connected to it.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        await using (NpgsqlConnection connection = new(connectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await ExecuteAsync($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        catch (TimeoutException)
        {
            // It has nothing left to lose: its folder goes with it.
            _process!.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>The server refuses to run as root.</summary>
    private static string Account => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static string[] AsUser() => IsRoot ? ["setpriv", $"--reuid={Account}", "--clear-groups", "--"] : [];

    private static string Program(string name) =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin", name)).First(File.Exists)
            : name;

    private string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = _folder.FullName, Username = User, Database = database, MaxPoolSize = 30 }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using NpgsqlConnection connection = new($"{ConnectionString("postgres")};Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Started(command[0], command[1..]);
        process.BeginOutputReadLine();
        var problem = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)}: {await problem}");
        }
    }

    private static Process Started(string program, string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
        WorkingDirectory = "/",
        Environment = { ["LC_ALL"] = "C" },
    })!;
}
