using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Sandbox;

namespace AdminPortal.Tests.Cloudflare.Targets;

/// <summary>What the rules of a filter let through, the API takes; what they refuse, it would refuse, or could never find.</summary>
public sealed class TargetFilterRulesTests(SandboxHost sandbox) : IClassFixture<SandboxHost>
{
    private static readonly string[] Texts =
    [
        "10.1.2.3", "0.0.0.0", "255.255.255.255", "10.1", "010.1.2.3", "10.1.2.256", "10.1.2.3/32", " 10.1.2.3", "10.1.2.3\n", "10.0.0.-1", "1",
        "2001:db8::53", "2001:0db8:0000:0000:0000:0000:0000:0053", "::", "::1", "::ffff:10.1.2.3", "fe80::1%eth0", "[2001:db8::1]", "2001:db8::1/128", ":::", "64:ff9b::10.1.2.3",
        "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", "182BD5E5-6E1A-4FE4-A799-AA6D9A6AB26E", "{182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e}", "182bd5e56e1a4fe4a799aa6d9a6ab26e",
        "env:lab", "url:http://a:1/?b=c&d=%20+", "a b:c d", "é:ü", "env", ":lab", "env:", ":", "::x", "x:",
    ];

    public static TheoryData<string, string, bool> Values => new(
        from parameter in new[] { "ip_v4", "ip_v6", "ips", "virtual_network_id", "target_ids", "tag" }
        from text in Texts
        select (parameter, text, RuleOf(parameter)(text) is null));

    public static TheoryData<string, string, string, bool> Ranges => new(
        from family in new[] { "ipv4", "ipv6" }
        from first in new[] { "", "10.0.0.1", "10.0.0.9", "10.1", "2001:db8::1", "2001:db8::ff" }
        from last in new[] { "", "10.0.0.9", "2001:db8::ff", "x" }
        where first.Length + last.Length > 0
        select (family, first, last, (family == "ipv4" ? TargetFilterRules.Ipv4Range(first, last) : TargetFilterRules.Ipv6Range(first, last)) is null));

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Value_AsTheRuleSeesIt_IsTakenOrRefusedByTheApi(string parameter, string text, bool isTaken) =>
        (await sandbox.GetAsync($"infrastructure/targets?per_page=1&{parameter}={Uri.EscapeDataString(text)}")).Expect(isTaken ? 200 : 400);

    [Theory]
    [MemberData(nameof(Ranges))]
    public async Task Range_AsTheRuleSeesIt_IsTakenOrRefusedByTheApi(string family, string first, string last, bool isTaken) =>
        (await sandbox.GetAsync($"infrastructure/targets?per_page=1&{family}_start={first}&{family}_end={last}")).Expect(isTaken ? 200 : 400);

    [Theory]
    [InlineData("10.0.0.9", "10.0.0.1")]
    [InlineData("10.0.1.0", "10.0.0.255")]
    [InlineData("200.0.0.0", "100.0.0.0")]
    public void Ipv4Range_TurnedRound_IsRefusedSinceItFindsNothing(string first, string last) =>
        Assert.Equal("The first address comes after the last one.", TargetFilterRules.Ipv4Range(first, last));

    [Fact]
    public void Ipv6Range_OfOneAddress_IsOne() => Assert.Null(TargetFilterRules.Ipv6Range("2001:db8::1", "2001:0db8::0001"));

    [Theory]
    [InlineData("", "10.0.0.9", "The first address is missing")]
    [InlineData("10.0.0.1", "", "The last address is missing")]
    [InlineData("10.0", "10.0.0.9", "The first address: An IPv4 address")]
    [InlineData("10.0.0.1", "10.0", "The last address: An IPv4 address")]
    public void Ipv4Range_HalfOrWrong_SaysWhichEnd(string first, string last, string words) =>
        Assert.StartsWith(words, TargetFilterRules.Ipv4Range(first, last), StringComparison.Ordinal);

    [Theory]
    [InlineData("db-01.fra.example.net", true)]
    [InlineData("a", true)]
    [InlineData("db 01", false)]
    [InlineData("-db", false)]
    [InlineData("db*", false)]
    public void Hostname_ThatATargetCanHave_IsLookedFor(string text, bool isTaken) => Assert.Equal(isTaken, TargetFilterRules.Hostname(text) is null);

    [Fact]
    public void Hostname_LongerThanAny_IsNotLookedFor()
    {
        Assert.Null(TargetFilterRules.Hostname(new string('a', 255)));
        Assert.NotNull(TargetFilterRules.Hostname(new string('a', 256)));
    }

    [Theory]
    [InlineData("10.1.*", true)]
    [InlineData("*:1", true)]
    [InlineData("2001:DB8:*::*", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("*", true)]
    [InlineData("", false)]
    [InlineData("10.1.?", false)]
    [InlineData("db-*", false)]
    [InlineData("10.1.0/24", false)]
    public void Pattern_OfAnAddress_IsLookedFor(string text, bool isTaken) => Assert.Equal(isTaken, TargetFilterRules.Pattern(text) is null);

    private static Func<string, string?> RuleOf(string parameter) => parameter switch
    {
        "ip_v4" => TargetFilterRules.Ipv4,
        "ip_v6" => TargetFilterRules.Ipv6,
        "ips" => TargetFilterRules.AnyAddress,
        "tag" => TargetFilterRules.Tag,
        _ => TargetFilterRules.Id,
    };
}
