using System.Runtime.InteropServices;

namespace AdminPortal.Sandbox;

/// <summary>The sandbox alone: <c>dotnet run --project src/AdminPortal.Sandbox -- --urls http://127.0.0.1:8787</c>.</summary>
internal static class Program
{
    private static async Task Main(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var options = SandboxOptions.FromConfiguration(configuration);
        options.Url = configuration["urls"] ?? options.Url;

        var stop = new TaskCompletionSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        await using var sandbox = await SandboxServer.StartAsync(options);
        Console.WriteLine(sandbox.Describe());
        await stop.Task;
    }
}
