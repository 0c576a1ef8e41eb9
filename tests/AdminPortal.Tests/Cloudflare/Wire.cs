using System.Diagnostics.Metrics;
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

    private readonly Dictionary<string, Func<CancellationToken, Task<HttpResponseMessage>>> _replies = new(StringComparer.Ordinal);

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

    public Wire On(string request, Func<HttpResponseMessage> reply) => On(request, _ => Task.FromResult(reply()));

    public Wire On(string request, Func<CancellationToken, Task<HttpResponseMessage>> reply)
    {
        _replies[request] = reply;
        return this;
    }

    /// <summary>What has the last word on writes, where something has.</summary>
    public IWriteGuard? Guard { get; init; }

    /// <summary>A client of this wire; its waits take no time unless the test brings a clock.</summary>
    public AccountClient Client(Credential? credential = null, string baseAddress = "https://api.test/client/v4", TimeProvider? clock = null, IMeterFactory? meters = null) =>
        Clients(baseAddress, clock, meters, (AccountId, credential ?? new Credential.Token(new Secret(Token))))[0];

    public IReadOnlyList<AccountClient> Clients(string baseAddress, TimeProvider? clock, params IEnumerable<(string Id, Credential Credential)> accounts) => Clients(baseAddress, clock, meters: null, accounts);

    private IReadOnlyList<AccountClient> Clients(string baseAddress, TimeProvider? clock, IMeterFactory? meters, params IEnumerable<(string Id, Credential Credential)> accounts) => new CloudflareAccounts(
        () => new(CloudflareSettings.WithSlash(new(baseAddress)), [.. accounts.Select(account => new AccountSettings(account.Id, "Example", account.Credential))]),
        this,
        new(Guard, Meters: meters),
        Log,
        clock ?? new FakeClock(hurries: true)).All;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var line = $"{request.Method} {request.RequestUri!.PathAndQuery.Replace("/client/v4/", "", StringComparison.Ordinal).Replace($"accounts/{AccountId}/", "", StringComparison.Ordinal)}";
        SentRequest sent = new(
            line,
            request.RequestUri,
            request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken),
            request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
        lock (Sent)
        {
            Sent.Add(sent);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var response = _replies.TryGetValue(line, out var reply) ? await reply(cancellationToken) : throw new InvalidOperationException($"No reply for {line}.");
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

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (Lines)
        {
            Lines.Add($"{formatter(state, exception)} {exception}");
        }
    }
}
