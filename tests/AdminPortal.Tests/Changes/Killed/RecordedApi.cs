using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.Changes.Killed;

/// <summary>
/// A sandbox behind a recorder. It outlives whoever calls it: a write that has come in is carried out and recorded, whether somebody still waits
/// for its answer or not. Writes are carried out one after another, so that their order is known.
/// </summary>
internal sealed class RecordedApi : IAsyncDisposable
{
    private const string Account = "023e105f4ecef8ad9ca31a8372d0c353";

    private static readonly TargetKind Kind = TargetKind.Instance;

    private readonly SandboxServer _sandbox;
    private readonly WebApplication _recorder;
    private readonly HttpClient _http = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SemaphoreSlim _carriedOut = new(0);
    private readonly ConcurrentQueue<RecordedWrite> _writes = [];
    private readonly Dictionary<string, JsonObject> _targets = new(StringComparer.Ordinal);

    private RecordedApi(SandboxServer sandbox, WebApplication recorder) => (_sandbox, _recorder) = (sandbox, recorder);

    /// <summary>Where it is called, as the real API is.</summary>
    public Uri Address => new($"{_recorder.Urls.Single()}/client/v4/");

    /// <summary>What was carried out, in its order.</summary>
    public IReadOnlyList<RecordedWrite> Writes => [.. _writes];

    public static async Task<RecordedApi> StartAsync()
    {
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions { RateLimit = new SandboxRateLimit { Enabled = false } });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        RecordedApi api = new(sandbox, builder.Build());
        api._recorder.Run(api.AnswerAsync);
        await api._recorder.StartAsync();
        return api;
    }

    /// <summary>Waits until so many more writes were carried out.</summary>
    public async Task CarriesOutAsync(int writes)
    {
        for (var left = writes; left > 0; left--)
        {
            await _carriedOut.WaitAsync();
        }
    }

    /// <summary>Waits until no write is under way.</summary>
    public async Task SettleAsync()
    {
        await _writing.WaitAsync();
        _writing.Release();
        while (_carriedOut.Wait(0))
        {
            // What the last process did does not count for the next one.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _recorder.DisposeAsync();
        await _sandbox.DisposeAsync();
        _http.Dispose();
        _writing.Dispose();
        _carriedOut.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var (status, text) = HttpMethods.IsGet(context.Request.Method)
            ? await ForwardAsync(context.Request, body)
            : await WriteAsync(context.Request, body);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(text, context.RequestAborted);
    }

    private async Task<(int Status, string Text)> WriteAsync(HttpRequest request, string body)
    {
        await _writing.WaitAsync();
        try
        {
            // The last segment is the id, unless it is the list's own path.
            var id = request.Path.Value!.Split('/')[^1];
            var before = request.Method == "POST" ? null : _targets.TryGetValue(id, out var known) ? known : Target(await ForwardAsync("GET", request.Path, body: null));
            var (status, text) = await ForwardAsync(request, body);
            if (status < 300)
            {
                var after = request.Method == "DELETE" ? null : Target((status, text));
                var name = (after ?? before!)["hostname"]!.GetValue<string>();
                _targets[after is null ? id : after["id"]!.GetValue<string>()] = after ?? [];
                _writes.Enqueue(new(request.Method, name, Input(before), Input(after)));
                _carriedOut.Release();
            }

            return (status, text);
        }
        finally
        {
            _writing.Release();
        }
    }

    private Task<(int Status, string Text)> ForwardAsync(HttpRequest request, string body) => ForwardAsync(request.Method, $"{request.Path}{request.QueryString}", body);

    private async Task<(int Status, string Text)> ForwardAsync(string method, string path, string? body)
    {
        using HttpRequestMessage forwarded = new(new(method), new Uri(_sandbox.Root, path));
        forwarded.Headers.Authorization = new("Bearer", "sandbox-token");
        forwarded.Content = string.IsNullOrEmpty(body) ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(forwarded);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static JsonObject Target((int Status, string Text) answer) => JsonNode.Parse(answer.Text)!["result"]!.AsObject();

    private static JsonObject? Input(JsonObject? target) => target is null ? null : Kind.InputOf(CloudflareJson.FromNode<Target>(target));

    /// <summary>The sandbox's one account.</summary>
    public static string AccountId => Account;
}

/// <summary>A write that was carried out.</summary>
/// <param name="Method">PUT, POST or DELETE.</param>
/// <param name="Name">The hostname that the target has by it, or had: no two writes of a run give the same.</param>
/// <param name="Before">The input that it found.</param>
/// <param name="After">The input that it left.</param>
internal sealed record RecordedWrite(string Method, string Name, JsonObject? Before, JsonObject? After);
