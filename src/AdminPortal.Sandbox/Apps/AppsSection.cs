using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Routing;
using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Apps;

/// <summary>
/// Magic account apps (reference section 3). There is no read of one app. PUT replaces: the members that it leaves out are gone; PATCH lays its members over the
/// stored ones, and a null in it removes a member.
/// </summary>
internal sealed class AppsSection : ISection
{
    public const string Kind = "apps";
    private const string Collection = "accounts/{account_id}/magic/apps";
    private const string One = Collection + "/{account_app_id}";
    private const string Documentation = "https://developers.cloudflare.com/api/resources/magic_transit/subresources/apps/";

    public void Fill(AccountState account, SandboxOptions options)
    {
        foreach (var app in AppSamples.Make())
            account[Kind].Put(app);
    }

    public void Map(ApiRoutes routes)
    {
        routes.Get(Collection, call => Reply.List(call.Account[Kind].Read().Resources));
        routes.Post(Collection, Create);
        routes.Put(One, call => Change(call, (_, body) => body));
        routes.Patch(One, call => Change(call, LayOver));
        routes.Delete(One, Delete);
    }

    private static Reply Create(ApiCall call)
    {
        var findings = new Findings(Documentation);
        AppRules.CheckNew(Field.Root(findings, call.Body));
        if (findings.Any)
            return findings.ToReply();

        var id = Ids.NewHex();
        var app = Own(JsonObject.Create(call.Body)!, id);
        call.Account[Kind].Put(app);
        return Reply.Created(app);
    }

    private static Reply Change(ApiCall call, Func<Resource, JsonObject, JsonObject> merge)
    {
        if (FindOrRefuse(call, out var refusal) is not { } stored)
            return refusal!;
        var findings = new Findings(Documentation);
        AppRules.CheckChange(Field.Root(findings, call.Body, stored.Json));
        if (findings.Any)
            return findings.ToReply();

        var app = Own(merge(stored, JsonObject.Create(call.Body)!), stored.Id);
        call.Account[Kind].Put(app);
        return Reply.Ok(app);
    }

    private static Reply Delete(ApiCall call)
    {
        if (FindOrRefuse(call, out var refusal) is not { } stored)
            return refusal!;
        call.Account[Kind].Remove(stored.Id);
        return Reply.Ok(stored);
    }

    private static JsonObject LayOver(Resource stored, JsonObject body)
    {
        var app = stored.ToNode();
        foreach (var (name, value) in body)
            app[name] = value?.DeepClone();
        return app;
    }

    private static Resource Own(JsonObject app, string id)
    {
        app.DropNulls(AppRules.Members);
        app.Remove("managed_app_id");
        app["account_app_id"] = id;
        return new Resource(id, app);
    }

    private static Resource? FindOrRefuse(ApiCall call, out Reply? refusal)
    {
        var id = call.RouteValue("account_app_id");
        var app = call.Account[Kind].Find(id);
        var isManaged = app?.Json.Member("managed_app_id").ValueKind == JsonValueKind.String;
        refusal = app is null ? Ids.Missing(call, id, "App")
            : isManaged ? Reply.Refused(HttpStatusCode.BadRequest, new ApiError(ErrorCode.ManagedApp, "Managed apps cannot be changed.") { DocumentationUrl = Documentation })
            : null;
        return refusal is null ? app : null;
    }
}
