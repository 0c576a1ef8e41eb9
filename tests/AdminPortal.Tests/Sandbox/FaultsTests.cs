using System.Text.Json;

namespace AdminPortal.Tests.Sandbox;

public sealed class FaultsTests : IAsyncLifetime
{
    private SandboxHost _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxHost.StartAsync(options => options.FaultsEnabled = true);

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Theory]
    [InlineData("POST", "sandbox/faults")]
    [InlineData("GET", "sandbox/faults")]
    [InlineData("DELETE", "sandbox/faults")]
    [InlineData("GET", "sandbox/requests")]
    [InlineData("POST", "sandbox/reset")]
    [InlineData("GET", "sandbox/state/023e105f4ecef8ad9ca31a8372d0c353/peers/23ff594956f20c2a721606e94745a8aa")]
    public async Task Control_NotEnabled_404(string method, string path)
    {
        await using var closed = await SandboxHost.StartAsync();

        Assert.Equal(404, (await closed.ControlAsync(method, path, method == "POST" ? "{}" : null)).Status);
    }

    [Fact]
    public async Task Status_WithoutBody_AnswersAnEnvelopeUntilUsedUp()
    {
        await OrderAsync("""{"method":"GET","path":"/accounts","status":503,"times":2,"retryAfter":"7"}""");

        (await _sandbox.SendAsync("POST", "/accounts", "{}")).Expect(405);
        var refused = (await _sandbox.GetAsync("/accounts")).Expect(503);
        Assert.Equal("7", refused.Headers.GetValues("Retry-After").Single());
        (await _sandbox.GetAsync("/accounts")).Expect(503);
        (await _sandbox.GetAsync("/accounts")).Expect(200);
    }

    [Theory]
    [InlineData(""","body":"<h1>Bad gateway</h1>" """, "text/html", "<h1>Bad gateway</h1>")]
    [InlineData(""","body":"" """, "text/html", "")]
    [InlineData(""","body":{"a":1},"contentType":"application/problem+json" """, "application/problem+json", """{"a":1}""")]
    public async Task Status_WithBody_AnswersThatBody(string body, string contentType, string text)
    {
        await OrderAsync($$"""{"status":502{{body}}}""");

        using var request = _sandbox.Request("GET", "/accounts");
        using var response = await _sandbox.Http.SendAsync(request);

        Assert.Equal(502, (int)response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(text, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("before-write", false)]
    [InlineData("after-write", true)]
    public async Task Cut_AroundAWrite_LosesTheAnswerAndOnlyThen(string cut, bool landed)
    {
        await OrderAsync($$"""{"method":"PUT","path":"accounts/{account_id}/secondary_dns/peers/{peer_id}","cut":"{{cut}}","times":1}""");

        await Assert.ThrowsAsync<HttpRequestException>(() => _sandbox.SendAsync("PUT", SandboxHost.SamplePeer, """{"name":"landed"}"""));

        Assert.Equal(landed ? "landed" : "my-peer-1", (await _sandbox.GetAsync(SandboxHost.SamplePeer))["name"]);
        var put = (await RequestsAsync()).Single(request => request.GetProperty("method").GetString() == "PUT");
        Assert.Equal(landed, put.GetProperty("landed").GetBoolean());
        Assert.Equal(JsonValueKind.Null, put.GetProperty("status").ValueKind);
    }

    [Theory]
    [InlineData("""{"latencyMs":300}""")]
    [InlineData("""{"slowBodyMs":300}""")]
    public async Task Delay_Ordered_AnswersAfterIt(string fault)
    {
        var time = new ImmediateTime();
        await using var sandbox = await SandboxHost.StartAsync(options => (options.FaultsEnabled, options.TimeProvider) = (true, time));
        await sandbox.ControlAsync("POST", "sandbox/faults", fault);

        (await sandbox.GetAsync("/accounts")).Expect(200);

        Assert.Equal([TimeSpan.FromMilliseconds(300)], time.Waits);
    }

    [Theory]
    [InlineData("half", false)]
    [InlineData("all", true)]
    public async Task Loss_OfTheAnswersBody_ComesAfterTheOperation(string loss, bool isEmpty)
    {
        await OrderAsync($$"""{"method":"PUT","loss":"{{loss}}","contentType":"text/plain"}""");
        using var request = _sandbox.Request("PUT", SandboxHost.SamplePeer, """{"name":"landed"}""");
        request.Headers.Authorization = new("Bearer", "sandbox-token");

        using var response = await _sandbox.Http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal((200, "text/plain"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(isEmpty, body.Length == 0);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(body));
        Assert.Equal("landed", (await _sandbox.GetAsync(SandboxHost.SamplePeer))["name"]);
    }

    [Fact]
    public async Task SlowBody_Ordered_SendsTheHeadersFirst()
    {
        await OrderAsync("""{"slowBodyMs":60000}""");
        using var request = _sandbox.Request("GET", "/accounts");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer sandbox-token");

        using var response = await _sandbox.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("accounts/{account_id}/magic/apps", "magic/apps", true)]
    [InlineData("accounts/{account_id}/magic/apps", SandboxHost.SampleApp, false)]
    [InlineData("/client/v4/accounts/{account_id}/magic/*", SandboxHost.SampleInterconnect, true)]
    [InlineData("accounts/*", "/user/tokens/verify", false)]
    [InlineData("^accounts/[^/]+/magic/(apps|cf_interconnects)$", "magic/cf_interconnects", true)]
    public async Task Path_TemplatePrefixOrExpression_MeetsWhatItFits(string pattern, string path, bool isMet)
    {
        await OrderAsync(JsonSerializer.Serialize(new { path = pattern, status = 418 }));

        Assert.Equal(isMet, (await _sandbox.GetAsync(path)).Status == 418);
    }

    [Theory]
    [InlineData("""{"path":"^("}""")]
    [InlineData("""{"cut":"sideways"}""")]
    [InlineData("""{"latency":5}""")]
    [InlineData("""no json""")]
    public async Task Post_Malformed_400(string fault) => Assert.Equal(400, (await _sandbox.ControlAsync("POST", "sandbox/faults", fault)).Status);

    [Fact]
    public async Task Delete_Faults_EndsThem()
    {
        await OrderAsync("""{"path":"accounts","status":500,"times":9}""");
        await _sandbox.GetAsync("/accounts");
        Assert.Equal("""[{"path":"accounts","times":8,"status":500}]""", (await _sandbox.ControlAsync("GET", "sandbox/faults")).Text);

        await _sandbox.ControlAsync("DELETE", "sandbox/faults");

        Assert.Equal("[]", (await _sandbox.ControlAsync("GET", "sandbox/faults")).Text);
        (await _sandbox.GetAsync("/accounts")).Expect(200);
    }

    [Fact]
    public async Task Requests_Log_TellsWhatLanded()
    {
        await _sandbox.GetAsync("secondary_dns/peers?x=1");
        await _sandbox.SendAsync("PUT", SandboxHost.SamplePeer, "{}");
        await _sandbox.SendAsync("PUT", SandboxHost.SamplePeer, """{"name":"a"}""");
        await _sandbox.SendAsync("PUT", SandboxHost.SampleInterconnect + "?validate_only=true", "{}");

        var log = await RequestsAsync();

        Assert.Equal(
            ["GET 200 False", "PUT 400 False", "PUT 200 True", "PUT 200 False"],
            log.Select(request => $"{request.GetProperty("method")} {request.GetProperty("status")} {request.GetProperty("landed")}"));
        Assert.Equal("?x=1", log[0].GetProperty("query").GetString());
        Assert.Equal($"/client/v4/accounts/{SandboxHost.AccountId}/secondary_dns/peers", log[0].GetProperty("path").GetString());

        await _sandbox.ControlAsync("DELETE", "sandbox/requests");
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task State_Raw_IsStoredAndReturnedAsItIs()
    {
        var path = $"sandbox/state/{SandboxHost.AccountId}/peers/23ff594956f20c2a721606e94745a8aa";
        Assert.Equal(204, (await _sandbox.ControlAsync("PUT", path, """{"id":"23ff594956f20c2a721606e94745a8aa","name":"","port":-5,"x":{"y":[]}}""")).Status);

        Assert.Equal("""{"id":"23ff594956f20c2a721606e94745a8aa","name":"","port":-5,"x":{"y":[]}}""", (await _sandbox.ControlAsync("GET", path)).Text);
        Assert.Equal("-5", (await _sandbox.GetAsync(SandboxHost.SamplePeer))["port"]);
        Assert.Equal(204, (await _sandbox.ControlAsync("DELETE", path)).Status);
        Assert.Equal(404, (await _sandbox.ControlAsync("GET", path)).Status);
        Assert.Equal(404, (await _sandbox.ControlAsync("GET", path.Replace("peers", "nothing", StringComparison.Ordinal))).Status);
        Assert.Equal(400, (await _sandbox.ControlAsync("PUT", path, "[1")).Status);
        Assert.Equal(400, (await _sandbox.ControlAsync("PUT", path, "[1]")).Status);
    }

    [Fact]
    public async Task Reset_AfterChanges_PutsTheInitialDataBack()
    {
        await OrderAsync("""{"path":"user*","status":500}""");
        await _sandbox.DeleteAsync(SandboxHost.SampleTarget);

        Assert.Equal(204, (await _sandbox.ControlAsync("POST", "sandbox/reset")).Status);

        (await _sandbox.GetAsync(SandboxHost.SampleTarget)).Expect(200);
        (await _sandbox.GetAsync("/user/tokens/verify")).Expect(200);
    }

    private async Task OrderAsync(string fault) => Assert.Equal(204, (await _sandbox.ControlAsync("POST", "sandbox/faults", fault)).Status);

    private async Task<IReadOnlyList<JsonElement>> RequestsAsync()
        => [.. JsonElement.Parse((await _sandbox.ControlAsync("GET", "sandbox/requests")).Text).EnumerateArray()];
}
