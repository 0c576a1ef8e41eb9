using Microsoft.AspNetCore.Http.Features;

namespace AdminPortal.Security.Surface;

/// <summary>Whether a circuit is asked for by a page of this console.</summary>
internal static class Origins
{
    /// <summary>
    /// Refuses a circuit's connection that a page of another origin opens: other host, port or scheme, or <c>null</c>. Browsers name the
    /// origin of every WebSocket and of every POST, so with single sign-on one without it is refused too.
    /// </summary>
    public static Func<HttpContext, RequestDelegate, Task> RefuseForeign(bool withSso) => (context, next) =>
        context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase) && !IsOwn(context.Request, withSso)
            ? Refusals.WriteAsync(context, StatusCodes.Status403Forbidden)
            : next(context);

    private static bool IsOwn(HttpRequest request, bool withSso) => request.Headers.Origin.ToString() switch
    {
        "" => !withSso || IsPlainRead(request),
        var origin => string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>The one request for which browsers name no origin of their own. A WebSocket begins as an upgrade, or over HTTP/2 as a CONNECT.</summary>
    private static bool IsPlainRead(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.HttpContext.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true };
}
