using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Cloudflare.Kinds;

namespace AdminPortal.Tests.Cloudflare.Targets;

public sealed class TargetKindTests : ResourceKindTests<Target, TargetInput>
{
    protected override ResourceKind<Target, TargetInput> Kind => TargetKind.Instance;

    protected override string Sample => SeedSamples.Target;

    protected override IReadOnlyList<string> Labels =>
        ["Hostname", "IPv4 address", "IPv4 virtual network", "IPv6 address", "IPv6 virtual network", "Tags"];

    protected override string Id => "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    protected override (string Request, string Answer) Read(string resource) =>
        ($"GET infrastructure/targets/{Id}", $$"""{"success":true,"errors":[],"messages":[],"result":{{resource}}}""");

    protected override string ProbeRequest => "GET infrastructure/targets?page=1&per_page=1";

    protected override string Updated(string resource) => $$"""{"success":true,"errors":[],"messages":[],"result":{{resource}}}""";

    [Theory]
    [InlineData("a")]
    [InlineData("infra-access-target")]
    [InlineData("9.Example.COM")]
    [InlineData("a--b..c")]
    public void Hostname_AsTheDocumentWordsIt_IsAllowed(string hostname) => AssertAllowed("/hostname", hostname);

    [Theory]
    [InlineData("", "required")]
    [InlineData("-a", "letter or digit at both ends")]
    [InlineData("a.", "letter or digit at both ends")]
    [InlineData("a b", "no spaces")]
    [InlineData(" a", "no spaces")]
    [InlineData("a\n", "no spaces")]
    [InlineData("a_b", "Letters, digits, dashes and periods")]
    [InlineData("zürich", "Letters, digits, dashes and periods")]
    public void Hostname_AgainstTheDocument_IsBlocked(string hostname, string sentence) => AssertBlocked("/hostname", hostname, sentence);

    [Fact]
    public void Hostname_Absent_IsBlocked() => AssertBlocked("/hostname", null, "required");

    [Theory]
    [InlineData(253, null)]
    [InlineData(254, RuleSeverity.Warning)]
    [InlineData(255, RuleSeverity.Warning)]
    [InlineData(256, RuleSeverity.Error)]
    public void Hostname_AtItsLimits_WarnsAbove253AndBlocksAbove255(int length, RuleSeverity? severity) =>
        Assert.Equal(severity, Check("/hostname", new string('a', length)).SingleOrDefault()?.Severity);

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    public void Ipv4Address_OfFourParts_IsAllowed(string address) => AssertAllowed("/ip/ipv4/ip_addr", address);

    [Theory]
    [InlineData("10.1")]
    [InlineData("010.1.2.3")]
    [InlineData("10.1.2.256")]
    [InlineData("10.1.2.3/32")]
    [InlineData("2001:db8::1")]
    [InlineData(" 10.1.2.3")]
    [InlineData("host")]
    [InlineData("")]
    public void Ipv4Address_OfAnotherForm_IsBlocked(string address) => AssertBlocked("/ip/ipv4/ip_addr", address, "An IPv4 address");

    [Theory]
    [InlineData("2001:db8::53")]
    [InlineData("64c0:64e8:f0b4:8dbf:7104:72b0:ec8f:f5e0")]
    [InlineData("2001:0db8:0000:0000:0000:0000:0000:0053")]
    public void Ipv6Address_InAnySpelling_IsAllowed(string address) => AssertAllowed("/ip/ipv6/ip_addr", address);

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[2001:db8::1]")]
    [InlineData("2001:db8::1/128")]
    public void Ipv6Address_OfAnotherForm_IsBlocked(string address) => AssertBlocked("/ip/ipv6/ip_addr", address, "An IPv6 address");

    [Theory]
    [InlineData("/ip/ipv4/virtual_network_id")]
    [InlineData("/ip/ipv6/virtual_network_id")]
    public void VirtualNetwork_NoUuid_IsBlocked(string pointer)
    {
        AssertAllowed(pointer, "C77B744E-acc8-428f-9257-6878c046ed55");
        AssertBlocked(pointer, "default", "UUID");
        AssertBlocked(pointer, "", "UUID");
        AssertBlocked(pointer, " c77b744e-acc8-428f-9257-6878c046ed55", "UUID");
        AssertBlocked(pointer, "0x7b744e-acc8-428f-9257-6878c046ed55", "UUID");
        AssertBlocked(pointer, "{c77b744e-acc8-428f-9257-6878c046ed55}", "UUID");
    }

    [Fact]
    public void Ip_TheDocumentsEmptyOne_OnlyWarns()
    {
        var finding = Assert.Single(RuleCheck.Run(Kind, JsonNode.Parse("""{"hostname":"infra-access-target","ip":{}}""")!.AsObject(), null, RuleContext.Empty, new HashSet<string>()));

        Assert.Equal((RuleSeverity.Warning, "/ip/ipv4/ip_addr"), (finding.Severity, finding.Pointer));
    }

    [Fact]
    public void Ip_AbsentInTheAnswer_IsSentEmptySinceItIsRequired() =>
        Assert.Equal("""{"hostname":"a","ip":{}}""", Kind.ToJson(Kind.ToInput(Resource("""{"id":"1","hostname":"a"}"""))).ToJsonString());

    [Fact]
    public void Tags_WithAnEmptyKey_AreBlockedAtThatKey() => Assert.Equal("/tags/", Assert.Single(Check("/tags", JsonNode.Parse("""{"":"x","ok":""}"""))).Pointer);

    [Fact]
    public void Rules_AValueThatCannotBeRead_BlocksEvenWhereNothingWas()
    {
        var baseline = JsonNode.Parse("""{"hostname":"a","ip":{}}""")!.AsObject();
        var proposed = JsonNode.Parse("""{"hostname":"a","ip":{"ipv4":"10.0.0.1"}}""")!.AsObject();

        Assert.Contains(RuleCheck.Run(Kind, proposed, baseline, RuleContext.Empty, new HashSet<string>()), finding => finding.Severity == RuleSeverity.Error);
    }

    [Fact]
    public void Tags_ANewEmptyKeyWithAnEmptyValue_Blocks()
    {
        var baseline = JsonNode.Parse("""{"hostname":"a","ip":{}}""")!.AsObject();
        var proposed = JsonNode.Parse("""{"hostname":"a","ip":{},"tags":{"":""}}""")!.AsObject();

        Assert.Contains(RuleCheck.Run(Kind, proposed, baseline, RuleContext.Empty, new HashSet<string>()), finding => finding is { Pointer: "/tags/", Severity: RuleSeverity.Error });
    }

    [Fact]
    public void Tags_WithANumber_AreBlockedAtThatKey() => Assert.Equal("/tags/a~1b", Assert.Single(Check("/tags", JsonNode.Parse("""{"a/b":5,"ok":""}"""))).Pointer);
}
