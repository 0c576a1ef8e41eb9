using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Sandbox;

namespace AdminPortal.Hosting;

/// <summary>Runs the sandbox inside the portal, on a loopback address of its own.</summary>
internal sealed class EmbeddedSandbox(SandboxOptions options, ILogger<EmbeddedSandbox> log, IHostApplicationLifetime lifetime) : IHostedService, IAsyncDisposable
{
    private readonly TaskCompletionSource<SandboxServer> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How the portal reaches the sandbox. Waits for its start, which takes milliseconds and runs beside the portal's own.</summary>
    public CloudflareSettings Settings =>
        CloudflareSettings.ForSandbox(_started.Task.GetAwaiter().GetResult().Address, options.Accounts[0].Id, options.Accounts[0].Name, options.ApiToken);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = Task.Run(StartSandboxAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_started.Task.IsCompletedSuccessfully)
        {
            await (await _started.Task).DisposeAsync();
        }
    }

    private async Task StartSandboxAsync()
    {
        try
        {
            var server = await SandboxServer.StartAsync(options, CancellationToken.None);
            // The sandbox's credentials are no secret: they open nothing but this process's own invented data.
            log.LogInformation(
                "No account is configured: serving the sandbox at {Address} for account {Account}, token {Token}, e-mail {Email} with key {Key}",
                server.Address, string.Join(", ", options.Accounts.Select(account => account.Id)), options.ApiToken, options.ApiEmail, options.ApiKey);
            _started.SetResult(server);
        }
        catch (Exception problem)
        {
            log.LogCritical(problem, "The sandbox does not start at {Url}", options.Url);
            _started.SetException(problem);
            lifetime.StopApplication();
        }
    }
}
