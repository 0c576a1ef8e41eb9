using System.Net;
using System.Text;
using System.Text.Json;
using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Envelope;
using RestEase;
using RestEase.Implementation;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>Carries RestEase's calls out, so that every declared method returns the four-case result and none throws for what the wire does.</summary>
internal sealed class ApiRequester : Requester
{
    /// <summary>The declared path with its placeholders, for logs and measurements.</summary>
    public static readonly HttpRequestOptionsKey<string> PathTemplate = new("AdminPortal.PathTemplate");

    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private readonly AccountAccess _access;

    private ApiRequester(HttpClient http, TimeProvider clock, AccountAccess access)
        : base(http)
    {
        (_http, _clock, _access) = (http, clock, access);
        RequestBodySerializer = new BodySerializer();
    }

    public static TApi For<TApi>(HttpClient http, TimeProvider clock, AccountAccess access) => RestClient.For<TApi>(new ApiRequester(http, clock, access));

    /// <inheritdoc/>
    public override async Task<T> RequestAsync<T>(IRequestInfo requestInfo)
    {
        var reader = ResultReader.For<T>();
        if (RouteChangingId(requestInfo) is { } id)
        {
            return reader.Fail(new ApiFailure.Rejected(NotAnId(id)));
        }

        try
        {
            using var response = await SendRequestAsync(requestInfo, readBody: true).ConfigureAwait(false);
            var body = await AnswerContent.BodyOfAsync(response.Content, requestInfo.CancellationToken).ConfigureAwait(false);
            var result = reader.Read(requestInfo.Method, response, body, _clock.GetUtcNow());
            _access.Observe(requestInfo.Method, requestInfo.Path, reader.FailureOf(result));
            return result;
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or InvalidDataException or OperationCanceledException)
        {
            requestInfo.CancellationToken.ThrowIfCancellationRequested();
            return reader.Fail(NoAnswer.From(requestInfo.Method, problem));
        }
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendRequestAsync(IRequestInfo requestInfo, bool readBody)
    {
        using HttpRequestMessage request = new(requestInfo.Method, ConstructUri(SubstitutePathParameters(requestInfo), requestInfo));

        // The framework sends a request without content again, up to four times, when a reused connection breaks before the answer. A write
        // is never sent again unasked (design section 3); content, even if empty, keeps it from that.
        request.Content = ConstructContent(requestInfo) ?? (requestInfo.Method == HttpMethod.Get ? null : new ByteArrayContent([]));
        request.Options.Set(PathTemplate, requestInfo.Path);
        ApplyHeaders(requestInfo, request);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, requestInfo.CancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> SerializeQueryParameter(QueryParameterInfo queryParameter, IRequestInfo requestInfo) =>
        queryParameter is QueryParameterInfo<bool?>
            ? base.SerializeQueryParameter(queryParameter, requestInfo).Select(pair => KeyValuePair.Create(pair.Key, pair.Value == "True" ? "true" : "false"))
            : base.SerializeQueryParameter(queryParameter, requestInfo);

    /// <summary>
    /// An id that would lead the call to another route: dot segments are folded away before sending, an escaped slash may be unescaped on
    /// the way, nothing at all makes the list's path, and <c>targets/batch</c> creates (reference 2.1). Ids consist of letters, digits and
    /// dashes (reference 1.3).
    /// </summary>
    private static string? RouteChangingId(IRequestInfo requestInfo) =>
        requestInfo.PathParams.Select(parameter => parameter.SerializeToString(null).Value ?? "").FirstOrDefault(id => !IsId(id));

    private static bool IsId(string id) =>
        id is { Length: > 0 and <= 128 } and not ("." or ".." or "batch" or "batch_delete")
        && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');

    private static ApiAnswer NotAnId(string id) => new(
        HttpStatusCode.NotFound,
        Ray: null,
        [new() { Message = $"\"{(id.Length > 64 ? id[..64] + "…" : id)}\" is not an id that the API can have given, so nothing was sent." }],
        []);

    private sealed class BodySerializer : RequestBodySerializer
    {
        public override HttpContent? SerializeBody<T>(T body, RequestBodySerializerInfo info) =>
            body is null ? null : new StringContent(JsonSerializer.Serialize(body, CloudflareJson.InfoOf<T>()), Encoding.UTF8, "application/json");
    }
}
