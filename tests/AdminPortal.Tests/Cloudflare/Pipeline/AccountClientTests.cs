using System.Net;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Tests.Cloudflare.Pipeline;

public sealed class AccountClientTests
{
    private const string OkTarget = """{"success":true,"result":{"id":"1","hostname":"a"}}""";
    private const string OkList = """{"success":true,"result":[]}""";

    [Fact]
    public async Task Call_WithAToken_SendsItAsBearer()
    {
        var wire = Wire.Answering("GET infrastructure/targets/1", OkTarget);

        await wire.Client().Targets.ReadAsync(Wire.AccountId, "1", TestContext.Current.CancellationToken);

        var headers = Assert.Single(wire.Sent).Headers;
        Assert.Equal($"Bearer {Wire.Token}", headers["Authorization"]);
        Assert.Equal("AdminPortal/0.1.0", headers["User-Agent"]);
        Assert.DoesNotContain("X-Auth-Key", headers.Keys);
    }

    [Fact]
    public async Task Calls_OfAnApiOnThisMachine_AreNotHeldBackByTheSecond()
    {
        var wire = Wire.Answering("PUT infrastructure/targets/1", OkTarget, 200, ("Ratelimit", "\"default\";r=1000000;t=300"), ("Ratelimit-Policy", "\"default\";q=1000000;w=300"));
        var client = wire.Client(baseAddress: "http://127.0.0.1:8787/client/v4", clock: new FakeClock());

        // The clock stands still: a call that were held back would never be sent.
        for (var call = 0; call < 300; call++)
        {
            await client.Targets.UpdateAsync(Wire.AccountId, "1", new TargetInput { Hostname = "a" }, TestContext.Current.CancellationToken)
                .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        }

        Assert.Equal(300, wire.Sent.Count);
    }

    [Fact]
    public async Task Call_WithEmailAndKey_SendsBothAndNoBearer()
    {
        var wire = Wire.Answering("GET infrastructure/targets/1", OkTarget);

        await wire.Client(new Credential.EmailAndKey("a@example.com", new Secret("k"))).Targets.ReadAsync(Wire.AccountId, "1", TestContext.Current.CancellationToken);

        var headers = Assert.Single(wire.Sent).Headers;
        Assert.Equal(("a@example.com", "k"), (headers["X-Auth-Email"], headers["X-Auth-Key"]));
        Assert.DoesNotContain("Authorization", headers.Keys);
    }

    [Fact]
    public async Task Call_AnsweredOrNot_LeavesOneLogLineWithoutIdsQueriesOrCredentials()
    {
        var wire = Wire.Answering("GET infrastructure/targets/0198-1", OkTarget, 200, ("cf-ray", "8f-ORD"))
            .On("DELETE infrastructure/targets/0198-1", () => throw new HttpRequestException(HttpRequestError.ConnectionError, $"quoting {Wire.Token}"))
            .On("GET infrastructure/targets?hostname=private&page=1&per_page=50", OkList);
        var client = wire.Client();

        await client.Targets.ReadAsync(Wire.AccountId, "0198-1", TestContext.Current.CancellationToken);
        await client.Targets.DeleteAsync(Wire.AccountId, "0198-1", TestContext.Current.CancellationToken);
        await client.Targets.ListAsync(Wire.AccountId, new TargetQuery { Hostname = "private" }.ToParameters(), TestContext.Current.CancellationToken);

        Assert.Equal(3, wire.Log.Lines.Count);
        Assert.StartsWith("Cloudflare GET accounts/{accountId}/infrastructure/targets/{targetId} answered 200 after ", wire.Log.Lines[0], StringComparison.Ordinal);
        Assert.Contains("ray 8f-ORD", wire.Log.Lines[0], StringComparison.Ordinal);
        Assert.Contains("DELETE accounts/{accountId}/infrastructure/targets/{targetId} got no answer", wire.Log.Lines[1], StringComparison.Ordinal);
        Assert.Contains("ConnectionError", wire.Log.Lines[1], StringComparison.Ordinal);
        Assert.All(wire.Log.Lines, line =>
        {
            Assert.DoesNotContain(Wire.Token, line, StringComparison.Ordinal);
            Assert.DoesNotContain("0198", line, StringComparison.Ordinal);
            Assert.DoesNotContain("private", line, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("https://api.test/client/v4")]
    [InlineData("https://api.test/client/v4/")]
    [InlineData("http://127.0.0.1:8787/proxy/client/v4")]
    [InlineData("http://127.0.0.1:8787/")]
    [InlineData("http://127.0.0.1:8787")]
    public async Task Call_WithAnyBaseAddress_KeepsItsPath(string baseAddress)
    {
        var path = new Uri(baseAddress.TrimEnd('/') + $"/accounts/{Wire.AccountId}/magic/apps");
        var wire = new Wire();
        foreach (var line in new[] { "GET magic/apps", "GET /magic/apps", "GET /proxymagic/apps" })
        {
            wire.On(line, OkList);
        }

        await wire.Client(baseAddress: baseAddress).Apps.ListAsync(Wire.AccountId, TestContext.Current.CancellationToken);

        Assert.Equal(path, Assert.Single(wire.Sent).Address);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("..\\x")]
    [InlineData("a/b")]
    [InlineData("%2e%2e")]
    [InlineData("a b")]
    [InlineData("a?validate_only=true")]
    [InlineData("a#b")]
    [InlineData("{accountId}")]
    [InlineData("ü")]
    [InlineData("batch")]
    [InlineData("batch_delete")]
    public async Task Call_WithAnIdThatChangesTheRoute_IsNotFoundAndSendsNothing(string id)
    {
        Wire wire = new();
        var client = wire.Client();

        ApiFailure[] failures =
        [
            Failure(await client.Targets.UpdateAsync(Wire.AccountId, id, new(), TestContext.Current.CancellationToken)),
            Failure(await client.Targets.DeleteAsync(Wire.AccountId, id, TestContext.Current.CancellationToken)),
            Failure(await client.Interconnects.UpdateAsync(Wire.AccountId, id, null, new(), TestContext.Current.CancellationToken)),
            Failure(await client.Peers.ListAsync(id, TestContext.Current.CancellationToken)),
        ];

        Assert.Empty(wire.Sent);
        Assert.All(failures, failure => Assert.Equal(HttpStatusCode.NotFound, Assert.IsType<ApiFailure.Rejected>(failure).Answer.Status));
    }

    [Fact]
    public async Task ListTargets_WithEveryFilter_SendsTheApisParameters()
    {
        TargetQuery query = new()
        {
            Hostname = "a b&c",
            HostnameContains = "x",
            VirtualNetworkId = "c77b744e-acc8-428f-9257-6878c046ed55",
            IpV4 = "10.0.0.1",
            IpV6 = "2001:db8::1",
            IpLike = "10.*",
            Ips = ["10.0.0.1", "10.0.0.2"],
            TargetIds = ["1", "2"],
            Tags = ["env:prod"],
            Ipv4Range = ("10.0.0.0", "10.0.0.9"),
            Ipv6Range = ("::1", "::2"),
            CreatedAfter = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
            Page = 3,
            PerPage = 1000,
            Order = "hostname",
            Descending = true,
        };
        var wire = new Wire();
        Uri? sent = null;

        try
        {
            await wire.Client().Targets.ListAsync(Wire.AccountId, query.ToParameters(), TestContext.Current.CancellationToken);
        }
        catch (InvalidOperationException)
        {
            sent = Assert.Single(wire.Sent).Address;
        }

        string[] expected =
        [
            "hostname=a b&c", "hostname_contains=x", "virtual_network_id=c77b744e-acc8-428f-9257-6878c046ed55", "ip_v4=10.0.0.1", "ip_v6=2001:db8::1", "ip_like=10.*",
            "created_after=2026-01-02T01:04:05Z", "ipv4_start=10.0.0.0", "ipv4_end=10.0.0.9", "ipv6_start=::1", "ipv6_end=::2", "ips=10.0.0.1", "ips=10.0.0.2",
            "target_ids=1", "target_ids=2", "tag=env:prod", "order=hostname", "direction=desc", "page=3", "per_page=1000",
        ];
        Assert.Equal(expected, sent!.Query[1..].Split('&').Select(pair => WebUtility.UrlDecode(pair)));
    }

    [Fact]
    public async Task ListVirtualNetworks_OnlyLivingOnes_SpellsTheFlagAsJsonDoes()
    {
        var wire = Wire.Answering("GET teamnet/virtual_networks?is_deleted=false", OkList);

        var result = await wire.Client().Helpers.ListVirtualNetworksAsync(Wire.AccountId, null, null, null, isDeleted: false, TestContext.Current.CancellationToken);

        Assert.IsType<ApiResult<IReadOnlyList<AdminPortal.Cloudflare.Helpers.VirtualNetwork>>.Ok>(result);
    }

    [Fact]
    public async Task EveryOtherOperation_OfTheKinds_GoesToItsDocumentedRoute()
    {
        var cancel = TestContext.Current.CancellationToken;
        var wire = new Wire()
            .On("POST infrastructure/targets", OkTarget).On("PUT infrastructure/targets/batch", OkList).On("POST infrastructure/targets/batch_delete", "")
            .On("POST magic/apps", """{"success":true,"result":{"account_app_id":"1"}}""", 201).On("PATCH magic/apps/1", """{"success":true,"result":{"account_app_id":"1"}}""")
            .On("DELETE magic/apps/1", """{"success":true,"result":{"account_app_id":"1"}}""")
            .On("POST secondary_dns/peers", """{"success":true,"result":{"id":"1","name":"a","ip":"","port":0}}""").On("DELETE secondary_dns/peers/1", """{"success":true,"result":{"id":"1"}}""")
            .On("GET secondary_dns/tsigs", OkList).On("GET tokens/verify", """{"success":true,"result":{"status":"active"}}""")
            .On("GET user/tokens/verify", """{"success":true,"result":{"status":"active"}}""").On("GET accounts?page=1&per_page=50", OkList)
            .On("GET magic/cf_interconnects", """{"success":true,"result":{"interconnects":[]}}""");
        var client = wire.Client();

        AssertOk(await client.Targets.CreateAsync(Wire.AccountId, new(), cancel));
        AssertOk(await client.Targets.CreateManyAsync(Wire.AccountId, [new() { Hostname = "a" }], cancel));
        AssertOk(await client.Targets.DeleteManyAsync(Wire.AccountId, new(["1", "2"]), cancel));
        AssertOk(await client.Apps.CreateAsync(Wire.AccountId, new(), cancel));
        AssertOk(await client.Apps.PatchAsync(Wire.AccountId, "1", new() { Name = "a" }, cancel));
        AssertOk(await client.Apps.DeleteAsync(Wire.AccountId, "1", cancel));
        AssertOk(await client.Peers.CreateAsync(Wire.AccountId, new() { Name = "a" }, cancel));
        AssertOk(await client.Peers.DeleteAsync(Wire.AccountId, "1", new(), cancel));
        AssertOk(await client.Helpers.ListTsigsAsync(Wire.AccountId, cancel));
        AssertOk(await client.Helpers.VerifyAccountTokenAsync(Wire.AccountId, cancel));
        AssertOk(await client.Helpers.VerifyUserTokenAsync(cancel));
        AssertOk(await client.Helpers.ListAccountsAsync(null, 1, 50, null, cancel));
        AssertOk(await client.Interconnects.ListAsync(Wire.AccountId, cancel));

        Assert.Equal("""[{"hostname":"a"}]""", wire.Sent[1].Body);
        Assert.Equal("""{"target_ids":["1","2"]}""", wire.Sent[2].Body);
        Assert.Equal("""{"name":"a"}""", wire.Sent[4].Body);
        Assert.Equal("{}", wire.Sent[7].Body);
    }

    private static void AssertOk<T>(ApiResult<T> result) => Assert.IsType<ApiResult<T>.Ok>(result);

    private static ApiFailure Failure<T>(ApiResult<T> result) => Assert.IsType<ApiResult<T>.Failed>(result).Failure;
}
