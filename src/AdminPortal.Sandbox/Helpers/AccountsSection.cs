using System.Text.Json.Nodes;
using AdminPortal.Sandbox.Auth;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Routing;
using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Helpers;

/// <summary>The accounts that the credential can see. Both credentials see all configured ones; an account's token may not list them (reference section 6).</summary>
internal sealed class AccountsSection : ISection
{
    private const string Documentation = "https://developers.cloudflare.com/api/resources/accounts/methods/list/";

    public void Fill(AccountState account, SandboxOptions options)
    {
        // The accounts themselves are configuration.
    }

    public void Map(ApiRoutes routes) => routes.Get("accounts", List);

    private static Reply List(ApiCall call)
    {
        if (call.Http.GetCredential() == Credential.Token && TokenOwners.Of(call.World.Options.ApiToken) == TokenOwner.Account)
            return Reply.BadRequest(new ApiError(ErrorCode.MissingAuthorization, "Account tokens may not list accounts"));

        var findings = new Findings(Documentation);
        var query = new QueryReader(call.Query, findings);
        var name = query.Text("name");
        var page = query.Number("page", fallback: 1, minimum: 1);
        var perPage = query.Number("per_page", fallback: 20, minimum: 5, maximum: 50);
        var isDescending = query.OneOf("direction", "asc", "desc") == "desc";
        if (findings.Any)
            return findings.ToReply();

        var found = call.World.Accounts
            .Select(state => state.Account)
            .Where(account => name is null || account.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .OrderBy(account => account.Name, StringComparer.OrdinalIgnoreCase)
            .Select(Make)
            .ToList();
        if (isDescending)
            found.Reverse();
        var skipped = Math.Min((long)(page - 1) * perPage, found.Count);
        return Reply.Page(found.Skip((int)skipped).Take(perPage), page, perPage, found.Count);
    }

    private static Resource Make(SandboxAccount account) => new(account.Id, new JsonObject
    {
        ["id"] = account.Id,
        ["name"] = account.Name,
        ["type"] = "enterprise", // Three of the kinds are sold with no other plan.
        ["settings"] = new JsonObject { ["enforce_twofactor"] = true, ["abuse_contact_email"] = "abuse@example.net" },
        ["created_on"] = "2018-02-19T11:05:43.000000Z",
    });
}
