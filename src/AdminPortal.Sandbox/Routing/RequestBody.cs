using System.Text.Json;
using AdminPortal.Sandbox.Envelope;

namespace AdminPortal.Sandbox.Routing;

/// <summary>Reads a body that must be JSON.</summary>
internal static class RequestBody
{
    // A name that stands twice has no meaning that two readers would agree on.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static async Task<(JsonElement Body, Reply? Refusal)> ReadAsync(HttpRequest request, JsonValueKind expected)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        JsonElement body;
        try
        {
            body = JsonElement.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), Strict);
            RequireText(body);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return (default, Reply.BadRequest(new ApiError(ErrorCode.NotJson, "The body could not be decoded as JSON.")));
        }

        if (body.ValueKind != expected)
        {
            var wanted = expected == JsonValueKind.Array ? "an array" : "an object";
            return (default, Reply.BadRequest(new ApiError(ErrorCode.WrongType, $"The body must be {wanted}.") { Pointer = "" }));
        }

        return (body, null);
    }

    /// <summary>An escape such as half of a surrogate pair passes the parser and throws only when the text is read.</summary>
    private static void RequireText(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    RequireText(item);
                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    RequireText(member.Value);
                }

                break;
        }
    }
}
