using System.Net;
using System.Security.Cryptography;

namespace AdminPortal.Sandbox.Envelope;

/// <summary>Holds the promise that every answer under <c>/client/v4</c> is an envelope with a ray id.</summary>
internal sealed class EnvelopeMiddleware(RequestDelegate next, TextWriter log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers["cf-ray"] = RandomNumberGenerator.GetHexString(16, lowercase: true) + "-SBX";
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            await context.Response.WriteAsync(Reply.Refused((HttpStatusCode)refused.StatusCode, new ApiError(ErrorCode.BodyTooLarge, refused.Message)));
            return;
        }
#pragma warning disable CA1031 // Whatever goes wrong, the caller gets an envelope.
        catch (Exception bug) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            await log.WriteLineAsync(bug.ToString());
            await context.Response.WriteAsync(Reply.Refused(HttpStatusCode.InternalServerError, new ApiError(ErrorCode.Internal, "Internal error of the sandbox.")));
            return;
        }

        // Routing answers 405 by itself, without a body.
        if (context.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false, ContentLength: null })
        {
            await context.Response.WriteAsync(Reply.Refused(
                HttpStatusCode.MethodNotAllowed,
                new ApiError(ErrorCode.MethodNotAllowed, $"Method {context.Request.Method} not allowed for this URI")));
        }
    }
}
