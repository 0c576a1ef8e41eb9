using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Routing;
using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Interconnects;

/// <summary>Magic CF interconnects (reference section 4). Each answer has its own inner name, and none can be created or deleted here.</summary>
internal sealed class InterconnectsSection : ISection
{
    public const string Kind = "interconnects";
    private const string Collection = "accounts/{account_id}/magic/cf_interconnects";
    private const string One = Collection + "/{cf_interconnect_id}";
    private const string Documentation = "https://developers.cloudflare.com/api/resources/magic_transit/subresources/cf_interconnects/";

    public void Fill(AccountState account, SandboxOptions options)
    {
        foreach (var interconnect in InterconnectSamples.Make())
            account[Kind].Put(interconnect);
    }

    public void Map(ApiRoutes routes)
    {
        routes.Get(Collection, call => Reply.Ok(new JsonObject { ["interconnects"] = Show(call, call.Account[Kind].Read().Resources) }));
        routes.Get(One, call => Find(call) is { } found ? Reply.Ok(new JsonObject { ["interconnect"] = Show(call, found) }) : Missing(call));
        routes.Put(One, Update);
        routes.Put(Collection, UpdateMany);
    }

    private static Reply Update(ApiCall call)
    {
        if (Find(call) is not { } stored)
            return Missing(call);
        var findings = new Findings(Documentation);
        var validateOnly = ReadValidateOnly(call, findings);
        var rules = new InterconnectRules(call.Account, [stored], HealthCheckTarget.IsObject(call));
        rules.Check(Field.Root(findings, call.Body, stored.Json));
        if (findings.Any)
            return findings.ToReply();

        var proposed = InterconnectBody.Replace(stored, call.Body, call.Now, validateOnly);
        if (!validateOnly)
            call.Account[Kind].Put(proposed);
        return Reply.Ok(new JsonObject { ["modified"] = !validateOnly, ["modified_interconnect"] = Show(call, proposed) });
    }

    /// <summary>All or nothing. The body is untyped in every document; this takes <c>{ "interconnects": [ { "id": …, … } ] }</c>.</summary>
    private static Reply UpdateMany(ApiCall call)
    {
        var findings = new Findings(Documentation);
        var validateOnly = ReadValidateOnly(call, findings);
        var changes = ReadChanges(call, findings);
        var rules = new InterconnectRules(call.Account, [.. changes.Select(change => change.Stored)], HealthCheckTarget.IsObject(call));
        // Names that stay are taken before names that are given.
        foreach (var (field, _) in changes.OrderBy(change => change.Field["name"].NeedsCheck))
            rules.Check(field);
        if (findings.Any)
            return findings.ToReply();

        var proposed = changes.Select(change => InterconnectBody.Replace(change.Stored, change.Field.Value, call.Now, validateOnly)).ToList();
        foreach (var interconnect in validateOnly ? [] : proposed)
            call.Account[Kind].Put(interconnect);
        return Reply.Ok(new JsonObject { ["modified"] = !validateOnly, ["modified_interconnects"] = Show(call, proposed) });
    }

    private static List<(Field Field, Resource Stored)> ReadChanges(ApiCall call, Findings findings)
    {
        var list = Field.Root(findings, call.Body)["interconnects"];
        list.RefuseWhenMissing("interconnects is required.");
        list.IsChanged(JsonValueKind.Array, "interconnects");
        List<(Field, Resource)> changes = [];
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var item in list.Items())
        {
            var id = item["id"];
            if (item.Value.ValueKind != JsonValueKind.Object)
                item.Refuse(ErrorCode.WrongType, "An interconnect must be an object.");
            else if (id.Text is not { } text)
                id.Refuse(ErrorCode.Required, "id is required.");
            else if (call.Account[Kind].Find(text) is not { } stored)
                id.Refuse(ErrorCode.UnknownReference, "No interconnect has this id.");
            else if (!seen.Add(text))
                id.Refuse(ErrorCode.NotUnique, "This interconnect stands in the list more than once.");
            else
                changes.Add((item with { Stored = stored.Json }, stored));
        }

        return changes;
    }

    private static bool ReadValidateOnly(ApiCall call, Findings findings) => new QueryReader(call.Query, findings).Flag("validate_only") ?? false;

    private static JsonObject Show(ApiCall call, Resource interconnect) => HealthCheckTarget.Show(interconnect, HealthCheckTarget.IsObject(call));

    private static JsonArray Show(ApiCall call, IEnumerable<Resource> interconnects)
        => new([.. interconnects.Select(interconnect => Show(call, interconnect))]);

    private static Resource? Find(ApiCall call) => call.Account[Kind].Find(call.RouteValue("cf_interconnect_id"));

    private static Reply Missing(ApiCall call) => Ids.Missing(call, call.RouteValue("cf_interconnect_id"), "Interconnect");
}
