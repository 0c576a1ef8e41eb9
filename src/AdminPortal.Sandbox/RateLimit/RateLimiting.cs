using System.Globalization;
using System.Net;
using AdminPortal.Sandbox.Envelope;

namespace AdminPortal.Sandbox.RateLimit;

/// <summary>The documented rate limit and its headers, on every answer of the API.</summary>
internal sealed class RateLimiting(RequestDelegate next, RateWindow window, SandboxOptions options)
{
    private readonly string _policy = string.Create(
        CultureInfo.InvariantCulture,
        $"\"default\";q={options.RateLimit.Announced};w={(long)options.RateLimit.Window.TotalSeconds}");

    public async Task InvokeAsync(HttpContext context)
    {
        var state = window.Count();
        var seconds = (long)Math.Ceiling(state.ResetsIn.TotalSeconds);
        var headers = context.Response.Headers;
        headers["Ratelimit"] = string.Create(CultureInfo.InvariantCulture, $"\"default\";r={state.Remaining};t={seconds}");
        headers["Ratelimit-Policy"] = _policy;
        if (state.IsAllowed)
        {
            await next(context);
            return;
        }

        headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await context.Response.WriteAsync(Reply.Refused(
            HttpStatusCode.TooManyRequests,
            new ApiError(ErrorCode.RateLimited, "Please wait and consider throttling your request speed")));
    }
}
