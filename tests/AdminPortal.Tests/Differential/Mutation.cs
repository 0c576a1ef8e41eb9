using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Tests.Differential;

/// <summary>One change of an input: a value at a pointer, or (null) nothing any more. A last part <c>-</c> appends to a list.</summary>
internal sealed record Mutation(string Pointer, string? Json)
{
    public static Mutation Of(string pointer, JsonNode? value) => new(pointer, value?.ToJsonString() ?? "null");

    public static Mutation Remove(string pointer) => new(pointer, null);

    /// <summary>Changes <paramref name="input"/>; a change that an earlier one left without a place does nothing.</summary>
    public void Apply(JsonObject input)
    {
        var parts = JsonPointer.Parts(Pointer);
        JsonNode? parent = input;
        foreach (var part in parts.SkipLast(1))
        {
            if (parent is JsonObject members && members[part] is null && Json is not null)
                members[part] = parts[^1] == "-" ? new JsonArray() : new JsonObject();
            parent = parent is JsonObject or JsonArray ? JsonPointer.Read(parent, "/" + JsonPointer.Escape(part)) : null;
        }

        var value = Json is null ? null : JsonNode.Parse(Json);
        switch (parent)
        {
            case JsonObject members when Json is null:
                members.Remove(parts[^1]);
                break;
            case JsonObject members:
                members[parts[^1]] = value;
                break;
            case JsonArray items when parts[^1] == "-":
                items.Add(value);
                break;
            case JsonArray items when int.TryParse(parts[^1], out var index) && index < items.Count:
                if (Json is null)
                    items.RemoveAt(index);
                else
                    items[index] = value;
                break;
        }
    }
}
