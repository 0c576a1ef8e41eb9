using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Tests.Cloudflare.Kinds;

namespace AdminPortal.Tests.Cloudflare.Peers;

public sealed class PeerKindTests : ResourceKindTests<Peer, PeerInput>
{
    protected override ResourceKind<Peer, PeerInput> Kind => PeerKind.Instance;

    protected override string Sample => SeedSamples.Peer;

    protected override IReadOnlyList<string> Labels => ["Name", "IP address", "Port", "Incremental transfer (IXFR)", "TSIG"];

    protected override string Id => "23ff594956f20c2a721606e94745a8aa";

    protected override (string Request, string Answer) Read(string resource) => ($"GET secondary_dns/peers/{Id}", Updated(resource));

    protected override string Updated(string resource) => $$"""{"errors":[],"messages":[],"success":true,"result":{{resource}}}""";

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public void Name_Missing_IsBlocked(string? name) => AssertBlocked("/name", name, "required");

    [Theory]
    [InlineData("192.0.2.53")]
    [InlineData("2001:db8::53")]
    [InlineData("")]
    public void Ip_OfEitherFamilyOrNone_IsAllowed(string ip) => AssertAllowed("/ip", ip);

    [Theory]
    [InlineData("192.0.2.53:53")]
    [InlineData("ns1.example.com")]
    [InlineData("192.0.2.0/24")]
    [InlineData("192.0.2")]
    public void Ip_OfAnotherForm_IsBlocked(string ip) => AssertBlocked("/ip", ip, "IPv4 or IPv6");

    [Theory]
    [InlineData("1")]
    [InlineData("53")]
    [InlineData("53.0")]
    [InlineData("\"53\"")]
    [InlineData("65535")]
    public void Port_From1To65535_IsAllowed(string port) => AssertAllowed("/port", JsonNode.Parse(port));

    [Theory]
    [InlineData("0", "1 to 65535")]
    [InlineData("-1", "1 to 65535")]
    [InlineData("65536", "1 to 65535")]
    [InlineData("53.5", "whole number")]
    [InlineData("\"dns\"", "not a number")]
    [InlineData("true", "form")]
    public void Port_OfAnotherForm_IsBlocked(string port, string sentence) => AssertBlocked("/port", JsonNode.Parse(port), sentence);

    [Fact]
    public void Rules_AFreshPeersPortOfZero_OnlyWarnsWhileUnchanged()
    {
        var fresh = JsonNode.Parse("""{"name":"new","ip":"","port":0}""")!.AsObject();
        var named = JsonNode.Parse("""{"name":"ns1","port":0.0}""")!.AsObject();

        Assert.Equal(RuleSeverity.Warning, Assert.Single(RuleCheck.Run(Kind, named, fresh, RuleContext.Empty, new HashSet<string>())).Severity);
        Assert.Equal(RuleSeverity.Error, Assert.Single(RuleCheck.Run(Kind, named, null, RuleContext.Empty, new HashSet<string>())).Severity);
    }
}
