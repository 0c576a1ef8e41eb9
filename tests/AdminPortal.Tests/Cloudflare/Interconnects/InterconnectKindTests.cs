using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Values;
using AdminPortal.Tests.Cloudflare.Kinds;
using FsCheck;
using FsCheck.Fluent;

namespace AdminPortal.Tests.Cloudflare.Interconnects;

public sealed class InterconnectKindTests : ResourceKindTests<Interconnect, InterconnectInput>
{
    protected override ResourceKind<Interconnect, InterconnectInput> Kind => InterconnectKind.Instance;

    protected override string Sample => SeedSamples.Interconnect;

    protected override IReadOnlyList<string> Labels =>
    [
        "Name", "Description", "MTU", "Interface address", "Interface address (IPv6)", "Automatic return routing", "GRE Cloudflare endpoint",
        "Health check enabled", "Health check rate", "Health check type", "Health check target",
    ];

    protected override string Id => "c4a7362d577a6c3019a474fd6f485821";

    protected override (string Request, string Answer) Read(string resource) =>
        ($"GET magic/cf_interconnects/{Id}", $$$"""{"success":true,"result":{"interconnect":{{{resource}}}}}""");

    protected override string Updated(string resource) => $$$"""{"success":true,"result":{"modified":true,"modified_interconnect":{{{resource}}}}}""";

    [Fact]
    public async Task EveryCall_OfTheKind_AsksForTheObjectFormOfTheTarget()
    {
        var wire = Wire.Answering($"PUT magic/cf_interconnects/{Id}?validate_only=true", """{"success":true,"messages":[{"code":1000,"message":"fine"}]}""")
            .On($"PUT magic/cf_interconnects/{Id}", Updated(Sample)).On($"GET magic/cf_interconnects/{Id}", Read(Sample).Answer);
        var input = Kind.ToInput(Resource(Sample));

        var check = await Kind.CheckAsync(wire.Client(), Id, input, TestContext.Current.CancellationToken);
        await Kind.UpdateAsync(wire.Client(), Id, input, TestContext.Current.CancellationToken);
        await Kind.ReadAsync(wire.Client(), Id, TestContext.Current.CancellationToken);

        Assert.Equal("fine", Assert.Single(Assert.IsType<ApiResult<NoResult>.Ok>(check).Answer.Messages).Message);
        Assert.Equal(3, wire.Sent.Count);
        Assert.All(wire.Sent, sent => Assert.Equal("true", sent.Headers["x-magic-new-hc-target"]));
        Assert.Equal(wire.Sent[0].Body, wire.Sent[1].Body);
    }

    [Fact]
    public async Task UpdateMany_ValidateOnly_IsSpelledAsTheDocumentSpellsIt()
    {
        var wire = Wire.Answering("PUT magic/cf_interconnects?validate_only=true", """{"success":true,"result":{"modified":true,"modified_interconnects":null}}""");

        var result = await wire.Client().Interconnects.UpdateManyAsync(Wire.AccountId, validateOnly: true, new([Resource(Sample)]), TestContext.Current.CancellationToken);

        Assert.IsType<ApiResult<InterconnectModifications>.Ok>(result);
        Assert.StartsWith("""{"interconnects":[{"id":""", Assert.Single(wire.Sent).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void ToInput_EffectiveTarget_IsDropped() =>
        Assert.Equal("""{"saved":"203.0.113.1"}""", JsonPointer.Read(Kind.ToJson(Kind.ToInput(Resource(Sample))), "/health_check/target")!.ToJsonString());

    [Theory]
    [InlineData("\"203.0.113.1\"", """{"saved":"203.0.113.1"}""")]
    [InlineData("\"\"", """{"saved":""}""")]
    [InlineData("""{"effective":"203.0.113.9","saved":"","x":1}""", """{"saved":"","x":1}""")]
    public void ToInput_TargetInEitherForm_IsSentAsAnObject(string target, string sent) =>
        Assert.Equal(sent, JsonPointer.Read(Kind.ToJson(Kind.ToInput(Resource($$$"""{"id":"1","health_check":{"target":{{{target}}}}}"""))), "/health_check/target")!.ToJsonString());

    [Fact]
    public void Resource_WithNumbersAsStringsAndAVersionAsNumber_IsRead()
    {
        var interconnect = Resource("""{"id":"1","mtu":"1476","version":1.5,"created_on":"2024-08-25 05:00:22 +0000 UTC","modified_on":17}""");

        Assert.Equal((1476m, "1.5", new DateTimeOffset(2024, 8, 25, 5, 0, 22, TimeSpan.Zero), null), (interconnect.Mtu, interconnect.Version, interconnect.CreatedOn, interconnect.ModifiedOn));
        Assert.Contains(new("Created", "2024-08-25T05:00:22Z", new DateTimeOffset(2024, 8, 25, 5, 0, 22, TimeSpan.Zero)), Kind.ReadOnlyMembers(interconnect));
    }

    [Theory]
    [InlineData("taken", RuleSeverity.Error)]
    [InlineData("TAKEN", RuleSeverity.Warning)]
    [InlineData("free", null)]
    public void Name_OfAnotherInterconnect_BlocksToTheLetterAndWarnsInAnotherCase(string name, RuleSeverity? severity) =>
        Assert.Equal(severity, Check("/name", name, new RuleContext(["taken"])).SingleOrDefault()?.Severity);

    [Fact]
    public void ContextOf_AList_HoldsTheOthersNamesAndTheInterconnectsOwnVersion()
    {
        var context = InterconnectKind.ContextOf([new() { Id = "1", Name = "own", Version = "1.5" }, new() { Id = "2", Name = "other", Version = "2" }, new() { Id = "3" }], "1");

        Assert.Equal("other", Assert.Single(context.OtherNames));
        Assert.Equal("1.5", context.Version);
    }

    [Theory]
    [InlineData("1.5", true)]
    [InlineData("2", null)]
    [InlineData(null, null)]
    public void GreEndpoint_OfVersion15_CanOnlyBeSentAnyway(string? version, bool? canSendAnyway) =>
        Assert.Equal(canSendAnyway, Check("/gre/cloudflare_endpoint", "203.0.113.1", new RuleContext([]) { Version = version }).SingleOrDefault()?.CanSendAnyway);

    [Theory]
    [InlineData("/interface_address")]
    [InlineData("/interface_address6")]
    [InlineData("/gre/cloudflare_endpoint")]
    public void Addresses_EmptyText_IsNoAddress(string pointer) => Assert.Equal(RuleSeverity.Error, Assert.Single(Check(pointer, "")).Severity);

    [Fact]
    public void Rules_AnUnchangedNumberTypedAsText_OnlyWarns()
    {
        var baseline = new JsonObject { ["mtu"] = 0 };
        var proposed = new JsonObject { ["mtu"] = "0" };

        Assert.Equal(RuleSeverity.Warning, Assert.Single(RuleCheck.Run(Kind, proposed, baseline, RuleContext.Empty, new HashSet<string>())).Severity);
    }

    [Theory]
    [InlineData("576", null)]
    [InlineData("1476", null)]
    [InlineData("9000", null)]
    [InlineData("9001", RuleSeverity.Warning)]
    [InlineData("575", RuleSeverity.Error)]
    [InlineData("0", RuleSeverity.Error)]
    [InlineData("1500.5", RuleSeverity.Error)]
    [InlineData("\"abc\"", RuleSeverity.Error)]
    public void Mtu_AtItsLimits_IsJudged(string mtu, RuleSeverity? severity) =>
        Assert.Equal(severity, Check("/mtu", JsonNode.Parse(mtu)).SingleOrDefault()?.Severity);

    [Theory]
    [InlineData("10.0.0.0/31")]
    [InlineData("10.255.255.255/31")]
    [InlineData("172.16.0.0/31")]
    [InlineData("172.31.255.254/31")]
    [InlineData("192.168.0.1/31")]
    public void InterfaceAddress_APrivateSlash31_IsAllowed(string address) => AssertAllowed("/interface_address", address);

    [Theory]
    [InlineData("10.0.0.0/30")]
    [InlineData("169.254.240.0/31")]
    [InlineData("169.254.255.252/30")]
    public void InterfaceAddress_ThatNewerTextAllows_CanBeSentAnyway(string address)
    {
        var blocked = Assert.Single(Check("/interface_address", address));
        var sent = Assert.Single(Check("/interface_address", address, null, "/interface_address"));

        Assert.Equal((RuleSeverity.Error, true), (blocked.Severity, blocked.CanSendAnyway));
        Assert.Equal(RuleSeverity.Warning, sent.Severity);
    }

    [Theory]
    [InlineData("192.0.2.0/31")]
    [InlineData("10.0.0.0/29")]
    [InlineData("10.0.0.0/32")]
    [InlineData("10.0.0.0")]
    [InlineData("172.32.0.0/31")]
    [InlineData("169.254.239.254/31")]
    [InlineData("169.254.0.0/30")]
    [InlineData("2001:db8::/31")]
    [InlineData("10.0.0.0/031")]
    public void InterfaceAddress_ThatNoTextAllows_BlocksEvenIfSentAnyway(string address)
    {
        var finding = Assert.Single(Check("/interface_address", address, null, "/interface_address"));
        Assert.Equal((RuleSeverity.Error, false), (finding.Severity, finding.CanSendAnyway));
    }

    [Fact]
    public void InterfaceAddress_AnySlash31_IsJudgedAsArithmeticJudgesIt() => Prop.ForAll(
        Gen.Elements<uint>(0x0A000000, 0xAC100000, 0xAC200000, 0xC0A80000, 0xC0A90000, 0xA9FE0000, 0xA9FEF000)
            .SelectMany(start => Gen.Choose(-0x20000, 0x20000).Select(offset => unchecked(start + (uint)offset))).ToArbitrary(),
        number =>
        {
            var isPrivate = number >> 24 == 10 || number >> 20 == 0xAC1 || number >> 16 == 0xC0A8;
            var isLinkLocal = number >> 12 == 0xA9FEF;
            var finding = Check("/interface_address", $"{number >> 24}.{(number >> 16) & 255}.{(number >> 8) & 255}.{number & 255}/31").SingleOrDefault();
            Assert.Equal(isPrivate, finding is null);
            Assert.Equal(isLinkLocal, finding?.CanSendAnyway == true);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2606:54c1:7:0:a9fe:12d2:1:200/127", true)]
    [InlineData("2606:54c1:7::/127", true)]
    [InlineData("2606:54c1:7:0:a9fe:12d2:1:201/127", false)]
    [InlineData("2606:54c1:7:0:a9fe:12d2:1:200/126", false)]
    [InlineData("2606:54c1:7:0:a9fe:12d2:1:200", false)]
    [InlineData("10.0.0.0/31", false)]
    public void InterfaceAddress6_FirstOfASlash127_IsAllowed(string address, bool allowed) => Assert.Equal(allowed, Check("/interface_address6", address).Count == 0);

    [Fact]
    public void Members_WithAFixedSetOfValues_BlockAllOthers()
    {
        AssertAllowed("/health_check/rate", "mid");
        AssertBlocked("/health_check/rate", "Mid", "low, mid or high");
        AssertAllowed("/health_check/type", "reply");
        AssertBlocked("/health_check/type", "ping", "reply or request");
        AssertAllowed("/gre/cloudflare_endpoint", "203.0.113.1");
        AssertBlocked("/gre/cloudflare_endpoint", "2001:db8::1", "IPv4");
        AssertAllowed("/health_check/target/saved", "");
        AssertBlocked("/health_check/target/saved", "gateway", "IP address");
    }

    [Fact]
    public void Rules_TheDocumentsOwnSample_OnlyWarnsOfWhatItBreaks()
    {
        var input = Kind.ToJson(Kind.ToInput(Resource(Sample)));

        var findings = RuleCheck.Run(Kind, input, input, RuleContext.Empty, new HashSet<string>());

        Assert.Equal(["/mtu", "/interface_address"], findings.Select(finding => finding.Pointer));
        Assert.All(findings, finding => Assert.Equal((RuleSeverity.Warning, false), (finding.Severity, finding.CanSendAnyway)));
    }

    [Theory]
    [InlineData("""{"health_check":{"enabled":true}}""", """{"health_check":{"enabled":false}}""", true)]
    [InlineData("""{"health_check":{}}""", """{"health_check":{"enabled":false}}""", true)]
    [InlineData("""{"health_check":{"enabled":false}}""", """{"health_check":{"enabled":false}}""", false)]
    [InlineData("""{"health_check":{"enabled":false}}""", """{"health_check":{"enabled":true}}""", false)]
    [InlineData("""{"health_check":{"enabled":true}}""", """{"health_check":{"enabled":true,"rate":"low"}}""", false)]
    [InlineData("""{"health_check":{"enabled":true}}""", "{}", false)]
    public void ConsequenceOf_AChange_IsToldOnlyWhereTheHealthCheckIsSwitchedOff(string before, string after, bool isTold)
    {
        var consequence = Kind.ConsequenceOf(JsonNode.Parse(before)!.AsObject(), JsonNode.Parse(after)!.AsObject());

        Assert.Equal(isTold, consequence?.Contains("shows this tunnel as down", StringComparison.Ordinal) ?? false);
    }
}
