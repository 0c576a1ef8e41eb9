using System.Text;
using AdminPortal.Changes.Sessions;
using AdminPortal.Changes.Store;

namespace AdminPortal.Security.Oidc;

/// <summary>What the provider itself says of somebody's sign-out: by a call of its own, or through a frame in the person's browser.</summary>
internal sealed class ProviderLogout(ISessions sessions, LogoutTokens tokens, ProviderMetadata metadata, ILogger<ProviderLogout> log)
{
    public const string BackChannelPath = "/backchannel-logout";
    public const string FrontChannelPath = "/signout-oidc";

    private const int LargestBody = 32 * 1024;

    /// <summary>OpenID Connect Back-Channel Logout 1.0: a signed order, which ends what it names.</summary>
    public async Task<IResult> BackChannelAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            var logout = await tokens.ReadAsync(await TokenInAsync(context.Request), context.RequestAborted);
            var ended = await sessions.EndAtProviderAsync(logout.Issuer, logout.Session, logout.Subject, context.RequestAborted);
            log.LogInformation("The provider ended {Count} sessions.", ended);
            return Results.Ok();
        }
        catch (SignInException problem)
        {
            log.LogWarning("A logout of the provider was refused: {Problem}", problem.Message);
            return Results.Json(new { error = "invalid_request", error_description = "The logout token does not count." }, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (StoreUnavailableException problem)
        {
            log.LogError("A logout of the provider could not be carried out: {Problem}", problem.Message);
            return Results.Json(new { error = "temporarily_unavailable", error_description = "Sessions cannot be ended now." }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>OpenID Connect Front-Channel Logout 1.0: nothing proves who asks, so that it ends only a session whose unguessable id it names.</summary>
    public async Task<IResult> FrontChannelAsync(HttpContext context, string? iss, string? sid)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            var provider = await metadata.GetAsync(context.RequestAborted);
            if (iss == provider.Issuer && !string.IsNullOrEmpty(sid))
            {
                await sessions.EndAtProviderAsync(iss, sid, subject: null, context.RequestAborted);
            }

            // The same whatever came of it, so that nobody learns which ids there are.
            return Results.Text("Signed out of this console.", "text/plain", Encoding.UTF8);
        }
        catch (Exception problem) when (problem is SignInException or StoreUnavailableException)
        {
            log.LogError("A logout through the browser could not be carried out: {Problem}", problem.Message);
            return Results.Text("Not signed out: try again.", "text/plain", Encoding.UTF8, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<string?> TokenInAsync(HttpRequest request)
    {
        if (!request.HasFormContentType || request.ContentLength > LargestBody)
        {
            return null;
        }

        try
        {
            return (await request.ReadFormAsync(new() { BufferBodyLengthLimit = LargestBody, ValueLengthLimit = LargestBody, ValueCountLimit = 8 }, request.HttpContext.RequestAborted))["logout_token"];
        }
        catch (Exception problem) when (problem is InvalidDataException or BadHttpRequestException)
        {
            throw new SignInException(SignInFailure.TokenInvalid, $"What was sent is no form with a token: {problem.Message}", problem);
        }
    }
}
