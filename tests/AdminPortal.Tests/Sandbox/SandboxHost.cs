using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AdminPortal.Sandbox;

namespace AdminPortal.Tests.Sandbox;

/// <summary>A started sandbox and a client of it. Paths are below the account unless they begin with a slash, which stands for <c>/client/v4/</c>.</summary>
public sealed class SandboxHost : IAsyncDisposable, IAsyncLifetime
{
    public const string AccountId = "023e105f4ecef8ad9ca31a8372d0c353";
    public const string SampleTarget = "infrastructure/targets/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
    public const string SampleApp = "magic/apps/ac60d3d0435248289d446cedd870bcf4";
    public const string SamplePeer = "secondary_dns/peers/23ff594956f20c2a721606e94745a8aa";
    public const string SampleInterconnect = "magic/cf_interconnects/c4a7362d577a6c3019a474fd6f485821";
    public const string DefaultNetwork = "c77b744e-acc8-428f-9257-6878c046ed55";
    public const string LabNetwork = "a1f5b7c3-27d4-4b6e-8c19-5e0d9f3a6b42";
    public const string DeletedNetwork = "0d9e8c7b-6a5f-4e3d-8c2b-1a0f9e8d7c6b";
    public const string SampleTsig = "69cd1e104af3e6ed3cb344f263fd0d5a";

    public SandboxServer Server { get; private set; } = null!;

    public HttpClient Http { get; } = new();

    public static async Task<SandboxHost> StartAsync(Action<SandboxOptions>? configure = null)
    {
        var options = new SandboxOptions();
        configure?.Invoke(options);
        return new SandboxHost { Server = await SandboxServer.StartAsync(options, TestContext.Current.CancellationToken) };
    }

    /// <summary>As a class fixture: faults enabled, no rate limit.</summary>
    public async ValueTask InitializeAsync() => Server = await SandboxServer.StartAsync(
        new SandboxOptions { FaultsEnabled = true, RateLimit = new SandboxRateLimit { Enabled = false } },
        TestContext.Current.CancellationToken);

    public Task<Answer> GetAsync(string path, params IEnumerable<(string Name, string Value)> headers) => SendAsync("GET", path, null, headers);

    public Task<Answer> DeleteAsync(string path, string? body = null) => SendAsync("DELETE", path, body);

    public async Task<Answer> SendAsync(string method, string path, string? body, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = Request(method, path, body);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-token");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public HttpRequestMessage Request(string method, string path, string? body = null)
    {
        var relative = path.StartsWith('/') ? path[1..] : $"accounts/{AccountId}/{path}";
        return new HttpRequestMessage(new HttpMethod(method), Server.Address + relative)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
    }

    /// <summary>A call to an endpoint outside the API.</summary>
    public async Task<(int Status, string Text)> ControlAsync(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Server.Root, path));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}

/// <summary>An answer of the API; reading it asserts what every answer owes its reader.</summary>
public sealed record Answer(int Status, JsonElement Envelope, HttpResponseHeaders Headers)
{
    public JsonElement Result => Envelope.GetProperty("result");

    public IReadOnlyList<JsonElement> Items => [.. Result.EnumerateArray()];

    public IReadOnlyList<int> Codes => [.. Envelope.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetInt32())];

    public IReadOnlyList<string> Messages => [.. Envelope.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("message").GetString()!)];

    public IReadOnlyList<string> Pointers =>
    [
        .. Envelope.GetProperty("errors").EnumerateArray()
            .Where(error => error.TryGetProperty("source", out _))
            .Select(error => error.GetProperty("source").GetProperty("pointer").GetString()!),
    ];

    public string this[string path]
    {
        get
        {
            var element = Result;
            foreach (var name in path.Split('.'))
                element = element.GetProperty(name);
            return element.ToString();
        }
    }

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var envelope = JsonElement.Parse(text);
        var (success, errors) = (envelope.GetProperty("success").GetBoolean(), envelope.GetProperty("errors"));
        Assert.Equal(response.IsSuccessStatusCode, success);
        Assert.Equal(success, errors.GetArrayLength() == 0);
        Assert.Equal(JsonValueKind.Array, envelope.GetProperty("messages").ValueKind);
        if (!success)
            Assert.Equal(JsonValueKind.Null, envelope.GetProperty("result").ValueKind);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Matches("^[0-9a-f]{16}-SBX$", Assert.Single(response.Headers.GetValues("cf-ray")));
        Assert.Matches("^\"default\";r=\\d+;t=\\d+$", Assert.Single(response.Headers.GetValues("Ratelimit")));
        Assert.Matches("^\"default\";q=\\d+;w=\\d+$", Assert.Single(response.Headers.GetValues("Ratelimit-Policy")));
        return new Answer((int)response.StatusCode, envelope, response.Headers);
    }

    public Answer Expect(int status)
    {
        Assert.True(status == Status, $"Expected {status}, got {Status}: {Envelope}");
        return this;
    }

    /// <summary>A refused body: 400, every code in the documented range, each pointer as expected.</summary>
    public Answer ExpectPointers(params IEnumerable<string> pointers)
    {
        Expect(400);
        Assert.Equal(pointers.Order(StringComparer.Ordinal), Pointers.Order(StringComparer.Ordinal));
        foreach (var error in Envelope.GetProperty("errors").EnumerateArray())
        {
            Assert.True(error.GetProperty("code").GetInt32() >= 1000);
            Assert.NotEmpty(error.GetProperty("message").GetString()!);
            Assert.StartsWith("https://developers.cloudflare.com/", error.GetProperty("documentation_url").GetString(), StringComparison.Ordinal);
        }

        return this;
    }
}
