using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;

namespace AdminPortal.Tests.Cloudflare.Credentials;

/// <summary>What the console learns of a credential from the calls that it makes anyway.</summary>
public sealed class AccountAccessTests
{
    private const string Get = "GET secondary_dns/peers/1";
    private const string Put = "PUT secondary_dns/peers/1";
    private const string Peer = """{"success":true,"result":{"id":"1","name":"a"}}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, null, true)]
    [InlineData(401, 10001, false)]
    [InlineData(403, 10000, false)]
    [InlineData(400, 9109, false)]
    [InlineData(400, 1200, null)]
    [InlineData(404, 1200, null)]
    [InlineData(409, 1200, null)]
    [InlineData(429, 971, null)]
    [InlineData(500, 1200, null)]
    public async Task Call_AnsweredSo_ShowsWhetherItIsAllowed(int status, int? code, bool? allowed)
    {
        var body = code is null ? Peer : $$"""{"success":false,"errors":[{"code":{{code}},"message":"no"}],"result":null}""";
        var client = new Wire().On(Get, body, status).On(Put, body, status).Client();

        await client.Peers.ReadAsync(Wire.AccountId, "1", Cancel);
        Assert.Null(client.Access.Writing(PeerKind.Instance));
        await client.Peers.UpdateAsync(Wire.AccountId, "1", new(), Cancel);

        Assert.Equal(allowed, client.Access.Reading(PeerKind.Instance) is { } read ? read.Refusal is null : null);
        Assert.Equal(allowed, client.Access.Writing(PeerKind.Instance) is { } written ? written.Refusal is null : null);
        Assert.Null(client.Access.Reading(TargetKind.Instance));
    }

    [Fact]
    public async Task Call_ThatIsAllowedAgain_TakesTheRefusalAway()
    {
        var wire = Wire.Answering(Get, Checked.No, 403);
        var client = wire.Client();
        await client.Peers.ReadAsync(Wire.AccountId, "1", Cancel);
        wire.On("GET secondary_dns/peers", """{"success":true,"result":[]}""");

        await client.Peers.ListAsync(Wire.AccountId, Cancel);

        Assert.Null(client.Access.Reading(PeerKind.Instance)!.Refusal);
    }

    [Fact]
    public async Task Changed_OfManyCalls_IsRaisedOnlyWhenAnAnswerSaysSomethingNew()
    {
        var wire = Wire.Answering(Get, Peer);
        var client = wire.Client();
        var raised = 0;
        client.Access.Changed += () => raised++;

        await ReadTwiceAsync();
        Assert.Equal(1, raised);
        wire.On(Get, Checked.No, 403);
        await ReadTwiceAsync();
        Assert.Equal(2, raised);
        wire.On(Get, Checked.No.Replace("Authentication error", "Forbidden", StringComparison.Ordinal), 403);
        await ReadTwiceAsync();
        Assert.Equal(3, raised);

        async Task ReadTwiceAsync()
        {
            await client.Peers.ReadAsync(Wire.AccountId, "1", Cancel);
            await client.Peers.ReadAsync(Wire.AccountId, "1", Cancel);
        }
    }

    [Fact]
    public async Task Call_ToTheBatchOrAsACheck_BelongsToItsKind()
    {
        var client = new Wire().On("POST infrastructure/targets/batch_delete", "").On("PUT magic/cf_interconnects/1?validate_only=true", Checked.No, 403).Client();

        await client.Targets.DeleteManyAsync(Wire.AccountId, new(["1"]), Cancel);
        await client.Interconnects.CheckAsync(Wire.AccountId, "1", new(), Cancel);

        Assert.Null(client.Access.Writing(TargetKind.Instance)!.Refusal);
        Assert.NotNull(client.Access.Writing(InterconnectKind.Instance)!.Refusal);
    }

    [Fact]
    public async Task Call_ThatWasNeverSent_ShowsNothing()
    {
        var client = new Wire().Client();

        await client.Peers.UpdateAsync(Wire.AccountId, "../1", new(), Cancel);

        Assert.Null(client.Access.Writing(PeerKind.Instance));
    }

    [Theory]
    [InlineData(1025, true)]
    [InlineData(1101, true)]
    [InlineData(1012, true)]
    [InlineData(10000, false)]
    public async Task Refusal_WithACodeOfReference8_TellsTheSubscriptionFromThePermission(int code, bool isOutside)
    {
        var no = $$"""{"success":false,"errors":[{"code":{{code}},"message":"no"}],"result":null}""";
        var client = new Wire().On("GET magic/apps", no, 403).On("GET magic/cf_interconnects", no, 403).On("GET secondary_dns/peers", no, 403).Client();

        await client.Apps.ListAsync(Wire.AccountId, Cancel);
        await client.Interconnects.ListAsync(Wire.AccountId, Cancel);
        await client.Peers.ListAsync(Wire.AccountId, Cancel);

        Assert.Equal(isOutside, client.Access.Reading(AppKind.Instance)!.IsOutsideSubscription(AppKind.Instance));
        Assert.Equal(isOutside, client.Access.Reading(InterconnectKind.Instance)!.IsOutsideSubscription(InterconnectKind.Instance));
        Assert.False(client.Access.Reading(PeerKind.Instance)!.IsOutsideSubscription(PeerKind.Instance));
    }

    [Fact]
    public void Credential_OfAnAccount_TellsItsShapeAndIsSharedByAccountsWithTheSameOne()
    {
        var clients = new Wire().Clients(
            "https://api.test/client/v4",
            null,
            ("a", Token(Checked.UserToken)), ("b", Token(Checked.UserToken)), ("c", Token(Checked.AccountToken)), ("d", Token(Checked.OlderToken)),
            ("e", new AdminPortal.Cloudflare.Configuration.Credential.EmailAndKey("a@example.com", new("k"))));

        Assert.Equal(["UserToken", "UserToken", "AccountToken", "Token", "EmailAndKey"], clients.Select(client => client.Credential.Shape.ToString()));
        Assert.Same(clients[0].Credential, clients[1].Credential);
        Assert.NotSame(clients[0].Access, clients[1].Access);

        static AdminPortal.Cloudflare.Configuration.Credential Token(string text) => new AdminPortal.Cloudflare.Configuration.Credential.Token(new(text));
    }
}
