using System.Text.Json.Nodes;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Routing;
using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Helpers;

/// <summary>Virtual networks, read-only. Deleted ones are in the list unless <c>is_deleted=false</c> is asked for (reference section 6).</summary>
internal sealed class VirtualNetworksSection : ISection
{
    public const string Kind = "virtual_networks";
    public const string DefaultId = "c77b744e-acc8-428f-9257-6878c046ed55";
    public const string PartnerId = "6f2d1c0a-4f0e-4f4b-9d2a-3b8a5c7e9d10";
    public const string LabId = "a1f5b7c3-27d4-4b6e-8c19-5e0d9f3a6b42";
    public const string DeletedId = "0d9e8c7b-6a5f-4e3d-8c2b-1a0f9e8d7c6b";
    private const string Documentation = "https://developers.cloudflare.com/api/resources/zero_trust/subresources/networks/subresources/virtual_networks/";

    public void Fill(AccountState account, SandboxOptions options)
    {
        account[Kind].Put(Make(DefaultId, "default", "Offices and data centres", "2019-08-01T09:00:00.000000Z", isDefault: true));
        account[Kind].Put(Make(PartnerId, "partner-exchange", "Address space of partners, overlaps with ours", "2023-03-14T10:21:07.318000Z"));
        account[Kind].Put(Make(LabId, "lab", "", "2024-01-22T15:40:12.904000Z"));
        account[Kind].Put(Make(DeletedId, "legacy-dmz", "Emptied and deleted", "2020-05-04T08:12:55.000000Z", deletedAt: "2025-02-28T16:03:31.552000Z"));
    }

    public void Map(ApiRoutes routes) => routes.Get("accounts/{account_id}/teamnet/virtual_networks", List);

    private static Reply List(ApiCall call)
    {
        var findings = new Findings(Documentation);
        var query = new QueryReader(call.Query, findings);
        var id = query.Id("id");
        var name = query.Text("name");
        var isDefault = query.Flag("is_default_network") ?? query.Flag("is_default");
        var isDeleted = query.Flag("is_deleted");
        if (findings.Any)
            return findings.ToReply();

        var found = call.Account[Kind].Read().Resources.Where(network =>
            (id is null || string.Equals(network.Id, id.ToString(), StringComparison.OrdinalIgnoreCase))
            && (name is null || network.Json.Member("name").TextOrEmpty() == name)
            && (isDefault is null || VirtualNetworks.IsDefault(network) == isDefault)
            && (isDeleted is null || VirtualNetworks.IsDeleted(network) == isDeleted)).ToList();
        return Reply.SinglePage(found);
    }

    private static Resource Make(string id, string name, string comment, string createdAt, bool isDefault = false, string? deletedAt = null) => new(id, new JsonObject
    {
        ["id"] = id,
        ["name"] = name,
        ["comment"] = comment,
        ["is_default_network"] = isDefault,
        ["created_at"] = createdAt,
        ["deleted_at"] = deletedAt,
    });
}
