using System.Net.Http.Headers;

namespace AdminPortal.Tests.Sandbox;

/// <summary>What a token's kind, its expiry and its permissions change.</summary>
public sealed class TokensTests
{
    [Theory]
    [InlineData("cfut_1", "/user/tokens/verify", 200)]
    [InlineData("cfut_1", "tokens/verify", 401)]
    [InlineData("cfat_1", "/user/tokens/verify", 401)]
    [InlineData("cfat_1", "tokens/verify", 200)]
    [InlineData("0123456789", "/user/tokens/verify", 200)]
    [InlineData("0123456789", "tokens/verify", 200)]
    [InlineData("cfut_1", "/accounts", 200)]
    [InlineData("0123456789", "/accounts", 200)]
    public async Task Token_OfAKind_IsAnsweredAtItsOwnAddress(string token, string path, int status)
    {
        await using var sandbox = await SandboxHost.StartAsync(options => options.ApiToken = token);

        (await AskAsync(sandbox, "GET", path)).Expect(status);
    }

    [Fact]
    public async Task Accounts_ForAnAccountToken_400With1001()
    {
        await using var sandbox = await SandboxHost.StartAsync(options => options.ApiToken = "cfat_1");

        Assert.Equal([1001], (await AskAsync(sandbox, "GET", "/accounts")).Expect(400).Codes);
    }

    [Theory]
    [InlineData(1, "active", 1)]
    [InlineData(-1, "expired", 0)]
    public async Task TokenVerify_WithAnExpiry_SaysWhetherItIsOver(int days, string status, int messages)
    {
        var expires = DateTimeOffset.UtcNow.AddDays(days);
        await using var sandbox = await SandboxHost.StartAsync(options => options.TokenExpiresOn = expires);

        var answer = (await AskAsync(sandbox, "GET", "/user/tokens/verify")).Expect(200);

        Assert.Equal((status, $"{expires:yyyy-MM-dd'T'HH:mm:ss'Z'}"), (answer["status"], answer["expires_on"]));
        Assert.Equal(messages, answer.Envelope.GetProperty("messages").GetArrayLength());
    }

    /// <summary>Reference 1.8: one of the accepted permissions is enough, and whoever may write may read.</summary>
    [Theory]
    [InlineData("Zero Trust Read", "infrastructure/targets", 200, 403)]
    [InlineData("Zero Trust Write", "infrastructure/targets", 200, 400)]
    [InlineData("Magic WAN Write", "infrastructure/targets", 403, 403)]
    [InlineData("Magic Transit Read", "magic/apps", 200, 403)]
    [InlineData("Magic WAN Write", "magic/apps", 200, 400)]
    [InlineData("Account Settings Read", "secondary_dns/peers", 200, 403)]
    [InlineData("Account Settings Write", "secondary_dns/peers", 200, 400)]
    [InlineData("Zero Trust Write", "secondary_dns/peers", 403, 403)]
    public async Task Permission_OfTheCredential_DecidesWhatIsForbidden(string permission, string path, int read, int written)
    {
        await using var sandbox = await SandboxHost.StartAsync(options => options.Permissions = [permission]);

        (await AskAsync(sandbox, "GET", path)).Expect(read);
        Assert.Equal(written == 403, (await AskAsync(sandbox, "POST", path)).Expect(written).Codes.Contains(10000));
    }

    [Fact]
    public async Task Permission_None_StillVerifiesTheTokenAndListsAccounts()
    {
        await using var sandbox = await SandboxHost.StartAsync(options => options.Permissions = []);

        (await AskAsync(sandbox, "GET", "tokens/verify")).Expect(200);
        (await AskAsync(sandbox, "GET", "/accounts")).Expect(200);
        (await AskAsync(sandbox, "GET", "teamnet/virtual_networks")).Expect(403);
    }

    private static async Task<Answer> AskAsync(SandboxHost sandbox, string method, string path)
    {
        using var request = sandbox.Request(method, path, method == "GET" ? null : "{}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", sandbox.Server.Options.ApiToken);
        return await sandbox.SendAsync(request);
    }
}
