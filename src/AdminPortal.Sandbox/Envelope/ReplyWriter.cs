using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AdminPortal.Sandbox.Envelope;

/// <summary>Writes a reply as the one body of an answer.</summary>
internal static class ReplyWriter
{
    // The answers are never embedded in HTML; names and addresses stay readable.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(this HttpResponse response, Reply reply)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            reply.ToEnvelope().WriteTo(writer);

        response.StatusCode = (int)reply.Status;
        response.ContentType = "application/json";
        response.ContentLength = buffer.WrittenCount;
        await response.Body.WriteAsync(buffer.WrittenMemory, response.HttpContext.RequestAborted);
    }
}
