using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Targets;

/// <summary>Makes what is stored out of a body: everything it carries, unknown members too, and the server's own members.</summary>
internal static class TargetBody
{
    public static Resource New(JsonElement body, Guid? defaultNetwork, DateTimeOffset now)
    {
        var target = Accept(body, defaultNetwork);
        var id = Guid.CreateVersion7(now).ToString();
        target["id"] = id;
        target["created_at"] = Dates.Format(now);
        target["modified_at"] = Dates.Format(now);
        return new Resource(id, target);
    }

    public static Resource Replace(Resource stored, JsonElement body, Guid? defaultNetwork, DateTimeOffset now)
    {
        var target = Accept(body, defaultNetwork);
        target.KeepFrom(stored.Json, "id", "created_at");
        target["modified_at"] = Dates.Format(now);
        return new Resource(stored.Id, target);
    }

    private static JsonObject Accept(JsonElement body, Guid? defaultNetwork)
    {
        var target = JsonObject.Create(body)!;
        target.SetDefault("tags", new JsonObject());
        var ip = target.ObjectAt("ip")!;
        ip.DropNulls("ipv4", "ipv6");
        foreach (var side in new[] { ip.ObjectAt("ipv4"), ip.ObjectAt("ipv6") }.OfType<JsonObject>())
        {
            side.DropNulls("ip_addr", "virtual_network_id");
            if (side.ContainsKey("ip_addr") && defaultNetwork is { } network)
                side.SetDefault("virtual_network_id", network.ToString());
        }

        return target;
    }
}
