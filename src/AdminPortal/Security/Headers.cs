using Microsoft.Extensions.Primitives;

namespace AdminPortal.Security;

/// <summary>The headers that every answer carries, from one place: pages, files, refusals and failures alike.</summary>
internal sealed class Headers
{
    private const string OneYear = "max-age=31536000";

    private readonly string _policy;
    private readonly bool _withSso;

    public Headers(IConfiguration configuration)
    {
        _withSso = SignInSettings.IsSsoConfigured(configuration);

        // 'self' is enough everywhere: no inline script, handler or style, no eval, nothing from elsewhere. A form leads to the provider and back:
        // signing out is one, and browsers hold a form to what it is redirected to.
        _policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
            $"object-src 'none'; base-uri 'self'; form-action {string.Join(' ', ["'self'", .. SignInSettings.ProviderOrigins(configuration)])}; frame-ancestors 'none'";
    }

    /// <summary>Adds the headers when the answer begins, whatever has become of it until then.</summary>
    public Task AddAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            Add(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Add(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        if (context.GetEndpoint()?.Metadata.GetMetadata<Oidc.FramedBy>() is { Origin: var provider })
        {
            // Its one sentence is read by nobody, but the provider's page has to be able to ask for it.
            headers.ContentSecurityPolicy = $"default-src 'none'; frame-ancestors {provider}";
            headers.XFrameOptions = StringValues.Empty;
        }

        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // A promise about a name: this machine's own serves other things too, and local sign-in is plain http.
        if (_withSso && context.Request.IsHttps && !Surface.Loopback.IsMeantBy(context.Request.Host.Host))
        {
            headers.StrictTransportSecurity = OneYear;
        }
    }
}
