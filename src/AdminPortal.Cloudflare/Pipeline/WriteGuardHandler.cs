using System.Net;
using System.Text.Json;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>Lets no write pass that <see cref="IWriteGuard"/> refuses; reads pass unasked.</summary>
internal sealed class WriteGuardHandler(IWriteGuard guard) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Method != HttpMethod.Get && await guard.RefusalAsync(cancellationToken) is { } refusal
            ? Refusal(request, refusal)
            : await base.SendAsync(request, cancellationToken);

    /// <summary>In the form of the API's own refusals, with a status that it has none of: 403 would say something about the token.</summary>
    private static HttpResponseMessage Refusal(HttpRequestMessage request, string refusal) => new(HttpStatusCode.Locked)
    {
        RequestMessage = request,
        Content = new StringContent(JsonSerializer.Serialize(
            new { success = false, errors = new[] { new { message = $"Nothing was sent. {refusal}" } }, messages = Array.Empty<object>(), result = (object?)null })),
    };
}
