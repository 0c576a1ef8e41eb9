using System.Net;
using System.Text.Json.Nodes;
using AdminPortal.Sandbox.Auth;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Routing;
using AdminPortal.Sandbox.State;

namespace AdminPortal.Sandbox.Helpers;

/// <summary>
/// Token verification. A user's token is answered at the user's address, an account's at the account's, and each is refused at the other's (401; reference section 6); one
/// whose shape does not tell passes at both. A global key is no token and gets 1001 at both.
/// </summary>
internal sealed class TokensSection : ISection
{
    public void Fill(AccountState account, SandboxOptions options)
    {
        // The token is configuration.
    }

    public void Map(ApiRoutes routes)
    {
        routes.Get("user/tokens/verify", call => Verify(call, refused: TokenOwner.Account));
        routes.Get("accounts/{account_id}/tokens/verify", call => Verify(call, refused: TokenOwner.User));
    }

    private static Reply Verify(ApiCall call, TokenOwner refused)
    {
        if (call.Http.GetCredential() != Credential.Token)
            return Reply.BadRequest(new ApiError(ErrorCode.MissingAuthorization, "Missing \"Authorization\" header"));

        var options = call.World.Options;
        if (TokenOwners.Of(options.ApiToken) == refused)
            return Reply.Refused(HttpStatusCode.Unauthorized, new ApiError(ErrorCode.Unauthenticated, "Unable to authenticate request"));

        var isExpired = options.TokenExpiresOn <= call.Now;
        var token = new JsonObject { ["id"] = "ed17574386854bf78a67040be0a770b0", ["status"] = isExpired ? "expired" : "active" };
        if (options.TokenExpiresOn is { } expires)
            token["expires_on"] = expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        return Reply.Ok(token) with
        {
            Messages = isExpired ? [] : [new ApiError(10000, "This API Token is valid and active")],
        };
    }
}
