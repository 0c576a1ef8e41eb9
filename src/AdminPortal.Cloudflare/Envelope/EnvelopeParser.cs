using System.Text.Json;

namespace AdminPortal.Cloudflare.Envelope;

/// <summary>Reads the envelope's own members one by one, so that a strange one costs itself only.</summary>
internal static class EnvelopeParser
{
    /// <summary>The body as JSON, or null where it is not JSON: an HTML page from the edge, nothing, half an answer.</summary>
    public static JsonDocument? Open(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The envelope, its result still in <paramref name="root"/>'s document; null where the answer is JSON, but no object.</summary>
    public static Envelope<JsonElement>? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        try
        {
            return new()
            {
                Success = Member(root, "success").ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null },
                Errors = [.. Entries(Member(root, "errors"))],
                Messages = [.. Entries(Member(root, "messages"))],
                Result = Member(root, "result"),
                ResultInfo = Paging(Member(root, "result_info")),
            };
        }
        catch (InvalidOperationException)
        {
            // Escapes that are no text, such as half a surrogate pair.
            return null;
        }
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;

    /// <summary>Entries in order, each followed by its nested causes.</summary>
    private static IEnumerable<ApiMessage> Entries(JsonElement list) => list.ValueKind switch
    {
        JsonValueKind.Array => list.EnumerateArray().SelectMany(Entries),
        JsonValueKind.Object or JsonValueKind.String => Unfold(Entry(list)),
        _ => [],
    };

    private static IEnumerable<ApiMessage> Unfold(ApiMessage entry) => [entry, .. entry.ErrorChain ?? []];

    private static ApiMessage Entry(JsonElement entry) => entry.ValueKind == JsonValueKind.String
        ? new() { Message = entry.GetString()! }
        : new()
        {
            Code = (int?)Whole(Member(entry, "code")),
            Message = Text(Member(entry, "message")) ?? "",
            DocumentationUrl = Text(Member(entry, "documentation_url")),
            Source = Text(Member(Member(entry, "source"), "pointer")) is { } pointer ? new() { Pointer = pointer } : null,
            ErrorChain = Member(entry, "error_chain") is { ValueKind: JsonValueKind.Array } chain ? [.. Entries(chain)] : null,
            Unknown = Others(entry),
        };

    private static Dictionary<string, JsonElement>? Others(JsonElement entry)
    {
        var others = entry.EnumerateObject()
            .Where(member => member.Name is not ("code" or "message" or "documentation_url" or "source" or "error_chain"))
            .GroupBy(member => member.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().Value.Clone(), StringComparer.Ordinal);
        return others.Count == 0 ? null : others;
    }

    private static ResultInfo? Paging(JsonElement info) => info.ValueKind != JsonValueKind.Object ? null : new()
    {
        Count = (int?)Whole(Member(info, "count")),
        Page = (int?)Whole(Member(info, "page")),
        PerPage = (int?)Whole(Member(info, "per_page")),
        TotalCount = (int?)Whole(Member(info, "total_count")),
        TotalPages = (int?)Whole(Member(info, "total_pages")),
    };

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    /// <summary>A whole number, which may come as a string or with a point.</summary>
    private static decimal? Whole(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.String
        && decimal.TryParse(Text(value), System.Globalization.NumberStyles.Float, null, out var number)
        && number is >= int.MinValue and <= int.MaxValue
            ? decimal.Truncate(number)
            : null;
}
