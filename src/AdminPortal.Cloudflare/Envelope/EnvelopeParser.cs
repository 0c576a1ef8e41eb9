using System.Text.Json;
using System.Text.Unicode;

namespace AdminPortal.Cloudflare.Envelope;

/// <summary>Reads the envelope's own members one by one, so that a strange one costs itself only.</summary>
internal static class EnvelopeParser
{
    /// <summary>The body as JSON, or null where it is not JSON: an HTML page from the edge, nothing, half an answer.</summary>
    /// <remarks>A member that stands twice makes an object ambiguous: what would be sent back is a guess, so the answer is not taken.</remarks>
    public static JsonDocument? Open(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
        {
            return null;
        }

        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body, new() { AllowDuplicateProperties = false });
            RefuseHalfCharacters(body.Span, document);
            return document;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            document?.Dispose();
            return null;
        }
    }

    /// <summary>
    /// The parser takes <c>"\ud800"</c>, half a character, and throws later, wherever the text is read or sent back. Writing all of it once
    /// finds that out; answers without such escapes are spared it.
    /// </summary>
    private static void RefuseHalfCharacters(ReadOnlySpan<byte> body, JsonDocument document)
    {
        if (body.IndexOf("\\ud"u8) >= 0 || body.IndexOf("\\uD"u8) >= 0)
        {
            using Utf8JsonWriter nowhere = new(Stream.Null);
            document.WriteTo(nowhere);
        }
    }

    /// <summary>The envelope, its result still in <paramref name="root"/>'s document; null where the answer is JSON, but no object.</summary>
    public static Envelope<JsonElement>? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return new()
        {
            Success = Member(root, "success").ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null },
            Errors = [.. Entries(Member(root, "errors"))],
            Messages = [.. Entries(Member(root, "messages"))],
            Result = Member(root, "result"),
            ResultInfo = Paging(Member(root, "result_info")),
        };
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
            .ToDictionary(member => member.Name, member => member.Value.Clone(), StringComparer.Ordinal);
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
