namespace AdminPortal.Tests.Sandbox;

public sealed class AuthenticationTests(SandboxHost sandbox) : IClassFixture<SandboxHost>
{
    /// <summary>Status, code and nested codes for each way to present a credential (reference section 8).</summary>
    [Theory]
    [InlineData(null, null, null, 400, 1001, "")]
    [InlineData("Bearer", null, null, 400, 6003, "6111")]
    [InlineData("Bearer ", null, null, 400, 6003, "6111")]
    [InlineData("sandbox-token", null, null, 400, 6003, "6111")]
    [InlineData("Basic sandbox-token", null, null, 400, 6003, "6111")]
    [InlineData("Bearer sandbox token", null, null, 400, 6003, "6111")]
    [InlineData("Bearer wrong-token", null, null, 401, 10001, "")]
    [InlineData("Bearer wrong-token", "operator@example.com", "sandbox-key", 401, 10001, "")]
    [InlineData(null, "operator@example.com", null, 400, 6003, "6103")]
    [InlineData(null, null, "sandbox-key", 400, 6003, "6102")]
    [InlineData(null, "operator", " ", 400, 6003, "6102 6103")]
    [InlineData(null, "operator@example.com", "wrong-key", 401, 10001, "")]
    [InlineData(null, "somebody@example.com", "sandbox-key", 401, 10001, "")]
    public async Task Credential_NotAccepted_IsRefusedWithItsCode(string? authorization, string? email, string? key, int status, int code, string chain)
    {
        using var request = WithCredentials("/accounts", authorization, email, key);

        var answer = (await sandbox.SendAsync(request)).Expect(status);

        Assert.Equal([code], answer.Codes);
        var error = answer.Envelope.GetProperty("errors")[0];
        var causes = error.TryGetProperty("error_chain", out var nested) ? nested.EnumerateArray().Select(cause => cause.GetProperty("code").ToString()) : [];
        Assert.Equal(chain, string.Join(' ', causes));
    }

    [Theory]
    [InlineData("Bearer sandbox-token", null, null)]
    [InlineData("bearer sandbox-token", null, null)]
    [InlineData(null, "operator@example.com", "sandbox-key")]
    [InlineData(null, "Operator@Example.com", "sandbox-key")]
    public async Task Credential_Known_IsAccepted(string? authorization, string? email, string? key)
    {
        using var request = WithCredentials(SandboxHost.SampleTarget, authorization, email, key);

        (await sandbox.SendAsync(request)).Expect(200);
    }

    [Fact]
    public async Task Account_NotVisible_403With10000()
    {
        var answer = (await sandbox.GetAsync("/accounts/00000000000000000000000000000001/infrastructure/targets")).Expect(403);

        Assert.Equal([10000], answer.Codes);
    }

    [Theory]
    [InlineData("/user/tokens/verify")]
    [InlineData("tokens/verify")]
    public async Task TokenVerify_EmailAndKey_1001(string path)
    {
        using var request = WithCredentials(path, null, "operator@example.com", "sandbox-key");

        Assert.Equal([1001], (await sandbox.SendAsync(request)).Expect(400).Codes);
    }

    private HttpRequestMessage WithCredentials(string path, string? authorization, string? email, string? key)
    {
        var request = sandbox.Request("GET", path);
        foreach (var (name, value) in new[] { ("Authorization", authorization), ("X-Auth-Email", email), ("X-Auth-Key", key) })
        {
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
