using System.Net;
using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Tests.Cloudflare.Kinds;

namespace AdminPortal.Tests.Cloudflare.Apps;

public sealed class AppKindTests : ResourceKindTests<App, AppInput>
{
    protected override ResourceKind<App, AppInput> Kind => AppKind.Instance;

    protected override string Sample => SeedSamples.App;

    protected override IReadOnlyList<string> Labels => ["Name", "Type", "Hostnames", "IP subnets", "Source subnets"];

    protected override string Id => "ac60d3d0435248289d446cedd870bcf4";

    protected override (string Request, string Answer) Read(string resource) =>
        ("GET magic/apps", $$"""{"success":true,"result":[{"managed_app_id":"slack","name":"Slack"},{{resource}}]}""");

    protected override string Updated(string resource) => $$"""{"success":true,"result":{{resource}}}""";

    [Fact]
    public async Task Read_AnIdThatTheListLacks_IsRejectedAsNotFound()
    {
        var wire = Wire.Answering("GET magic/apps", """{"success":true,"result":null}""");

        var result = await Kind.ReadAsync(wire.Client(), "gone", TestContext.Current.CancellationToken);

        var failure = Assert.IsType<ApiFailure.Rejected>(Assert.IsType<ApiResult<App>.Failed>(result).Failure);
        Assert.Equal(HttpStatusCode.NotFound, failure.Answer.Status);
        Assert.Contains("gone", Assert.Single(failure.Answer.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_AManagedApp_IsFoundAndSaysWhyItCannotBeChanged()
    {
        var (request, answer) = Read(Sample);

        var result = await Kind.ReadAsync(Wire.Answering(request, answer).Client(), "slack", TestContext.Current.CancellationToken);

        var app = Assert.IsType<ApiResult<App>.Ok>(result).Value;
        Assert.NotNull(Kind.ReadOnlyReason(app));
        Assert.Null(Kind.ReadOnlyReason(Resource(Sample)));
    }

    [Theory]
    [InlineData("auth.cloudflare.com")]
    [InlineData("AUTH.example.com.")]
    [InlineData("_sip.example.com")]
    [InlineData("xn--bcher-kva.example")]
    public void Hostnames_ADomainName_IsAllowed(string hostname) => AssertAllowed("/hostnames", new JsonArray(hostname));

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("192.0.2.1")]
    [InlineData("1.2.3")]
    [InlineData("a.123")]
    [InlineData("a..b")]
    [InlineData("-a.example.com")]
    [InlineData("*.example.com")]
    [InlineData("https://example.com")]
    [InlineData("a b.example.com")]
    public void Hostnames_NoDomainName_IsBlockedAtItsRow(string hostname)
    {
        var finding = Assert.Single(Check("/hostnames", new JsonArray("ok.example.com", hostname)));
        Assert.Equal(("/hostnames/1", RuleSeverity.Error), (finding.Pointer, finding.Severity));
    }

    [Fact]
    public void Lists_SeveralBadRows_AreEachBlockedAtTheirOwn()
    {
        Assert.Equal(["/hostnames/0", "/hostnames/2"], Check("/hostnames", new JsonArray("localhost", "ok.example.com", "-a.example.com")).Select(finding => finding.Pointer));
        Assert.Equal(
            ["/ip_subnets/1", "/ip_subnets/2", "/ip_subnets/3"],
            Check("/ip_subnets", new JsonArray("192.0.2.0/24", "10.1.2.3/8", "2001:db8::/32", "192.0.2.0/24")).Select(finding => finding.Pointer));
    }

    [Theory]
    [InlineData("/ip_subnets")]
    [InlineData("/source_subnets")]
    public void Subnets_OfEachBadForm_AreBlockedWithTheirReason(string pointer)
    {
        AssertAllowed(pointer, new JsonArray("192.0.2.0/24", "10.0.0.0/8", "198.51.100.7/32", "0.0.0.0/0"));
        AssertBlocked(pointer, new JsonArray("2001:db8::/32"), "does not support IPv6");
        AssertBlocked(pointer, new JsonArray("2001:db8::"), "does not support IPv6");
        AssertBlocked(pointer, new JsonArray("192.0.2.0"), "CIDR");
        AssertBlocked(pointer, new JsonArray("192.0.2.0/33"), "CIDR");
        AssertBlocked(pointer, new JsonArray("192.0.2.0/024"), "CIDR");
        AssertBlocked(pointer, new JsonArray("192.0.2.77/24"), "192.0.2.0/24");
        AssertBlocked(pointer, new JsonArray("192.0.2.0/24", "192.0.2.0/24"), "Listed already");
    }

    [Fact]
    public void Hostnames_TheSameInAnotherCase_IsBlockedAtTheSecond() =>
        Assert.Equal("/hostnames/1", Assert.Single(Check("/hostnames", new JsonArray("a.example.com", "A.Example.com"))).Pointer);

    [Fact]
    public void Hostnames_TheSameWithAFinalPeriod_IsBlockedAtTheSecond() =>
        Assert.Equal("/hostnames/1", Assert.Single(Check("/hostnames", new JsonArray("a.example.com", "a.example.com."))).Pointer);

    [Fact]
    public void Rules_ABadItemThatWasThere_OnlyWarnsWhereverItStandsNow()
    {
        var baseline = new JsonObject { ["hostnames"] = new JsonArray("bad_", "ok.example.com") };
        var proposed = new JsonObject { ["hostnames"] = new JsonArray("new.example.com", "bad_") };

        var finding = Assert.Single(RuleCheck.Run(Kind, proposed, baseline, RuleContext.Empty, new HashSet<string>()));

        Assert.Equal(("/hostnames/1", RuleSeverity.Warning), (finding.Pointer, finding.Severity));
        Assert.Contains("there already", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_ANewDuplicateOfAnItemThatWasThere_Blocks()
    {
        var baseline = new JsonObject { ["hostnames"] = new JsonArray("ok.example.com") };
        var proposed = new JsonObject { ["hostnames"] = new JsonArray("ok.example.com", "OK.example.com") };

        var finding = Assert.Single(RuleCheck.Run(Kind, proposed, baseline, RuleContext.Empty, new HashSet<string>()));

        Assert.Equal(("/hostnames/1", RuleSeverity.Error), (finding.Pointer, finding.Severity));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"hostnames":[],"x_new":1}""")]
    public void Rules_NothingSet_CanOnlyBeSentAnyway(string proposed)
    {
        var baseline = new JsonObject { ["hostnames"] = new JsonArray("a.example.com") };

        var finding = Assert.Single(RuleCheck.Run(Kind, JsonNode.Parse(proposed)!.AsObject(), baseline, RuleContext.Empty, new HashSet<string>()));

        Assert.Equal(("/name", RuleSeverity.Error, true), (finding.Pointer, finding.Severity, finding.CanSendAnyway));
    }

    [Fact]
    public void Rules_NothingSetAsBefore_OnlyWarns() =>
        Assert.Equal(RuleSeverity.Warning, Assert.Single(RuleCheck.Run(Kind, [], [], RuleContext.Empty, new HashSet<string>())).Severity);

    [Fact]
    public void Rules_ARowRespelledBesideAnother_IsSentAsSpelledAndSoBlocks()
    {
        var baseline = new JsonObject { ["ip_subnets"] = new JsonArray("10.0.0.1/32") };
        var proposed = new JsonObject { ["ip_subnets"] = new JsonArray("10.0.0.1", "192.0.2.0/24") };

        var finding = Assert.Single(RuleCheck.Run(Kind, proposed, baseline, RuleContext.Empty, new HashSet<string>()));

        Assert.Equal(("/ip_subnets/0", RuleSeverity.Error), (finding.Pointer, finding.Severity));
    }
}
