using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Interconnects;

/// <summary>
/// Makes what is stored out of a body. PUT replaces, so a member that is left out is gone or gets the documented default: mtu 1476, automatic_return_routing false,
/// health check on, mid, reply, computed target, description empty. Only the name stays where none or an empty one comes, since a tunnel cannot be without one.
/// </summary>
internal static class InterconnectBody
{
    private const int DefaultMtu = 1476;
    private static readonly string[] ReadOnlyMembers = ["id", "colo_name", "created_on", "modified_on", "version", "virtual_port_reservation_id"];
    private static readonly string[] Clearable = ["interface_address", "interface_address6", "gre", "bgp"];

    public static Resource Replace(Resource stored, JsonElement body, DateTimeOffset now, bool validateOnly)
    {
        var interconnect = JsonObject.Create(body)!;
        interconnect.KeepFrom(stored.Json, ReadOnlyMembers);
        if (!validateOnly)
            interconnect["modified_on"] = Dates.Format(now);

        if (body.Member("name").TextOrEmpty().Length == 0)
            interconnect["name"] = stored.Json.Member("name").TextOrEmpty();
        interconnect.SetDefault("description", "");
        interconnect.SetDefault("automatic_return_routing", false);
        interconnect.SetDefault("mtu", DefaultMtu);
        interconnect.DropNulls(Clearable);

        interconnect.SetDefault("health_check", new JsonObject());
        var check = interconnect.ObjectAt("health_check")!;
        check.SetDefault("enabled", true);
        check.SetDefault("rate", "mid");
        check.SetDefault("type", "reply");
        check.DropNulls("direction", "source");
        HealthCheckTarget.Store(check);
        return new Resource(stored.Id, interconnect);
    }
}
