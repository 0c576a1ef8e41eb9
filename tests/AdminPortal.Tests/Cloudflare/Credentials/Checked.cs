using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Cloudflare.Values;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Cloudflare.Credentials;

/// <summary>Checks over a wire where everything works, until a test says otherwise.</summary>
internal sealed class Checked : IDisposable
{
    public const string SecondAccount = "11111111111111111111111111111111";
    public const string UserToken = "cfut_abcdefghijklmnopqrstuvwxyz0123456789ABCDEF";
    public const string AccountToken = "cfat_abcdefghijklmnopqrstuvwxyz0123456789ABCDEF";
    public const string OlderToken = "abcdefghijklmnopqrstuvwxyz0123456789ABCD";
    public const string Targets = "GET infrastructure/targets?page=1&per_page=1";
    public const string Active = """{"success":true,"result":{"id":"t","status":"active"}}""";
    public const string No = """{"success":false,"errors":[{"code":10000,"message":"Authentication error"}],"messages":[],"result":null}""";

    private const string None = """{"success":true,"result":[]}""";

    private readonly CloudflareAccounts _accounts;

    public Checked(string token, TimeProvider? clock = null, int accounts = 1)
        : this(new Credential.Token(new Secret(token)), clock, accounts)
    {
    }

    public Checked(Credential credential, TimeProvider? clock = null, int accounts = 1)
    {
        Wire.On(Targets, None).On("GET magic/apps", None).On("GET secondary_dns/peers", None).On("GET magic/cf_interconnects", """{"success":true,"result":{"interconnects":[]}}""")
            .On($"GET accounts/{SecondAccount}/infrastructure/targets?page=1&per_page=1", None).On($"GET accounts/{SecondAccount}/magic/apps", None)
            .On($"GET accounts/{SecondAccount}/secondary_dns/peers", None).On($"GET accounts/{SecondAccount}/magic/cf_interconnects", """{"success":true,"result":{"interconnects":[]}}""")
            .On("GET user/tokens/verify", Active).On("GET tokens/verify", Active).On($"GET accounts/{SecondAccount}/tokens/verify", Active)
            .On("GET accounts?page=1&per_page=50", $$"""{"success":true,"result":[{"id":"{{Wire.AccountId}}","name":"Listed","type":"enterprise"}]}""");
        var time = clock ?? new FakeClock(hurries: true);
        CloudflareSettings settings = new(new("https://api.test/client/v4/"), [.. new[] { Wire.AccountId, SecondAccount }.Take(accounts).Select(id => new AccountSettings(id, "Example", credential))]);
        _accounts = new(() => settings, Wire, null, Wire.Log, time);
        Checks = new(_accounts, [TargetKind.Instance, AppKind.Instance, PeerKind.Instance, InterconnectKind.Instance], time, NullLogger<CredentialChecks>.Instance);
    }

    public Wire Wire { get; } = new();

    public CredentialChecks Checks { get; }

    public AccountAccess Access => _accounts.All[0].Access;

    public IReadOnlyList<string> Calls => [.. Wire.Sent.Select(sent => sent.Line).Order(StringComparer.Ordinal)];

    public async Task<AccountCheck> RunAsync(string account = Wire.AccountId)
    {
        await Checks.CheckAsync("Test", CallPriority.Interactive, TestContext.Current.CancellationToken);
        return Checks.State.Accounts[account];
    }

    public bool? MayRead(ResourceKind kind) => Access.Reading(kind) is { } seen ? seen.Refusal is null : null;

    public void Dispose() => _accounts.Dispose();
}
