using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Routing;
using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Targets;

/// <summary>Infrastructure access targets (reference section 2).</summary>
internal sealed class TargetsSection : ISection
{
    public const string Kind = "targets";
    private const string Collection = "accounts/{account_id}/infrastructure/targets";
    private const string One = Collection + "/{target_id}";
    private const string Documentation
        = "https://developers.cloudflare.com/api/resources/zero_trust/subresources/access/subresources/infrastructure/subresources/targets/";

    public void Fill(AccountState account, SandboxOptions options)
    {
        foreach (var target in TargetSamples.Make(options.TargetCount))
            account[Kind].Put(target);
    }

    public void Map(ApiRoutes routes)
    {
        routes.Get(Collection, List);
        routes.Post(Collection, Create);
        routes.Get(One, call => Find(call) is { } target ? Reply.Ok(target) : Missing(call));
        routes.Put(One, Update);
        routes.Delete(One, Delete);
        routes.Put(Collection + "/batch", CreateMany, JsonValueKind.Array);
        routes.Post(Collection + "/batch_delete", DeleteMany);
    }

    private static Reply List(ApiCall call)
    {
        var findings = new Findings(Documentation);
        var query = new QueryReader(call.Query, findings);
        var filter = new TargetFilter(query);
        var order = new TargetOrder(query);
        var page = query.Number("page", fallback: 1, minimum: 1);
        var perPage = query.Number("per_page", fallback: 1000, minimum: 1, maximum: 1000);
        if (findings.Any)
            return findings.ToReply();

        var found = order.Apply(call.Account[Kind].Read()).Where(filter.Accepts).ToList();
        var skipped = Math.Min((long)(page - 1) * perPage, found.Count);
        return Reply.Page(found.Skip((int)skipped).Take(perPage), page, perPage, found.Count);
    }

    private static Reply Create(ApiCall call)
    {
        var findings = new Findings(Documentation);
        var rules = new TargetRules(call.Account);
        rules.Check(Field.Root(findings, call.Body));
        if (findings.Any)
            return findings.ToReply();

        var target = TargetBody.New(call.Body, rules.DefaultNetwork, call.Now);
        call.Account[Kind].Put(target);
        return Reply.Ok(target);
    }

    private static Reply CreateMany(ApiCall call)
    {
        var findings = new Findings(Documentation);
        var rules = new TargetRules(call.Account);
        foreach (var field in Field.Root(findings, call.Body).Items())
        {
            if (field.Value.ValueKind == JsonValueKind.Object)
                rules.Check(field);
            else
                field.Refuse(ErrorCode.WrongType, "A target must be an object.");
        }

        if (findings.Any)
            return findings.ToReply();

        var targets = call.Body.EnumerateArray().Select(body => TargetBody.New(body, rules.DefaultNetwork, call.Now)).ToList();
        foreach (var target in targets)
            call.Account[Kind].Put(target);
        return Reply.List(targets);
    }

    private static Reply Update(ApiCall call)
    {
        if (Find(call) is not { } stored)
            return Missing(call);
        var findings = new Findings(Documentation);
        var rules = new TargetRules(call.Account, exceptId: stored.Id);
        rules.Check(Field.Root(findings, call.Body, stored.Json));
        if (findings.Any)
            return findings.ToReply();

        var target = TargetBody.Replace(stored, call.Body, rules.DefaultNetwork, call.Now);
        call.Account[Kind].Put(target);
        return Reply.Ok(target);
    }

    private static Reply Delete(ApiCall call)
    {
        if (Find(call) is not { } stored)
            return Missing(call);
        call.Account[Kind].Remove(stored.Id);
        return Reply.Ok(result: (JsonNode?)null);
    }

    /// <summary>All or nothing: what happens to an id that names no target is not documented.</summary>
    private static Reply DeleteMany(ApiCall call)
    {
        var findings = new Findings(Documentation);
        var ids = Field.Root(findings, call.Body)["target_ids"];
        ids.RefuseWhenMissing("target_ids is required.");
        ids.IsChanged(JsonValueKind.Array, "target_ids");
        foreach (var id in ids.Items())
        {
            if (!Guid.TryParseExact(id.Text, "D", out _))
                id.Refuse(ErrorCode.Invalid, "A target id must be a UUID.");
            else if (call.Account[Kind].Find(id.Text!) is null)
                id.Refuse(ErrorCode.UnknownReference, "No target has this id.");
        }

        if (findings.Any)
            return findings.ToReply();
        call.Account[Kind].RemoveAll(ids.Items().Select(id => id.Text!).ToHashSet(StringComparer.OrdinalIgnoreCase));
        return Reply.Ok(result: (JsonNode?)null);
    }

    private static Resource? Find(ApiCall call) => call.Account[Kind].Find(call.RouteValue("target_id"));

    private static Reply Missing(ApiCall call)
        => Guid.TryParseExact(call.RouteValue("target_id"), "D", out _) ? Reply.NotFound("Target") : Reply.Unroutable(call.Path);
}
