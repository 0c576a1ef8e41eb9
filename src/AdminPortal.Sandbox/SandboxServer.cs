using AdminPortal.Sandbox.Auth;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Faults;
using AdminPortal.Sandbox.RateLimit;
using AdminPortal.Sandbox.Routing;
using AdminPortal.Sandbox.State;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AdminPortal.Sandbox;

/// <summary>A running simulator of the API with its own listener and its own state in memory.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SandboxServer(WebApplication app, SandboxOptions options)
    {
        _app = app;
        Options = options;
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        Root = new Uri(address.TrimEnd('/') + "/");
        Address = new Uri(Root, "client/v4/");
    }

    /// <summary>Base address of the API, with a trailing slash: <c>http://127.0.0.1:43121/client/v4/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Address of the listener, with a trailing slash; <c>sandbox/faults</c> and its like are below it.</summary>
    public Uri Root { get; }

    /// <summary>What the sandbox was started with.</summary>
    public SandboxOptions Options { get; }

    /// <summary>Address, accounts and credentials in lines to print at the start. The credentials open nothing but this sandbox.</summary>
    public string Describe() => string.Join(
        Environment.NewLine,
        [
            $"Sandbox   {Address}",
            .. Options.Accounts.Select(account => $"Account   {account.Id} ({account.Name})"),
            $"Token     {Options.ApiToken}",
            $"E-mail    {Options.ApiEmail}",
            $"Key       {Options.ApiKey}",
        ]);

    /// <summary>Fills the state and starts to listen.</summary>
    /// <param name="options">Not changed, and not to be changed while the sandbox runs.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The listening sandbox.</returns>
    /// <exception cref="IOException">The port of <see cref="SandboxOptions.Url"/> is taken.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);

        // Empty, so that the settings and the variables of the process that hosts the sandbox (addresses, Kestrel endpoints, logging) do not reach it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddRoutingCore();
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, NoLifetime>());

        var app = builder.Build();
        app.Urls.Add(options.Url);
        Configure(app, options);
        try
        {
            await app.StartAsync(cancellationToken);
            return new SandboxServer(app, options);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Requests that still wait (a fault's latency) are not worth waiting for.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static void Configure(WebApplication app, SandboxOptions options)
    {
        var world = new World(options, Sections.All);
        var window = new RateWindow(options.RateLimit, options.TimeProvider);
        var faults = new FaultBox();
        var log = new RequestLog(options.TimeProvider);

        app.UseWhen(IsApi, api =>
        {
            if (options.FaultsEnabled)
                api.Use((context, next) => Logged(log, context, next));
            api.Use(next => new EnvelopeMiddleware(next, Console.Error).InvokeAsync);
            api.Use(next => new RateLimiting(next, window, options).InvokeAsync);
            if (options.FaultsEnabled)
                api.Use(next => new FaultInjection(next, faults, options.TimeProvider).InvokeAsync);
            api.Use(next => new Authentication(next, options).InvokeAsync);
        });
        app.UseRouting();
        app.UseEndpoints(endpoints =>
        {
            var routes = new ApiRoutes(endpoints, world);
            foreach (var section in Sections.All)
                section.Map(routes);
            if (options.FaultsEnabled)
                endpoints.MapControl(world, faults, log, window);
        });
        app.UseWhen(IsApi, api => api.Run(context => context.Response.WriteAsync(Reply.Unroutable(context.Request.Path))));
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.Value!.StartsWith(ApiRoutes.Prefix, StringComparison.OrdinalIgnoreCase);

    private static Task Logged(RequestLog log, HttpContext context, RequestDelegate next)
    {
        log.Add(context);
        return next(context);
    }

    /// <summary>Signals are the business of the process, which disposes of the sandbox.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
