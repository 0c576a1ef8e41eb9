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
        response.StatusCode = (int)reply.Status;
        response.ContentType = "application/json";

        // The server's own memory takes the whole body; nothing has left before the flush, so its length can still be told.
        using (var writer = new Utf8JsonWriter(response.BodyWriter, WriterOptions))
        {
            reply.ToEnvelope().WriteTo(writer);
            writer.Flush();
            response.ContentLength = writer.BytesCommitted;
        }

        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }
}
