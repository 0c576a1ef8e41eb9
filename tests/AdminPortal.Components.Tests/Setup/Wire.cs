using System.Net;
using System.Text;
using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Components.Tests.Setup;

/// <summary>The other end of the wire: a table of requests and their replies, and a record of what was sent.</summary>
internal sealed class Wire : HttpMessageHandler
{
    public const string AccountId = "0da42c8d2132a9ddaf714f9e7c920711";
    public const string SecondId = "11111111111111111111111111111111";
    public const string Ray = "8f2b1c9d0e7a4b31-FRA";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Func<Task<HttpResponseMessage>>> _replies = new(StringComparer.Ordinal);
    private readonly List<SentRequest> _sent = [];
    private readonly HashSet<string> _cancelled = new(StringComparer.Ordinal);
    private readonly List<string> _givenUp = [];

    public IReadOnlyList<SentRequest> Sent
    {
        get
        {
            lock (_lock)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>What was sent and not waited for to the end.</summary>
    public IReadOnlyList<string> GivenUp
    {
        get
        {
            lock (_lock)
            {
                return [.. _givenUp];
            }
        }
    }

    /// <summary>What was sent to change something.</summary>
    public IReadOnlyList<SentRequest> Writes => [.. Sent.Where(sent => sent.Method != HttpMethod.Get)];

    public static HttpResponseMessage Reply(string body, int status = 200)
    {
        HttpResponseMessage response = new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        response.Headers.Add("cf-ray", Ray);
        return response;
    }

    /// <summary>Answers <paramref name="request"/>, such as <c>GET magic/apps</c>, from now on; a GET without a query stands for those of any that have no reply of their own.</summary>
    public Wire On(string request, string body, int status = 200) => On(request, () => Task.FromResult(Reply(body, status)));

    public Wire On(string request, Func<Task<HttpResponseMessage>> reply)
    {
        lock (_lock)
        {
            _replies[request] = reply;
        }

        return this;
    }

    /// <summary>Keeps <paramref name="request"/> waiting until the source is set.</summary>
    public TaskCompletionSource<HttpResponseMessage> Hold(string request)
    {
        TaskCompletionSource<HttpResponseMessage> held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        On(request, () => held.Task);
        return held;
    }

    /// <summary>Whether whoever asked <paramref name="request"/> gave it up.</summary>
    public bool WasCancelled(string request)
    {
        lock (_lock)
        {
            return _cancelled.Contains(request);
        }
    }

    /// <summary>As <see cref="Hold"/>, and the caller is told that the call waits for the rate limit.</summary>
    public TaskCompletionSource<HttpResponseMessage> HoldForBudget(string request, DateTimeOffset until)
    {
        TaskCompletionSource<HttpResponseMessage> held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        On(request, async () =>
        {
            using WaitNotice notice = new();
            notice.Tell(new(CallWaitReason.Budget, until));
            return await held.Task;
        });
        return held;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery.Replace("/client/v4/", "", StringComparison.Ordinal);
        var line = $"{request.Method} {path.Replace($"accounts/{AccountId}/", "", StringComparison.Ordinal)}";
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Func<Task<HttpResponseMessage>>? reply;
        // Not disposed of: what waits for the answer would be told first, and take this away.
        _ = cancellationToken.Register(() => MarkCancelled(line));
        lock (_lock)
        {
            _sent.Add(new(request.Method, $"/{path}", line, body, request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase))
            {
                Caller = CallScope.Current.Caller,
            });
            _ = _replies.TryGetValue(line, out reply) || (request.Method == HttpMethod.Get && _replies.TryGetValue(line.Split('?')[0], out reply));
        }

        try
        {
            return reply is null ? throw new InvalidOperationException($"No reply for {line}.") : await reply().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
            {
                _givenUp.Add(line);
            }

            throw;
        }
    }

    private void MarkCancelled(string line)
    {
        lock (_lock)
        {
            _cancelled.Add(line);
        }
    }
}

internal sealed record SentRequest(HttpMethod Method, string Path, string Line, string? Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>In whose name it was sent.</summary>
    public required string Caller { get; init; }
}

/// <summary>The account of the tests, and on request a second one, over the wire fake.</summary>
internal sealed class WiredAccounts(Wire wire, TimeProvider time, bool hasSecond = false, bool shares = false) : ICloudflareAccounts, IDisposable
{
    private readonly HttpClient _http = new(wire) { BaseAddress = new Uri("https://api.test/client/v4/") };

    public IReadOnlyList<AccountClient> All => field ??= Create();

    public AccountClient? Find(string accountId) => All.FirstOrDefault(account => account.AccountId == accountId);

    public void Dispose() => _http.Dispose();

    private List<AccountClient> Create()
    {
        CredentialFacts user = new(CredentialShape.UserToken);
        List<AccountClient> accounts = [new(Wire.AccountId, "Example", _http, time, credential: user)];
        if (hasSecond)
        {
            accounts.Add(new(Wire.SecondId, "Lab", _http, time, credential: shares ? user : new(CredentialShape.AccountToken)));
        }

        return accounts;
    }
}
