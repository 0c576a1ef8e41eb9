using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdminPortal.Changes.Journal;

/// <summary>One text for one JSON value: members in the order of their names, no blanks, numbers as they were written.</summary>
/// <remarks>
/// Numbers keep their digits, unlike in RFC 8785: the journal is evidence of what was sent, and 64-bit numbers would lose theirs. Of two members
/// of one name the last counts, as for every reader of the API.
/// </remarks>
internal static class CanonicalJson
{
    /// <summary>How deep a value may be nested.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The canonical text.</summary>
    /// <exception cref="JsonException">The value is nested too deeply, or holds text that is no Unicode.</exception>
    public static string Write(JsonNode? node)
    {
        try
        {
            using var document = JsonDocument.Parse(Bytes(writer => WriteTo(writer, node)), new() { MaxDepth = MaxDepth });
            return Encoding.UTF8.GetString(Bytes(writer => Write(writer, document.RootElement)).Span);
        }
        catch (InvalidOperationException problem)
        {
            throw new JsonException("The value holds text that is no Unicode.", problem);
        }
    }

    private static void WriteTo(Utf8JsonWriter writer, JsonNode? node)
    {
        if (node is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            node.WriteTo(writer);
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Key);
                    Write(writer, member.Last().Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static ReadOnlyMemory<byte> Bytes(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Plain))
        {
            write(writer);
        }

        return buffer.WrittenMemory;
    }
}
