using System.Text;
using System.Text.Json;
using RestEase;
using RestEase.Implementation;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>Carries RestEase's calls out, so that every declared method returns the four-case result and none throws for what the wire does.</summary>
internal sealed class ApiRequester : Requester
{
    private ApiRequester(HttpClient http)
        : base(http)
    {
        RequestBodySerializer = new BodySerializer();
    }

    public static TApi For<TApi>(HttpClient http) => RestClient.For<TApi>(new ApiRequester(http));

    /// <inheritdoc/>
    public override async Task<T> RequestAsync<T>(IRequestInfo requestInfo)
    {
        var reader = ResultReader.For<T>();
        try
        {
            using var response = await SendRequestAsync(requestInfo, readBody: true).ConfigureAwait(false);
            var body = await response.Content.ReadAsStringAsync(requestInfo.CancellationToken).ConfigureAwait(false);
            return reader.Read(response, body);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or OperationCanceledException && !requestInfo.CancellationToken.IsCancellationRequested)
        {
            return reader.NoAnswer(requestInfo.Method, problem);
        }
    }

    private sealed class BodySerializer : RequestBodySerializer
    {
        public override HttpContent? SerializeBody<T>(T body, RequestBodySerializerInfo info) =>
            body is null ? null : new StringContent(JsonSerializer.Serialize(body, CloudflareJson.InfoOf<T>()), Encoding.UTF8, "application/json");
    }
}
