using AdminPortal.Forms;
using AdminPortal.Hosting;
using AdminPortal.Lists;
using AdminPortal.Security;
using AdminPortal.Security.Sessions;
using AdminPortal.Targets;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;

namespace AdminPortal.Shell;

/// <summary>The pages: Blazor components rendered on the server.</summary>
internal static class PortalPages
{
    /// <summary>
    /// The largest message that a circuit takes, in bytes, where the framework's own limit is 32 KiB: a pasted text
    /// (<see cref="TargetsCreationPage.LongestText"/>), its characters as large as they come. Only who has signed in has a circuit.
    /// </summary>
    public const int LargestMessage = 1024 * 1024;

    public static void AddPortalPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(circuit => circuit.DisconnectedCircuitMaxRetained = 100)
            .AddHubOptions(hub => 
            {
                hub.MaximumReceiveMessageSize = LargestMessage;
                hub.AddFilter<SessionActivity>();
            });
        services.AddSingleton<CircuitHandler>(provider => new IdleMemory(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ReadOnlyNews>();
        services.AddScoped<ReaderTime>();
        services.AddScoped<Handover>();
        services.AddScoped<Selections>();
        services.AddScoped<ListViews>();
    }

    public static void MapPortalPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        // A path copied with the API's own prefix opens the same page.
        app.MapGet("/client/v4/{**path}", (string? path) => TypedResults.LocalRedirect(LocalAddress.OrHome(new PathString($"/{path?.TrimStart('/', '\\')}").ToUriComponent())));
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server =>
        {
            // Compression costs a third more memory a circuit and more than twice the latency (docs/performance.md).
            server.DisableWebSocketCompression = true;
            // The header of our own policy says it already.
            server.ContentSecurityFrameAncestorsPolicy = null;
        });
    }
}
