using System.Net;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Values;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.Cloudflare;

/// <summary>The other end of the wire: a table of requests and their replies, and a record of what was sent.</summary>
internal sealed class Wire : HttpMessageHandler
{
    public const string AccountId = "0da42c8d2132a9ddaf714f9e7c920711";
    public const string Token = "cfut_S3cretTokenThatMustNeverShow";

    private readonly Dictionary<string, Func<HttpResponseMessage>> _replies = new(StringComparer.Ordinal);

    public List<SentRequest> Sent { get; } = [];

    public RecordingLogger Log { get; } = new();

    public static Wire Answering(string request, string body, int status = 200, params (string Name, string Value)[] headers) =>
        new Wire().On(request, body, status, headers);

    public static Wire Failing(string request, Exception problem) => new Wire().On(request, () => throw problem);

    public Wire On(string request, string body, int status = 200, params (string Name, string Value)[] headers) => On(request, () =>
    {
        HttpResponseMessage response = new((HttpStatusCode)status) { Content = new StringContent(body, System.Text.Encoding.UTF8, body.StartsWith('<') ? "text/html" : "application/json") };
        foreach (var (name, value) in headers)
        {
            Assert.True(response.Headers.TryAddWithoutValidation(name, value));
        }

        return response;
    });

    public Wire On(string request, Func<HttpResponseMessage> reply)
    {
        _replies[request] = reply;
        return this;
    }

    public AccountClient Client(Credential? credential = null, string baseAddress = "https://api.test/client/v4") => new CloudflareAccounts(
        () => new(CloudflareSettings.WithSlash(new(baseAddress)), [new(AccountId, "Example", credential ?? new Credential.Token(new Secret(Token)))]),
        this,
        Log,
        TimeProvider.System).All[0];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var line = $"{request.Method} {request.RequestUri!.PathAndQuery.Replace("/client/v4/", "", StringComparison.Ordinal).Replace($"accounts/{AccountId}/", "", StringComparison.Ordinal)}";
        Sent.Add(new(
            line,
            request.RequestUri,
            request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken),
            request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase)));
        cancellationToken.ThrowIfCancellationRequested();
        var response = _replies.TryGetValue(line, out var reply) ? reply() : throw new InvalidOperationException($"No reply for {line}.");
        response.RequestMessage = request;
        return response;
    }
}

internal sealed record SentRequest(string Line, Uri Address, string? Body, IReadOnlyDictionary<string, string> Headers);

internal sealed class RecordingLogger : ILogger
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add($"{formatter(state, exception)} {exception}");
}
