using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Components.Tests.Forms;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Peers;
using AdminPortal.Tests.Cloudflare;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Peers;

public sealed class PeerFormTests : DeletableFormTests<PeerPage, Peer, PeerInput>
{
    protected override ResourceKind<Peer, PeerInput> Kind => PeerKind.Instance;

    protected override string Sample => SeedSamples.Peer;

    protected override string Id => "23ff594956f20c2a721606e94745a8aa";

    protected override IReadOnlyList<string> Labels => ["Name", "IP address", "Port", "Incremental transfer (IXFR)", "TSIG"];

    protected override IReadOnlyList<(string Label, string Text)> ServersOwn => [("Peer ID", Id)];

    protected override IReadOnlyList<string> PickedFields => ["Incremental transfer (IXFR)", "TSIG"];

    protected override IReadOnlyList<BadValue> BadValues =>
    [
        new("Name", "", "A name is required"),
        new("Name", "  ", "A name is required"),
        new("IP address", "192.0.2", "An IPv4 or IPv6 address"),
        new("IP address", "ns1.example.com", "An IPv4 or IPv6 address"),
        new("Port", "0", "A whole number from 1 to 65535"),
        new("Port", "65536", "A whole number from 1 to 65535"),
        new("Port", "53.5", "A whole number from 1 to 65535"),
        new("Port", "dns", "is not a number"),
    ];

    protected override Edit Change => new("Name", "/name", "my-peer-2");

    protected override IReadOnlyList<Place> InnerPlaces => [];

    protected override IReadOnlyList<string> Objects => [""];

    protected override string Consequence => "transfers of zones that are linked to this peer stop";

    protected override string SampleName => "my-peer-1";

    protected override bool IsTypedByDefault => true;

    protected override (string Answer, int Status) Gone => (Envelope(Error("Peer not found.", null)), 404);

    protected override string Deleted => $$$"""{"success":true,"errors":[],"messages":[],"result":{"id":"{{{Id}}}"}}""";

    protected override (string Request, string Answer) Read(string resource) => ($"GET secondary_dns/peers/{Id}", Updated(resource));

    protected override string Updated(string resource) => $$$"""{"success":true,"errors":[],"messages":[],"result":{{{resource}}}}""";

    private protected override void AnswerHelpers(Wire wire) => wire
        .On("GET secondary_dns/tsigs", """{"success":true,"result":[{"id":"69cd1e104af3e6ed3cb344f263fd0d5a","name":"tsig.customer.cf.","algo":"hmac-sha512.","secret":"c2VjcmV0"}]}""")
        .On("GET secondary_dns/peers", """{"success":true,"result":[]}""");

    [Fact]
    public void Review_ARespelledAddressBesideAChange_ShowsTheBodyThatIsSent()
    {
        Wire.On($"PUT {Kind.Path}/{Id}", Updated(Sample));
        var page = Open(Sample.Replace("192.0.2.53", "2001:db8::53", StringComparison.Ordinal));
        page.Field("IP address").Input("2001:DB8:0::53");
        Make(page, Change);
        Review(page);
        var shown = page.Find("pre.request").TextContent;

        Save(page);

        Assert.Equal(JsonNode.Parse(shown)!.ToJsonString(), JsonNode.Parse(Assert.Single(Wire.Writes).Body!)!.ToJsonString());
    }

    [Fact]
    public void Address_Emptied_SaysThatTheApiMayKeepItUntilItIsTypedAgain()
    {
        const string Hint = "it may keep the old value";
        var page = Open();
        Assert.DoesNotContain(Hint, page.Markup, StringComparison.Ordinal);

        page.Field("IP address").Input("");
        Assert.Contains(Hint, page.DescriptionOf(page.Field("IP address")), StringComparison.Ordinal);
        page.Field("IP address").Input("192.0.2.54");

        Assert.DoesNotContain(Hint, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_ThatWasNotThere_TypedAndEmptiedAgain_SaysNothingOfTheApi()
    {
        var page = Open(Sample.Replace("192.0.2.53", "", StringComparison.Ordinal));

        page.Field("IP address").Input("192.0.2.54");
        page.Field("IP address").Input("");

        Assert.DoesNotContain("it may keep the old value", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_EmptiedAndKeptByTheApi_IsToldAfterTheSave()
    {
        Wire.On($"PUT {Kind.Path}/{Id}", Updated(Sample));
        var page = Open();
        page.Field("IP address").Input("");
        Review(page);

        Save(page);

        Assert.Contains("The API has something else than was sent in IP address: 192.0.2.53", page.Find(".alert-success").Words(), StringComparison.Ordinal);
        Assert.Equal("192.0.2.53", page.Field("IP address").GetAttribute("value"));
    }

    [Fact]
    public void Tsig_OfAPeer_IsPickedByNameAndItsSecretIsNowhere()
    {
        var page = Open();

        Assert.Equal(["No TSIG", "tsig.customer.cf. (hmac-sha512)"], page.Field("TSIG").QuerySelectorAll("option").Select(option => option.Words()));
        Assert.DoesNotContain("c2VjcmV0", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Tsig_ThatIsNotThere_IsShownAsDanglingAndKept()
    {
        Wire.On($"PUT {Kind.Path}/{Id}", Updated(Sample));
        var page = Open(Sample.Replace("69cd1e104af3e6ed3cb344f263fd0d5a", "feed", StringComparison.Ordinal));
        Assert.Contains("feed (no such TSIG here)", page.Field("TSIG").QuerySelectorAll("option").Select(option => option.Words()));

        Make(page, Change);
        Review(page);
        Save(page);

        Assert.Equal("feed", JsonNode.Parse(Assert.Single(Wire.Writes).Body!)!["tsig_id"]!.GetValue<string>());
    }

    [Fact]
    public void Tsig_TakenAway_IsSentAsEmpty()
    {
        Wire.On($"PUT {Kind.Path}/{Id}", Updated(Sample));
        var page = Open();

        page.Field("TSIG").Change("");
        Review(page);
        Save(page);

        Assert.Equal("", JsonNode.Parse(Assert.Single(Wire.Writes).Body!)!["tsig_id"]!.GetValue<string>());
    }

    [Fact]
    public void Tsig_TakenAwayWhereOthersHaveOne_WarnsWithTheRuleAndTheirLinks()
    {
        var page = Open();
        Wire.On("GET secondary_dns/peers", $$$"""
            {"success":true,"result":[{{{Sample}}},{"id":"p2","name":"ns2","tsig_id":"t1"},{"id":"p3","name":""},{"id":"p4","name":"","tsig_id":"t1"}]}
            """);
        page.Field("TSIG").Change("");

        Review(page);

        var warning = Assert.Single(page.FindAll("section.review .message-warning"));
        Assert.StartsWith("TSIG: This peer uses no TSIG, and 2 other peers of the account use one. When one of several peers", warning.Words(), StringComparison.Ordinal);
        Assert.Equal(["ns2 (in another tab)", "p4 (in another tab)"], warning.QuerySelectorAll("a").Select(link => link.Words()));
        Assert.False(page.Button("Save").HasAttribute("disabled"));
    }

    [Fact]
    public void Tsig_UnlikeThatOfManyOthers_NamesTenAndCountsTheRest()
    {
        var page = Open();
        Wire.On("GET secondary_dns/peers", $$$"""
            {"success":true,"result":[{{{string.Join(',', Enumerable.Range(1, 12).Select(number => $$"""{"id":"p{{number}}","name":"ns{{number}}","tsig_id":"t1"}"""))}}}]}
            """);
        page.Field("TSIG").Change("");

        Review(page);

        Assert.Equal(11, page.FindAll("section.review .named-links li").Count);
        Assert.Equal("and 2 more", page.FindAll("section.review .named-links li")[^1].Words());
    }

    [Fact]
    public void Tsigs_ThatWaitForTheRateLimit_SaySoAndCanBeCancelled()
    {
        AnswerHelpers(Wire);
        Wire.On(Read(Sample).Request, Read(Sample).Answer).HoldForBudget("GET secondary_dns/tsigs", Time.GetUtcNow().AddSeconds(90));
        var page = Render<PeerPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId).Add(page => page.Id, Id));
        page.WaitForAssertion(() => Assert.Contains("this call waits for its turn", Assert.Single(page.Texts("form .alert-info")), StringComparison.Ordinal));

        page.Button("Cancel").Click();

        page.WaitForAssertion(() => Assert.Contains("The TSIGs could not be read", page.DescriptionOf(page.Field("TSIG")), StringComparison.Ordinal));
        Assert.Empty(page.FindAll("form .alert-info"));
    }

    [Fact]
    public void Save_ClickedTwice_WritesOnce()
    {
        var held = Wire.Hold($"PUT {Kind.Path}/{Id}");
        var page = Open();
        Make(page, Change);
        Review(page);

        var save = page.Button("Save");
        save.Click();
        save.Click();
        page.WaitForAssertion(() => Assert.Single(Wire.Writes));
        Assert.Contains("Waiting for the API…", page.Markup, StringComparison.Ordinal);
        held.SetResult(Wire.Reply(Updated(Sample)));

        page.WaitForAssertion(() => Assert.Single(page.FindAll(".alert-success")));
        Assert.Single(Wire.Writes);
    }

    [Fact]
    public void Leaving_WithNothingChanged_DoesNotAsk()
    {
        Open();

        Services.GetRequiredService<NavigationManager>().NavigateTo("/elsewhere");

        Assert.EndsWith("/elsewhere", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void UndoAll_AfterEdits_IsAsWhenOpened()
    {
        var page = Open();
        Make(page, Change);
        page.Field("Port").Input("99999");

        page.Button("Undo all").Click();

        Assert.Equal(("my-peer-1", "53"), (page.Field("Name").GetAttribute("value"), page.Field("Port").GetAttribute("value")));
        Assert.Empty(page.Texts(".message-error"));
        Assert.Contains("Nothing changed", page.Texts("form [role=status]"));
    }

    [Fact]
    public async Task ReadAgain_AfterAWriteOfUnknownFate_SaysWhetherItArrived()
    {
        var page = await SaveUnansweredAsync(502, Read(Sample.Replace("my-peer-1", "theirs", StringComparison.Ordinal)).Answer);
        Assert.Contains("not known", page.Find("[role=alert] h2").Words(), StringComparison.Ordinal);
        Wire.On(Read(Sample).Request, Updated(Sample.Replace("my-peer-1", Change.Text, StringComparison.Ordinal)));

        page.Button("Read it again").Click();

        page.WaitForAssertion(() => Assert.Equal(["The resource now is as you wanted it: the change has arrived."], page.Texts(".alert-warning")));
        Assert.Single(Wire.Writes);
    }

    [Fact]
    public void Peer_ThatIsNotThere_SaysSoAndShowsNoForm()
    {
        AnswerHelpers(Wire);
        Wire.On(Read(Sample).Request, Envelope(Error("Not found.", null)), 404);

        var page = Render<PeerPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId).Add(page => page.Id, Id));

        page.WaitForAssertion(() => Assert.Equal(["There is no such peer"], page.Texts("[role=alert] h2")));
        Assert.Empty(page.FindAll("form"));
        page.Button("Try again");
    }
}
