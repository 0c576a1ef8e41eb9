using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AdminPortal.Sandbox.Envelope;

namespace AdminPortal.Sandbox.Auth;

/// <summary>
/// Both authentication styles, refused with the codes of reference section 8: 400 with 1001 when no credential is there, 400 with 6003 when its form is wrong,
/// 401 with 10001 ("bad credential or wrong kind", whose status is not published) when it is unknown. 10000 (403) is kept for what its row says: a valid credential
/// that does not reach the account.
/// </summary>
internal sealed partial class Authentication(RequestDelegate next, SandboxOptions options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var (credential, refusal) = Identify(context.Request.Headers);
        if (refusal is not null)
        {
            await context.Response.WriteAsync(refusal);
            return;
        }

        context.SetCredential(credential);
        await next(context);
    }

    private (Credential Credential, Reply? Refusal) Identify(IHeaderDictionary headers)
    {
        if (headers.Authorization.Count > 0)
            return (Credential.Token, CheckToken(headers.Authorization.ToString()));

        string? email = headers["X-Auth-Email"];
        string? key = headers["X-Auth-Key"];
        if (email is null && key is null)
            return (default, Reply.BadRequest(new ApiError(ErrorCode.MissingAuthorization, "Missing \"Authorization\" header")));

        return (Credential.EmailAndKey, CheckEmailAndKey(email, key));
    }

    private Reply? CheckToken(string header)
    {
        var match = BearerShape().Match(header);
        if (!match.Success)
            return InvalidHeaders(new ApiError(ErrorCode.BadAuthorizationFormat, "Invalid format for Authorization header"));
        return Same(match.Groups["token"].Value, options.ApiToken) ? null : Unknown();
    }

    private Reply? CheckEmailAndKey(string? email, string? key)
    {
        List<ApiError> causes = [];
        if (email is null || !email.Contains('@', StringComparison.Ordinal))
            causes.Add(new ApiError(ErrorCode.BadEmailFormat, "Invalid format for X-Auth-Email header"));
        if (string.IsNullOrWhiteSpace(key))
            causes.Add(new ApiError(ErrorCode.BadKeyFormat, "Invalid format for X-Auth-Key header"));
        if (causes.Count > 0)
            return InvalidHeaders([.. causes]);

        var emailIsKnown = string.Equals(email, options.ApiEmail, StringComparison.OrdinalIgnoreCase);
        return Same(key!, options.ApiKey) && emailIsKnown ? null : Unknown();
    }

    private static Reply InvalidHeaders(params IReadOnlyList<ApiError> chain)
        => Reply.BadRequest(new ApiError(ErrorCode.InvalidHeaders, "Invalid request headers") { Chain = chain });

    private static Reply Unknown()
        => Reply.Refused(HttpStatusCode.Unauthorized, new ApiError(ErrorCode.Unauthenticated, "Unable to authenticate request"));

    private static bool Same(string left, string right)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    [GeneratedRegex("^Bearer (?<token>[A-Za-z0-9_.~+/=-]+)\\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BearerShape();
}
