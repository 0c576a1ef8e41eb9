namespace AdminPortal.Tests.Sandbox;

public sealed class InterconnectRulesTests(SandboxHost sandbox) : IClassFixture<SandboxHost>
{
    private const string Ordinary = "magic/cf_interconnects/7a0f3c5d9b1e4826a4d7c0f2e6b18395?validate_only=true";
    private const string Version15 = "magic/cf_interconnects/3f9a7e5c1b8d4062a6f4e9d20c7b5138?validate_only=true";

    [Theory]
    [InlineData("""{"name":"pni_ord"}""", "/name")]
    [InlineData("""{"name":4}""", "/name")]
    [InlineData("""{"description":4}""", "/description")]
    [InlineData("""{"automatic_return_routing":"true"}""", "/automatic_return_routing")]
    [InlineData("""{"mtu":575}""", "/mtu")]
    [InlineData("""{"mtu":0}""", "/mtu")]
    [InlineData("""{"mtu":1400.5}""", "/mtu")]
    [InlineData("""{"mtu":"1400"}""", "/mtu")]
    [InlineData("""{"interface_address":"10.0.0.0/29"}""", "/interface_address")]
    [InlineData("""{"interface_address":"10.0.0.0/32"}""", "/interface_address")]
    [InlineData("""{"interface_address":"10.0.0.0"}""", "/interface_address")]
    [InlineData("""{"interface_address":"192.0.2.0/31"}""", "/interface_address")]
    [InlineData("""{"interface_address":"172.32.0.0/31"}""", "/interface_address")]
    [InlineData("""{"interface_address":"169.254.0.0/31"}""", "/interface_address")]
    [InlineData("""{"interface_address":"2001:db8::/31"}""", "/interface_address")]
    [InlineData("""{"interface_address6":"2001:db8::1/127"}""", "/interface_address6")]
    [InlineData("""{"interface_address6":"2001:db8::/126"}""", "/interface_address6")]
    [InlineData("""{"interface_address6":"10.0.0.0/31"}""", "/interface_address6")]
    [InlineData("""{"interface_address6":"::ffff:10.0.0.0/127"}""", "/interface_address6")]
    [InlineData("""{"gre":[]}""", "/gre")]
    [InlineData("""{"gre":{"cloudflare_endpoint":"2001:db8::1"}}""", "/gre/cloudflare_endpoint")]
    [InlineData("""{"health_check":"on"}""", "/health_check")]
    [InlineData("""{"health_check":{"enabled":1,"rate":"fast","type":"ping","direction":"up"}}""", "/health_check/enabled /health_check/rate /health_check/type /health_check/direction")]
    [InlineData("""{"health_check":{"target":{"saved":"x"}}}""", "/health_check/target/saved")]
    [InlineData("""{"health_check":{"target":{"saved":"::ffff:10.0.0.1"}}}""", "/health_check/target/saved")]
    [InlineData("""{"health_check":{"target":"10.213.0.9"}}""", "/health_check/target")]
    [InlineData("""{"health_check":{"source":"10.0.0.1"}}""", "/health_check/source")]
    [InlineData("""{"bgp":{"customer_asn":2147483648,"md5_key":"a\"b","extra_prefixes":["10.0.0.1/8","x"],"import_filter_id":1}}""", "/bgp/customer_asn /bgp/md5_key /bgp/extra_prefixes/0 /bgp/extra_prefixes/1 /bgp/import_filter_id")]
    public async Task Put_BreaksARule_PointsAtIt(string body, string pointers)
        => (await sandbox.SendAsync("PUT", Ordinary, body, ("x-magic-new-hc-target", "true"))).ExpectPointers(pointers.Split(' '));

    [Theory]
    [InlineData("""{"name":"PNI_ORD"}""")]
    [InlineData("""{"name":" ","mtu":100000000000000000000}""")]
    [InlineData("""{"name":"other","mtu":576,"interface_address":"10.0.0.1/31"}""")]
    [InlineData("""{"mtu":9000,"interface_address":"172.31.255.252/30"}""")]
    [InlineData("""{"interface_address":"169.254.255.254/31","interface_address6":"2001:db8::/127"}""")]
    [InlineData("""{"interface_address":"192.168.0.2/30","gre":{"cloudflare_endpoint":"203.0.113.99"}}""")]
    [InlineData("""{"health_check":{"target":{"saved":""}},"bgp":{"customer_asn":64512,"md5_key":"x","extra_prefixes":["10.0.0.0/8"]}}""")]
    [InlineData("""{"health_check":{"target":{"saved":"2001:db8::1"},"rate":"high","type":"request","enabled":false}}""")]
    public async Task Put_Boundaries_AreAccepted(string body)
        => (await sandbox.SendAsync("PUT", Ordinary, body, ("x-magic-new-hc-target", "true"))).Expect(200);

    [Theory]
    [InlineData("""{"interface_address":"10.0.0.0/30"}""", "/interface_address")]
    [InlineData("""{"gre":{"cloudflare_endpoint":"203.0.113.1"}}""", "/gre/cloudflare_endpoint")]
    [InlineData("""{"health_check":{"direction":"bidirectional"}}""", "/health_check/source")]
    [InlineData("""{"health_check":{"direction":"bidirectional","source":"192.0.2.1"}}""", "/health_check/source")]
    [InlineData("""{"health_check":{"direction":"unidirectional","source":"10.0.0.1"}}""", "/health_check/source")]
    public async Task PutVersion15_BreaksARule_PointsAtIt(string body, string where)
        => (await sandbox.SendAsync("PUT", Version15, body, ("x-magic-new-hc-target", "true"))).ExpectPointers(where);

    [Theory]
    [InlineData("""{"interface_address":"10.0.0.0/31","health_check":{"direction":"bidirectional","source":"198.41.199.225"}}""")]
    [InlineData("""{"gre":{},"health_check":{"direction":"bidirectional","source":"169.254.240.1"}}""")]
    public async Task PutVersion15_Boundaries_AreAccepted(string body)
        => (await sandbox.SendAsync("PUT", Version15, body, ("x-magic-new-hc-target", "true"))).Expect(200);

    [Fact]
    public async Task Put_AnEmptyName_KeepsTheOneThatIsThere()
        => Assert.Equal("pni_fra_1", (await sandbox.SendAsync("PUT", Ordinary, """{"name":""}""", ("x-magic-new-hc-target", "true"))).Expect(200)["modified_interconnect.name"]);

    [Fact]
    public async Task Put_ObjectTargetWithoutTheHeader_IsRefused()
        => (await sandbox.SendAsync("PUT", Ordinary, """{"health_check":{"target":{"saved":""}}}""")).ExpectPointers("/health_check/target");
}
