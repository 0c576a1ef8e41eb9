using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Components.Tests.Faults;
using AdminPortal.Components.Tests.Forms;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Peers;
using AdminPortal.Tests.Cloudflare;
using AdminPortal.Tests.Faults;
using Bunit;

namespace AdminPortal.Components.Tests.Peers;

public sealed class NewPeerTests : CreateFormTests<NewPeerPage, PeerPage, Peer, PeerInput>
{
    protected override ResourceKind<Peer, PeerInput> Kind => PeerKind.Instance;

    protected override string Sample => SeedSamples.Peer.Replace("\"name\"", "\"x_new\":1,\"name\"", StringComparison.Ordinal);

    protected override string Id => "23ff594956f20c2a721606e94745a8aa";

    protected override string Clone => """{"name":"my-peer-1","ip":"192.0.2.53","ixfr_enable":false,"port":53,"tsig_id":"69cd1e104af3e6ed3cb344f263fd0d5a"}""";

    protected override (string Resource, string Sentence) Unwise => (Fresh, "A whole number from 1 to 65535");

    protected override IReadOnlyList<string> Labels => ["Name", "IP address", "Port", "Incremental transfer (IXFR)", "TSIG"];

    protected override (string Label, string Text, string Pointer) Filled => ("Name", "ns-new", "/name");

    protected override string Body => """{"name":"ns-new","ip":"192.0.2.77","port":53,"ixfr_enable":true}""";

    private string PutLine => $"PUT {Kind.Path}/{Id}";

    private string GetLine => $"GET {Kind.Path}/{Id}";

    private string Fresh => MadeByPost(Id);

    private string Complete => Fresh.Replace("\"ip\":\"\",\"port\":0,\"ixfr_enable\":false", "\"ip\":\"192.0.2.77\",\"port\":53,\"ixfr_enable\":true", StringComparison.Ordinal);

    protected override IReadOnlyList<(string Line, string Body)> Calls(string body) =>
        [(PostLine, $$$"""{"name":{{{System.Text.Json.Nodes.JsonNode.Parse(body)!["name"]!.ToJsonString()}}}}"""), (PutLine, body)];

    protected override (string Request, string Answer) Read(string resource) => ($"GET secondary_dns/peers/{Id}", Envelope(resource));

    [Fact]
    public void Review_OfANewPeerWithoutATsigWhereOthersHaveOne_WarnsWithTheRule()
    {
        var page = OpenFilled();
        Wire.On("GET secondary_dns/peers", """{"success":true,"result":[{"id":"p2","name":"ns2","tsig_id":"t1"}]}""");

        Review(page);

        Assert.Contains("all of them must use the same one", Assert.Single(page.FindAll("section.review .message-warning")).Words(), StringComparison.Ordinal);
        Assert.False(page.Button("Create").HasAttribute("disabled"));
    }

    protected override string MadeByPost(string id) => $$$"""{"id":"{{{id}}}","name":"ns-new","ip":"","port":0,"ixfr_enable":false}""";

    /// <summary>The second step is a write of its own, and the person's to send.</summary>
    private protected override void AssertLandedAsFound(IRenderedComponent<PeerPage> landed)
    {
        Assert.Contains("The answer to the creation was lost. The list holds one peer that has this name and nothing else yet: this one.", Assert.Single(landed.Texts(".alert-warning")), StringComparison.Ordinal);
        Assert.Equal(["ns-new", "192.0.2.77", "53"], new[] { "Name", "IP address", "Port" }.Select(label => landed.Field(label).GetAttribute("value")));
        Assert.Contains("3 changes", landed.Texts("form [role=status]"));
        Assert.Empty(landed.FindAll(".alert-success"));
    }

    [Fact]
    public void Review_OfANewPeer_SaysThatItTakesTwoSteps()
    {
        var page = OpenFilled();

        Review(page);

        Assert.Contains("a PUT with everything follows", page.Find("section.review").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_SecondStepRefused_LandsOnTheNewPeerWithEverythingTypedAndTheErrorAtItsField()
    {
        var landed = CreateInPart(Refusal("Not routable.", "/ip"), 400, Fresh);

        Assert.Contains("The peer is created with its name only: the update with the rest has failed", Assert.Single(landed.Texts(".alert-warning")), StringComparison.Ordinal);
        Assert.Equal(["ns-new", "192.0.2.77", "53"], new[] { "Name", "IP address", "Port" }.Select(label => landed.Field(label).GetAttribute("value")));
        Assert.True(landed.Field("Incremental transfer (IXFR)").HasAttribute("checked"));
        Assert.Contains("Not routable.", landed.DescriptionOf(landed.Field("IP address")), StringComparison.Ordinal);
        Assert.Equal(landed.Field("IP address").Id, Focused);
        Assert.Contains("3 changes", landed.Texts("form [role=status]"));
        Assert.Equal([PostLine, PutLine], Wire.Writes.Select(sent => sent.Line));
    }

    [Theory]
    [MemberData(nameof(FaultTable.Names), MemberType = typeof(FaultTable))]
    public async Task Create_SecondStepUnderAFault_LandsOnTheNewPeerWithEverythingTypedAndWritesItOnce(string name)
    {
        var fault = FaultTable.Named(name);
        var told = fault.Of(Operation.Update);
        Wire.On(GetLine, Envelope(Fresh)).On(PostLine, Envelope(Fresh));
        Wire.Fail(PutLine, fault.Way, Envelope(Complete), "/ip", acts: () => Wire.On(GetLine, Envelope(Complete)));
        var page = OpenFilled();
        Review(page);

        page.Button("Create").Click();
        if (told.Outcome == Outcome.Unclear && !fault.Way.Acts)
        {
            await Time.TimerSetAsync();
            Time.Advance(TimeSpan.FromSeconds(2));
        }

        page.WaitForAssertion(() => Assert.EndsWith(Landing, Navigation.Uri, StringComparison.Ordinal));
        var landed = OpenLanding(fault.Way.Acts ? Complete : Fresh);
        var words = (told.Outcome, fault.Way.Acts) switch
        {
            (Outcome.Ok, _) => "Created",
            (Outcome.Unclear, true) => "Created, as reading it again shows",
            _ => told.WordsFor(Kind),
        };
        Assert.Contains(landed.Texts(".alert"), alert => alert.Contains(words, StringComparison.Ordinal));
        Assert.Equal(["ns-new", "192.0.2.77", "53"], new[] { "Name", "IP address", "Port" }.Select(label => landed.Field(label).GetAttribute("value")));
        Assert.Equal([PostLine, PutLine], Wire.Writes.Select(sent => sent.Line));
    }

    [Fact]
    public void Create_SecondStepUnansweredAndArrived_SaysThatItIsCreated()
    {
        Wire.On(GetLine, Envelope(Complete));

        var landed = CreateInPart("<html>", 502, Complete);

        Assert.Contains("Created, as reading it again shows", Assert.Single(landed.Texts(".alert-success[role=status]")), StringComparison.Ordinal);
        Assert.Empty(landed.FindAll("[role=alert]"));
        Assert.Contains("Nothing changed", landed.Texts("form [role=status]"));
        Assert.Equal([PostLine, PutLine], Wire.Writes.Select(sent => sent.Line));
    }

    [Fact]
    public async Task Create_SecondStepUnansweredAndArrivedOnlyByTheTimeOfLanding_SaysThatItIsCreated()
    {
        Wire.On(GetLine, Envelope(Fresh));

        var landed = await CreateInPartAfterAMomentAsync(Complete);

        Assert.Contains("Created, as reading it again shows", Assert.Single(landed.Texts(".alert-success[role=status]")), StringComparison.Ordinal);
        Assert.Empty(landed.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task Create_SecondStepUnansweredAndNotThere_SaysThatItDidNotArriveAndKeepsWhatWasTyped()
    {
        Wire.On(GetLine, Envelope(Fresh));

        var landed = await CreateInPartAfterAMomentAsync(Fresh);

        Assert.Contains("the update with the rest got no answer", Assert.Single(landed.Texts(".alert-warning")), StringComparison.Ordinal);
        Assert.Contains("The change did not arrive", landed.Texts("[role=alert] h2"));
        Assert.Equal("192.0.2.77", landed.Field("IP address").GetAttribute("value"));
    }

    [Fact]
    public async Task Create_SecondStepUnansweredAndUnreadable_SaysThatNobodyKnowsAndKeepsWhatWasTyped()
    {
        Wire.On(GetLine, Refusal("No.", null), 403);

        var landed = await CreateInPartAfterAMomentAsync(Fresh);

        Assert.Contains("the update with the rest got no answer", Assert.Single(landed.Texts(".alert-warning")), StringComparison.Ordinal);
        Assert.Contains("It is not known whether the change was carried out", landed.Texts("[role=alert] h2"));
        Assert.Equal("192.0.2.77", landed.Field("IP address").GetAttribute("value"));
        Assert.Equal([PostLine, PutLine], Wire.Writes.Select(sent => sent.Line));
    }

    private protected override void Fill(IRenderedComponent<NewPeerPage> page)
    {
        page.Field("Name").Input("ns-new");
        page.Field("IP address").Input("192.0.2.77");
        page.Field("Port").Input("53");
        page.Field("Incremental transfer (IXFR)").Change(true);
    }

    private protected override void AnswerHelpers() => Wire
        .On("GET secondary_dns/tsigs", """{"success":true,"result":[{"id":"69cd1e104af3e6ed3cb344f263fd0d5a","name":"tsig.customer.cf.","algo":"hmac-sha512."}]}""")
        .On("GET secondary_dns/peers", """{"success":true,"result":[]}""");

    /// <summary>Creates with this answer to the PUT, and opens the page on which that lands.</summary>
    private IRenderedComponent<PeerPage> CreateInPart(string answer, int status, string live)
    {
        Wire.On(PostLine, Envelope(Fresh)).On(PutLine, answer, status);
        var page = OpenFilled();
        Review(page);
        Create(page);
        Assert.EndsWith(Landing, Navigation.Uri, StringComparison.Ordinal);
        return OpenLanding(live);
    }

    /// <summary>Creates without an answer to the PUT, which neither look finds, and opens the page on which that lands.</summary>
    private async Task<IRenderedComponent<PeerPage>> CreateInPartAfterAMomentAsync(string live)
    {
        Wire.On(PostLine, Envelope(Fresh)).On(PutLine, "<html>", 502);
        var page = OpenFilled();
        Review(page);
        page.Button("Create").Click();
        await Time.TimerSetAsync();
        Time.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => Assert.EndsWith(Landing, Navigation.Uri, StringComparison.Ordinal));
        return OpenLanding(live);
    }
}
