namespace AdminPortal.Tests.Sandbox;

public sealed class TargetRulesTests(SandboxHost sandbox) : IClassFixture<SandboxHost>
{
    [Theory]
    [InlineData("""{}""", "/hostname /ip")]
    [InlineData("""{"hostname":null,"ip":null}""", "/hostname /ip")]
    [InlineData("""{"hostname":"","ip":{}}""", "/hostname")]
    [InlineData("""{"hostname":7,"ip":[]}""", "/hostname /ip")]
    [InlineData("""{"hostname":"two words","ip":{}}""", "/hostname")]
    [InlineData("""{"hostname":"-a","ip":{}}""", "/hostname")]
    [InlineData("""{"hostname":"a.","ip":{}}""", "/hostname")]
    [InlineData("""{"hostname":"a\n","ip":{}}""", "/hostname")]
    [InlineData("""{"hostname":"a_b","ip":{}}""", "/hostname")]
    [InlineData("""{"hostname":"bücher","ip":{}}""", "/hostname")]
    [InlineData("""{"hostname":"a","ip":{"ipv4":"10.0.0.1"}}""", "/ip/ipv4")]
    [InlineData("""{"hostname":"a","ip":{"ipv4":{"ip_addr":""}}}""", "/ip/ipv4/ip_addr")]
    [InlineData("""{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.1"}}}""", "/ip/ipv4/ip_addr")]
    [InlineData("""{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.0.0.010"}}}""", "/ip/ipv4/ip_addr")]
    [InlineData("""{"hostname":"a","ip":{"ipv4":{"ip_addr":"256.0.0.1"}}}""", "/ip/ipv4/ip_addr")]
    [InlineData("""{"hostname":"a","ip":{"ipv4":{"ip_addr":"2001:db8::1"}}}""", "/ip/ipv4/ip_addr")]
    [InlineData("""{"hostname":"a","ip":{"ipv6":{"ip_addr":"10.0.0.1"}}}""", "/ip/ipv6/ip_addr")]
    [InlineData("""{"hostname":"a","ip":{"ipv6":{"ip_addr":"fe80::1%eth0"}}}""", "/ip/ipv6/ip_addr")]
    [InlineData("""{"hostname":"a","ip":{"ipv6":{"ip_addr":"[2001:db8::1]"}}}""", "/ip/ipv6/ip_addr")]
    [InlineData("""{"hostname":"a","ip":{"ipv6":{"ip_addr":"::ffff:10.99.1.1"}}}""", "/ip/ipv6/ip_addr")]
    [InlineData("""{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.99.1.1","virtual_network_id":"x"}}}""", "/ip/ipv4/virtual_network_id")]
    [InlineData("""{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.99.1.1","virtual_network_id":" c77b744e-acc8-428f-9257-6878c046ed55"}}}""", "/ip/ipv4/virtual_network_id")]
    [InlineData("""{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.99.1.1","virtual_network_id":"11111111-1111-4111-8111-111111111111"}}}""", "/ip/ipv4/virtual_network_id")]
    [InlineData("""{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.99.1.1","virtual_network_id":"0d9e8c7b-6a5f-4e3d-8c2b-1a0f9e8d7c6b"}}}""", "/ip/ipv4/virtual_network_id")]
    [InlineData("""{"hostname":"a","ip":{"ipv4":{"ip_addr":"187.26.29.249"}}}""", "/ip/ipv4/ip_addr")]
    [InlineData("""{"hostname":"a","ip":{"ipv6":{"ip_addr":"64C0:64e8:f0b4:8dbf:7104:72b0:ec8f:f5e0"}}}""", "/ip/ipv6/ip_addr")]
    [InlineData("""{"hostname":"a","ip":{},"tags":[]}""", "/tags")]
    [InlineData("""{"hostname":"a","ip":{},"tags":{"env":1,"a/b~c":null,"ok":"x"}}""", "/tags/env /tags/a~1b~0c")]
    [InlineData("""{"hostname":"-","ip":{"ipv4":{"ip_addr":"x","virtual_network_id":"y"},"ipv6":{"ip_addr":"z"}},"tags":{"e":2}}""", "/hostname /ip/ipv4/ip_addr /ip/ipv4/virtual_network_id /ip/ipv6/ip_addr /tags/e")]
    public async Task Post_BreaksARule_PointsAtIt(string body, string pointers)
        => (await sandbox.SendAsync("POST", "infrastructure/targets", body)).ExpectPointers(pointers.Split(' '));

    [Fact]
    public async Task Post_HostnameOf255And256Characters_OnlyTheFirstIsAccepted()
    {
        (await sandbox.SendAsync("POST", "infrastructure/targets", $$$"""{"hostname":"{{{new string('a', 255)}}}","ip":{}}""")).Expect(200);
        (await sandbox.SendAsync("POST", "infrastructure/targets", $$$"""{"hostname":"{{{new string('a', 256)}}}","ip":{}}""")).ExpectPointers("/hostname");
    }

    [Fact]
    public async Task Post_SameAddressInAnotherNetwork_IsAccepted()
    {
        var body = """{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.99.2.2","virtual_network_id":"a1f5b7c3-27d4-4b6e-8c19-5e0d9f3a6b42"}}}""";

        (await sandbox.SendAsync("POST", "infrastructure/targets", """{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.99.2.2"}}}""")).Expect(200);
        (await sandbox.SendAsync("POST", "infrastructure/targets", body)).Expect(200);
        (await sandbox.SendAsync("POST", "infrastructure/targets", body)).ExpectPointers("/ip/ipv4/ip_addr");
    }

    [Fact]
    public async Task Put_UnchangedValuesThatBreakRules_AreAccepted()
    {
        // The target of the data set whose network was deleted, and one that was stored with a hostname no rule allows.
        var dangling = (await sandbox.GetAsync($"infrastructure/targets?virtual_network_id={SandboxHost.DeletedNetwork}")).Items.Single();
        var id = dangling.GetProperty("id").GetString();
        var stored = dangling.GetRawText().Replace("\"hostname\":\"", "\"hostname\":\"not allowed ", StringComparison.Ordinal)
            .Replace("\"tags\":{", "\"tags\":{\"\":\"no key\",", StringComparison.Ordinal);
        await sandbox.ControlAsync("PUT", $"sandbox/state/{SandboxHost.AccountId}/targets/{id}", stored);

        (await sandbox.SendAsync("PUT", $"infrastructure/targets/{id}", stored)).Expect(200);
        (await sandbox.SendAsync("PUT", $"infrastructure/targets/{id}", stored.Replace("\"no key\"", "\"no key\",\"new\":\"x\"", StringComparison.Ordinal))).Expect(200);
        (await sandbox.SendAsync("PUT", $"infrastructure/targets/{id}", stored.Replace("not allowed", "still not", StringComparison.Ordinal)))
            .ExpectPointers("/hostname");
    }
}
