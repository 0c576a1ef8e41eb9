using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AdminPortal.EndToEnd.Tests.Running;

/// <summary>The sandbox seen from beside the portal: what it stores, what it was asked, and how it shall misbehave.</summary>
public sealed class SandboxApi : IDisposable
{
    /// <summary>The sandbox's account.</summary>
    public const string Account = "023e105f4ecef8ad9ca31a8372d0c353";

    private readonly HttpClient _http;

    /// <param name="address">The API's base address, with a trailing slash.</param>
    /// <param name="token">The token that the sandbox takes.</param>
    public SandboxApi(Uri address, string token)
    {
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Initial data, no faults, an empty log.</summary>
    public Task ResetAsync() => SendAsync(HttpMethod.Post, "/sandbox/reset");

    /// <summary>Orders a misbehaviour (see the sandbox's <c>Fault</c>).</summary>
    public Task OrderAsync(JsonObject fault) => SendAsync(HttpMethod.Post, "/sandbox/faults", fault);

    /// <summary>Answers the next PUT with an envelope of these errors.</summary>
    public Task RefuseNextPutAsync(params IEnumerable<JsonObject> errors) => OrderAsync(new JsonObject
    {
        ["method"] = "PUT",
        ["times"] = 1,
        ["status"] = 400,
        ["body"] = new JsonObject
        {
            ["success"] = false,
            ["errors"] = new JsonArray([.. errors]),
            ["messages"] = new JsonArray(),
            ["result"] = null,
        },
    });

    /// <summary>Forgets what was asked so far.</summary>
    public Task ClearLogAsync() => SendAsync(HttpMethod.Delete, "/sandbox/requests");

    /// <summary>What was asked, oldest first.</summary>
    public async Task<IReadOnlyList<LoggedRequest>> LogAsync() => (await _http.GetFromJsonAsync<List<LoggedRequest>>("/sandbox/requests"))!;

    /// <summary>The writes that were asked.</summary>
    public async Task<IReadOnlyList<LoggedRequest>> WritesAsync() => [.. (await LogAsync()).Where(request => request.Method != "GET")];

    /// <summary>Waits until a write has arrived, whether or not it is answered.</summary>
    public async Task WriteArrivedAsync()
    {
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(20));
        while ((await WritesAsync()).Count == 0)
        {
            await look.WaitForNextTickAsync(late.Token);
        }
    }

    /// <summary>A resource as it is stored.</summary>
    public async Task<JsonObject> StoredAsync(string kind, string id) => (await _http.GetFromJsonAsync<JsonObject>(RawPath(kind, id)))!;

    /// <summary>Whether a resource is stored.</summary>
    public async Task<bool> HasAsync(string kind, string id)
    {
        using var answer = await _http.GetAsync(new Uri(RawPath(kind, id), UriKind.Relative));
        return answer.StatusCode != System.Net.HttpStatusCode.NotFound;
    }

    /// <summary>Stores a resource as given, past every rule.</summary>
    public Task StoreAsync(string kind, string id, JsonObject resource) => SendAsync(HttpMethod.Put, RawPath(kind, id), resource);

    /// <summary>Changes what is stored, as somebody else would.</summary>
    public async Task ChangeAsync(string kind, string id, Action<JsonObject> change)
    {
        var resource = await StoredAsync(kind, id);
        change(resource);
        await StoreAsync(kind, id, resource);
    }

    /// <summary>Takes a resource away.</summary>
    public Task RemoveAsync(string kind, string id) => SendAsync(HttpMethod.Delete, RawPath(kind, id));

    /// <summary>The <c>result</c> of a GET below the account, with the token.</summary>
    public async Task<JsonNode> ResultAsync(string path) => (await _http.GetFromJsonAsync<JsonObject>($"accounts/{Account}/{path}"))!["result"]!;

    public void Dispose() => _http.Dispose();

    private static string RawPath(string kind, string id) => $"/sandbox/state/{Account}/{kind}/{id}";

    private async Task SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using HttpRequestMessage request = new(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}

/// <summary>One line of the sandbox's request log.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path.</param>
/// <param name="Query">Its query with the question mark, or nothing.</param>
/// <param name="Status">What was answered; null where the connection was cut.</param>
/// <param name="Landed">Whether it changed what is stored.</param>
public sealed record LoggedRequest(string Method, string Path, string Query, int? Status, bool Landed);
