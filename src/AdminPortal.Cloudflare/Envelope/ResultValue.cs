using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Cloudflare.Envelope;

/// <summary>Reads the envelope's result as the type that a method declares.</summary>
internal static class ResultValue
{
    /// <summary>False where there is no result but one is needed. An item of a list that cannot be read is left out, with a note.</summary>
    /// <param name="result">The envelope's result, undefined where it has none.</param>
    /// <param name="saysSo">Whether the API says that the call succeeded: an answer that says nothing is no empty list.</param>
    /// <param name="notes">Takes the notes.</param>
    /// <param name="value">The result.</param>
    /// <exception cref="JsonException">The result is not of the declared shape.</exception>
    public static bool TryRead<T>(JsonElement result, bool saysSo, List<ApiMessage> notes, out T value)
    {
        if (typeof(T) == typeof(NoResult))
        {
            value = (T)(object)new NoResult();
            return true;
        }

        var info = CloudflareJson.InfoOf<T>();
        if (result.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            value = default!;
            return saysSo && Empty(info) is { } empty && (value = JsonSerializer.Deserialize(empty, info)!) is not null;
        }

        if (TryDeserialize(result, info, out value!) && !HasGaps(value))
        {
            return true;
        }

        value = WithoutUnreadableItems(result, info, notes).Deserialize(info)!;
        return value is not null;
    }

    /// <summary>What stands for a missing result: an empty list, bare or wrapped; nothing else can.</summary>
    private static string? Empty(JsonTypeInfo info) =>
        info.Kind == JsonTypeInfoKind.Enumerable ? "[]" : info.Type == typeof(InterconnectList) ? """{"interconnects":[]}""" : null;

    private static bool TryDeserialize<T>(JsonElement result, JsonTypeInfo<T> info, out T? value)
    {
        try
        {
            value = result.Deserialize(info);
            return value is not null;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }

    private static bool HasGaps(object? value) => value switch
    {
        InterconnectList list => list.Interconnects is { } items && items.Contains(null!),
        IEnumerable items => items.Cast<object?>().Contains(null),
        _ => false,
    };

    private static JsonNode WithoutUnreadableItems(JsonElement result, JsonTypeInfo info, List<ApiMessage> notes)
    {
        JsonNode node = result.ValueKind switch
        {
            JsonValueKind.Array => JsonArray.Create(result)!,
            JsonValueKind.Object => JsonObject.Create(result)!,
            _ => throw new JsonException("A result is a list or an object.", "$", null, null),
        };
        foreach (var (items, itemInfo) in Lists(node, info))
        {
            for (var index = items.Count - 1; index >= 0; index--)
            {
                if (!CanRead(items[index], itemInfo, out var problem))
                {
                    notes.Add(new() { Message = $"One item of the list cannot be read and is left out: {Describe(items[index])}{problem}." });
                    items.RemoveAt(index);
                }
            }
        }

        return node;
    }

    private static IEnumerable<(JsonArray Items, JsonTypeInfo ItemInfo)> Lists(JsonNode node, JsonTypeInfo info)
    {
        if (node is JsonArray items)
        {
            return info.ElementType is { } itemType ? [(items, CloudflareJson.Default.GetTypeInfo(itemType)!)] : [];
        }

        return info.Type == typeof(InterconnectList) && node["interconnects"] is JsonArray wrapped
            ? [(wrapped, CloudflareJson.Default.Interconnect)]
            : [];
    }

    private static bool CanRead(JsonNode? item, JsonTypeInfo info, out string problem)
    {
        problem = "it is null";
        try
        {
            return item?.Deserialize(info) is not null;
        }
        catch (JsonException unreadable)
        {
            problem = $"its member {unreadable.Path} has an unexpected form";
            return false;
        }
    }

    private static string Describe(JsonNode? item) =>
        item is JsonObject members && members["id"] is JsonValue id && id.GetValueKind() == JsonValueKind.String ? $"{id.GetValue<string>()}, " : "";
}
