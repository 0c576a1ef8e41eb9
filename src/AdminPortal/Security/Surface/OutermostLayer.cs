using AdminPortal.Changes.Store;
using Microsoft.AspNetCore.Diagnostics;

namespace AdminPortal.Security.Surface;

/// <summary>What is outside of everything else, the framework's check of the host included: headers, and words for what is refused.</summary>
internal sealed class OutermostLayer(Headers headers) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(headers.AddAsync);
        app.UseExceptionHandler(failed => failed.Run(ExplainAsync));
        app.Use(Refusals.ExplainHostAsync);
        next(app);
    };

    /// <summary>Without the store nobody knows whose session it is. That is no reason to end it, and a proxy that took the next instance would find the same there: no 503.</summary>
    private static Task ExplainAsync(HttpContext context)
    {
        if (context.Features.Get<IExceptionHandlerFeature>()?.Error is not StoreUnavailableException)
        {
            return Refusals.WriteAsync(context, StatusCodes.Status500InternalServerError);
        }

        context.Response.Headers["Refresh"] = "3";
        return Refusals.WriteAsync(context, StatusCodes.Status500InternalServerError, new(
            "The console's store does not answer", "You are not signed out: this page opens by itself once the store is back. Pages that are open go on showing what the API says, and nothing can be saved meanwhile."));
    }
}
