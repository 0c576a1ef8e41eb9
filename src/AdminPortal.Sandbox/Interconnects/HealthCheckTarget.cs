using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Sandbox.Net;
using AdminPortal.Sandbox.Routing;
using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Interconnects;

/// <summary>
/// The two forms of <c>health_check.target</c>. Stored is the object with <c>saved</c>; <c>effective</c> is computed when it is shown. In the string form the saved value
/// and the default cannot be told apart, so that sending it back saves the default (reference 4.4).
/// </summary>
internal static class HealthCheckTarget
{
    public static bool IsObject(ApiCall call) => call.HasTrueHeader("x-magic-new-hc-target");

    public static JsonObject Show(Resource interconnect, bool asObject)
    {
        var node = interconnect.ToNode();
        if (node.ObjectAt("health_check") is not { } check)
            return node;
        var effective = Effective(interconnect.Json);
        if (!asObject)
        {
            check["target"] = effective;
            return node;
        }

        if (check["target"] is not JsonObject target)
            check["target"] = target = new JsonObject { ["saved"] = interconnect.Json.Member("health_check").Member("target").TextOrEmpty() };
        target["effective"] = effective;
        return node;
    }

    /// <summary>The saved address, otherwise the customer's side of the tunnel: the documents' "customer_gre_endpoint" exists nowhere in an interconnect.</summary>
    public static string Effective(JsonElement interconnect)
    {
        var target = interconnect.Member("health_check").Member("target");
        var saved = target.ValueKind == JsonValueKind.String ? target.GetString()! : target.Member("saved").TextOrEmpty();
        if (saved.Length > 0)
            return saved;
        return Subnet.TryParse(interconnect.Member("interface_address").TextOrEmpty(), out var subnet) && subnet.IsIPv4 ? subnet.OtherHost.ToString() : "";
    }

    /// <summary>Turns either form of a body into the stored one.</summary>
    public static void Store(JsonObject check)
    {
        if (check["target"] is not JsonObject target)
            check["target"] = target = new JsonObject { ["saved"] = check["target"]?.DeepClone() };
        target.Remove("effective");
        target.SetDefault("saved", "");
    }
}
