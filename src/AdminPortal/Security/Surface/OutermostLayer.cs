namespace AdminPortal.Security.Surface;

/// <summary>What is outside of everything else, the framework's check of the host included: headers, and words for what is refused.</summary>
internal sealed class OutermostLayer(Headers headers) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(headers.AddAsync);
        app.UseExceptionHandler(failed => failed.Run(context => Refusals.WriteAsync(context, StatusCodes.Status500InternalServerError)));
        app.Use(Refusals.ExplainHostAsync);
        next(app);
    };
}
