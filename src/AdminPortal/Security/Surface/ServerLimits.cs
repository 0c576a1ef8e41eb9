using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AdminPortal.Security.Surface;

/// <summary>What one connection may cost the server, whoever it is.</summary>
internal static class ServerLimits
{
    private const int LongestRequestLine = 8 * 1024;
    private const int LargestHeaders = 32 * 1024;
    private const int MostHeaders = 100;
    private const int LongestFormKey = 256;

    public static void AddServerLimits(this IServiceCollection services)
    {
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            var limits = kestrel.Limits;
            limits.MaxRequestBodySize = SurfaceLimits.LargestBody;
            limits.MaxRequestLineSize = LongestRequestLine;
            limits.MaxRequestHeadersTotalSize = LargestHeaders;
            limits.MaxRequestHeaderCount = MostHeaders;
            limits.RequestHeadersTimeout = SurfaceLimits.HeadersTimeout;
            limits.KeepAliveTimeout = SurfaceLimits.KeepAlive;
            limits.MinRequestBodyDataRate = new(SurfaceLimits.SlowestBody, SurfaceLimits.SlownessGrace);
        });
        services.Configure<FormOptions>(form =>
        {
            form.ValueCountLimit = SurfaceLimits.MostFormValues;
            form.KeyLengthLimit = LongestFormKey;
            form.ValueLengthLimit = SurfaceLimits.LongestFormValue;
            form.BufferBodyLengthLimit = SurfaceLimits.LargestBody;
            form.MultipartBodyLengthLimit = SurfaceLimits.LargestBody;
        });
    }

    /// <summary>Refuses a body that says itself that it is too large, before anything reads it as something else.</summary>
    public static Task RefuseLargeBody(HttpContext context, RequestDelegate next) =>
        context.Request.ContentLength > SurfaceLimits.LargestBody
            ? Refusals.WriteAsync(context, StatusCodes.Status413PayloadTooLarge)
            : next(context);
}
