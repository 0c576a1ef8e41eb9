using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdminPortal.Sandbox.Validation;

internal static class JsonReading
{
    /// <summary>The member, or undefined when there is none or this is no object.</summary>
    public static JsonElement Member(this JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>The text, or an empty one for anything that is not a string.</summary>
    public static string TextOrEmpty(this JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : "";

    /// <summary>A member as an object that may be changed; null when it is absent or something else.</summary>
    public static JsonObject? ObjectAt(this JsonObject node, string name) => node[name] as JsonObject;

    /// <summary>Removes the members of this object that are null: leaving out is how a known member says nothing.</summary>
    public static void DropNulls(this JsonObject node, params IReadOnlyList<string> names)
    {
        foreach (var name in names.Where(name => node.ContainsKey(name) && node[name] is null))
            node.Remove(name);
    }

    public static void SetDefault(this JsonObject node, string name, JsonNode value)
    {
        if (node[name] is null)
            node[name] = value;
    }

    /// <summary>Replaces the server's own members, whatever the body said about them, with what is stored.</summary>
    public static void KeepFrom(this JsonObject node, JsonElement stored, params IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            node.Remove(name);
            if (stored.Member(name) is { ValueKind: not JsonValueKind.Undefined } value)
                node[name] = value.ToNode();
        }
    }

    public static JsonNode? ToNode(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => JsonValue.Create(element),
    };
}
