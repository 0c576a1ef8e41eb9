using AdminPortal.Forms;
using AdminPortal.Lists;

namespace AdminPortal.Shell;

/// <summary>The pages: Blazor components rendered on the server.</summary>
internal static class PortalPages
{
    public static void AddPortalPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(circuit => circuit.DisconnectedCircuitMaxRetained = 100);
        services.AddScoped<ReaderTime>();
        services.AddScoped<Handover>();
        services.AddScoped<ListViews>();
    }

    public static void MapPortalPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        // A path copied with the API's own prefix opens the same page.
        app.MapGet("/client/v4/{**path}", (string? path) => TypedResults.LocalRedirect($"/{path?.TrimStart('/', '\\')}"));
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server =>
        {
            // Compression costs a third more memory a circuit and more than twice the latency (docs/performance.md).
            server.DisableWebSocketCompression = true;
            // The header of our own policy says it already.
            server.ContentSecurityFrameAncestorsPolicy = null;
        });
    }
}
