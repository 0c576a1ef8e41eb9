using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AdminPortal.Benchmarks.Clicks;

/// <summary>What the sandbox itself took for the calls that it was sent, by its own log.</summary>
internal sealed class TimedApi(Uri sandbox) : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly Uri _requests = new(sandbox, "/sandbox/requests");

    /// <summary>Begins anew.</summary>
    public async Task ForgetAsync()
    {
        using var answer = await _http.DeleteAsync(_requests);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The sum of the first calls since, in milliseconds.</summary>
    public async Task<double> TookAsync(int calls)
    {
        var requests = (await _http.GetFromJsonAsync<JsonArray>(_requests))!;
        return requests.Count >= calls
            ? requests.Take(calls).Sum(request => (double)request!["tookMs"]!)
            : throw new InvalidOperationException($"{calls} calls were expected, and these were made: {requests.ToJsonString()}");
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
