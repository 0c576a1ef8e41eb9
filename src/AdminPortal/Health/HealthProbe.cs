namespace AdminPortal.Health;

/// <summary>The command <c>health [url]</c>: asks a running portal whether it lives. Container images have no curl.</summary>
internal static class HealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Whether these arguments ask for the probe instead of the portal.</summary>
    public static bool IsAskedFor(IReadOnlyList<string> args) => args is ["health", ..];

    /// <summary>Asks <c>/health/live</c> once.</summary>
    /// <returns>The process's exit code: 0 for an answer of 2xx, otherwise 1.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var address = Address(args is [_, var given, ..] ? given : null, Environment.GetEnvironmentVariable);
        try
        {
            using HttpClient http = new() { Timeout = Patience };
            using var answer = await http.GetAsync(new Uri(address, "/health/live"));
            await Console.Out.WriteLineAsync($"{address}: {(int)answer.StatusCode}");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address}: {problem.Message}");
            return 1;
        }
    }

    /// <summary>Where the portal in this container listens, by the variables that the framework itself reads.</summary>
    internal static Uri Address(string? given, Func<string, string?> environment)
    {
        var address = given
            ?? First(environment("ASPNETCORE_URLS"))
            ?? (First(environment("ASPNETCORE_HTTP_PORTS")) is { } port ? $"http://localhost:{port}" : "http://localhost:5080");

        // A listener's wildcard is no address to call.
        foreach (var wildcard in (string[])["://+", "://*", "://0.0.0.0", "://[::]"])
        {
            address = address.Replace(wildcard, "://localhost", StringComparison.Ordinal);
        }

        return new Uri(address);
    }

    private static string? First(string? list) => list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
}
