using System.Text.Json.Nodes;
using AdminPortal.Sandbox.Auth;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Routing;
using AdminPortal.Sandbox.State;

namespace AdminPortal.Sandbox.Helpers;

/// <summary>
/// Token verification. The one token of the sandbox passes as a user token and as an account token, because the portal may be configured for either; the real API
/// answers each kind only at its own address. A global key is no token and gets 1001 at both (reference section 6).
/// </summary>
internal sealed class TokensSection : ISection
{
    public void Fill(AccountState account, SandboxOptions options)
    {
        // The token is configuration.
    }

    public void Map(ApiRoutes routes)
    {
        routes.Get("user/tokens/verify", Verify);
        routes.Get("accounts/{account_id}/tokens/verify", Verify);
    }

    private static Reply Verify(ApiCall call)
    {
        if (call.Http.GetCredential() != Credential.Token)
            return Reply.BadRequest(new ApiError(ErrorCode.MissingAuthorization, "Missing \"Authorization\" header"));

        return Reply.Ok(new JsonObject { ["id"] = "ed17574386854bf78a67040be0a770b0", ["status"] = "active" }) with
        {
            Messages = [new ApiError(10000, "This API Token is valid and active")],
        };
    }
}
