using System.Net;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>An answer that several callers read, each in a response of its own.</summary>
internal sealed record ReadAnswer(
    HttpStatusCode Status,
    string? Reason,
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Headers,
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> ContentHeaders,
    byte[] Body)
{
    public static async Task<ReadAnswer> OfAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        response.ReasonPhrase,
        [.. response.Headers.NonValidated.Select(Pair)],
        [.. response.Content.Headers.NonValidated.Select(Pair)],
        await response.Content.ReadAsByteArrayAsync());

    public HttpResponseMessage ToResponse(HttpRequestMessage request)
    {
        HttpResponseMessage response = new(Status) { Content = new AnswerContent(Body), ReasonPhrase = Reason, RequestMessage = request };
        foreach (var (name, values) in Headers)
        {
            response.Headers.TryAddWithoutValidation(name, values);
        }

        foreach (var (name, values) in ContentHeaders)
        {
            response.Content.Headers.TryAddWithoutValidation(name, values);
        }

        return response;
    }

    private static KeyValuePair<string, IReadOnlyList<string>> Pair(KeyValuePair<string, System.Net.Http.Headers.HeaderStringValues> header) => new(header.Key, [.. header.Value]);
}

/// <summary>A body that is in memory already, for whom a copy of it would be waste.</summary>
internal sealed class AnswerContent(byte[] body) : ByteArrayContent(body)
{
    /// <summary>The body of an answer, which nobody may write to.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> BodyOfAsync(HttpContent content, CancellationToken cancellationToken) =>
        content is AnswerContent shared ? shared.Body : await content.ReadAsByteArrayAsync(cancellationToken);

    private ReadOnlyMemory<byte> Body { get; } = body;
}
