using System.Text.Json;

namespace AdminPortal.Cloudflare.Envelope;

/// <summary>Reads answers leniently: nothing that one holds makes it throw (reference 1.2).</summary>
internal sealed class EnvelopeReader<T> : ResultReader<ApiResult<T>>
{
    public override ApiResult<T> Read(HttpMethod method, HttpResponseMessage response, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        using var document = EnvelopeParser.Open(body);
        var envelope = document is null ? null : EnvelopeParser.Read(document.RootElement);
        ApiAnswer answer = new(
            response.StatusCode,
            AnswerHeaders.Ray(response),
            envelope?.Errors ?? [],
            envelope?.Messages ?? [],
            envelope?.ResultInfo,
            AnswerHeaders.Budget(response, now));

        return (int)response.StatusCode switch
        {
            429 => Fail(new ApiFailure.Throttled(AnswerHeaders.RetryAfter(response, now), answer)),
            >= 400 and < 500 => Fail(new ApiFailure.Rejected(answer)),
            >= 200 and < 300 => ReadSuccess(method, response, body, envelope, answer),
            var status => Unclear(method, $"The API answered with status {status}{(method == HttpMethod.Get ? "" : ", which says nothing about whether it did what was asked")}.", answer),
        };
    }

    public override ApiResult<T> Fail(ApiFailure failure) => new ApiResult<T>.Failed(failure);

    public override ApiFailure? FailureOf(ApiResult<T> result) => result.Match<ApiFailure?>(_ => null, failure => failure);

    private ApiResult<T> ReadSuccess(HttpMethod method, HttpResponseMessage response, ReadOnlyMemory<byte> body, Envelope<JsonElement>? envelope, ApiAnswer answer)
    {
        if (envelope is null)
        {
            return body.Span.Trim(" \t\r\n"u8).IsEmpty
                ? ReadValue(method, default, saysSo: false, answer)
                : Unclear(method, $"The API answered with {response.Content.Headers.ContentType?.MediaType ?? "something"} that is not its envelope.", answer);
        }

        return envelope switch
        {
            { Success: false } => Fail(new ApiFailure.Rejected(answer)),
            { Success: null, Errors.Count: > 0 } => Unclear(method, "The API answered with errors, and without saying whether the call succeeded.", answer),
            _ => ReadValue(method, envelope.Result, envelope.Success is true, answer),
        };
    }

    private ApiResult<T> ReadValue(HttpMethod method, JsonElement result, bool saysSo, ApiAnswer answer)
    {
        List<ApiMessage> notes = [];
        try
        {
            return ResultValue.TryRead<T>(result, saysSo, notes, out var value)
                ? new ApiResult<T>.Ok(value, notes.Count == 0 ? answer : answer with { Messages = [.. answer.Messages, .. notes] })
                : Unclear(method, "The API answered without the resource.", answer);
        }
        catch (JsonException problem)
        {
            return Unclear(method, $"The API answered with a resource that cannot be read at {problem.Path ?? "some place"}.", answer);
        }
    }

    /// <summary>A read changes nothing, whatever becomes of it; after anything else it has to be looked up.</summary>
    private ApiResult<T> Unclear(HttpMethod method, string reason, ApiAnswer answer) =>
        Fail(new ApiFailure.Unreachable(reason, MayHaveLanded: method != HttpMethod.Get, answer));
}
