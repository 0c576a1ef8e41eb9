using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Components.Tests.Forms;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Interconnects;
using AdminPortal.Tests.Cloudflare;
using Bunit;

namespace AdminPortal.Components.Tests.Interconnects;

public sealed class InterconnectFormTests : FormTests<InterconnectPage, Interconnect, InterconnectInput>
{
    protected override ResourceKind<Interconnect, InterconnectInput> Kind => InterconnectKind.Instance;

    protected override string Sample => SeedSamples.Interconnect;

    protected override string Id => "c4a7362d577a6c3019a474fd6f485821";

    protected override IReadOnlyList<string> Labels =>
    [
        "Name", "Description", "MTU", "Interface address", "Interface address (IPv6)", "Automatic return routing", "GRE Cloudflare endpoint",
        "Health check enabled", "Health check rate", "Health check type", "Health check target",
    ];

    protected override IReadOnlyList<(string Label, string Text)> ServersOwn =>
    [
        ("Interconnect ID", Id), ("Location", "pni_ord"), ("Effective health check target", "203.0.113.1"), ("Virtual port reservation ID", Id),
        ("Created", "2017-06-14T00:00:00Z"), ("Modified", "2017-06-14T05:20:00Z"),
    ];

    /// <summary>A description is free text; the others are picked.</summary>
    protected override IReadOnlyList<string> PickedFields =>
        ["Description", "Automatic return routing", "Health check enabled", "Health check rate", "Health check type"];

    protected override IReadOnlyList<BadValue> BadValues =>
    [
        new("Name", "taken", "Another interconnect has this name"),
        new("MTU", "575", "The smallest MTU an interconnect can have is 576 bytes"),
        new("MTU", "1476.5", "A whole number"),
        new("MTU", "jumbo", "is not a number"),
        new("Interface address", "203.0.113.0/31", "A /31 inside 10.0.0.0/8"),
        new("Interface address", "10.0.0.0/30", "Newer official text also allows a /30"),
        new("Interface address", "169.254.240.0/31", "Newer official text also allows a /30, and 169.254.240.0/20"),
        new("Interface address (IPv6)", "2001:db8::1/127", "An IPv6 /127 written with the first address"),
        new("Interface address (IPv6)", "2001:db8::/126", "An IPv6 /127 written with the first address"),
        new("GRE Cloudflare endpoint", "2001:db8::1", "An IPv4 address"),
        new("Health check target", "health.example.com", "An IP address, or nothing for the default", "Custom address"),
        new("Health check target", "", "Type an address, or choose Default", "Custom address"),
    ];

    protected override Edit Change => new("Description", "/description", "Second tunnel to ORD");

    protected override IReadOnlyList<Place> InnerPlaces =>
    [
        new("/gre", "GRE Cloudflare endpoint"),
        new("/health_check", "Health check enabled"),
        new("/health_check/target", "Health check target"),
    ];

    protected override IReadOnlyList<string> Objects => ["", "/gre", "/health_check", "/health_check/target"];

    protected override (string Request, string Answer) Read(string resource) =>
        ($"GET magic/cf_interconnects/{Id}", $$$"""{"success":true,"result":{"interconnect":{{{resource}}}}}""");

    protected override string Updated(string resource) =>
        $$$"""{"success":true,"errors":[],"messages":[],"result":{"modified":true,"modified_interconnect":{{{resource}}}}}""";

    private protected override void AnswerHelpers(Wire wire) => wire.On(
        "GET magic/cf_interconnects",
        $$$"""{"success":true,"result":{"interconnects":[{{{Sample}}},{"id":"0f","name":"taken"}]}}""");

    private protected override void AssertHeaders(SentRequest sent) => Assert.Equal("true", sent.Headers["x-magic-new-hc-target"]);

    [Theory]
    [InlineData("10.0.0.0/30")]
    [InlineData("169.254.240.0/31")]
    public void SendAnyway_WhereNewerTextAllowsMore_TurnsTheErrorIntoAWarningForThisValueOnly(string address)
    {
        var page = Open();
        page.Field("Interface address").Input(address);

        page.Button("Send anyway").Click();

        Assert.Null(page.Field("Interface address").GetAttribute("aria-invalid"));
        Assert.Contains("Newer official text", page.DescriptionOf(page.Field("Interface address")), StringComparison.Ordinal);
        Review(page);
        Assert.Single(page.FindAll("section.review"));
        page.Field("Interface address").Input("10.0.0.4/30");
        Assert.Equal("true", page.Field("Interface address").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void SendAnyway_WhereEveryTextForbids_IsNotOffered()
    {
        var page = Open();

        page.Field("Interface address").Input("203.0.113.0/31");

        Assert.DoesNotContain("Send anyway", page.Texts("button"));
    }

    [Fact]
    public void Mtu_Above9000_WarnsAndDoesNotBlock()
    {
        var page = Open();

        page.Field("MTU").Input("9001");

        Assert.Contains("Above 9000 bytes", page.DescriptionOf(page.Field("MTU")), StringComparison.Ordinal);
        Assert.Null(page.Field("MTU").GetAttribute("aria-invalid"));
        Review(page);
        Assert.Single(page.FindAll("section.review"));
    }

    [Fact]
    public void Values_ThatWereThereAlready_AreSaidToBeUnwiseAndDoNotBlock()
    {
        var page = Open();

        Assert.Contains("This value was there already and is unchanged", page.DescriptionOf(page.Field("MTU")), StringComparison.Ordinal);
        Assert.Contains("This value was there already and is unchanged", page.DescriptionOf(page.Field("Interface address")), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_InTheReview_AsksToValidateOnlyAndSavesNothing()
    {
        Wire.On($"PUT {Kind.Path}/{Id}?validate_only=true", """{"success":true,"errors":[],"messages":[{"code":1200,"message":"Looks fine."}],"result":{}}""");
        var page = Open();
        Make(page, Change);
        Review(page);

        page.Button("Check with Cloudflare").Click();

        page.WaitForAssertion(() => Assert.Contains("Cloudflare would accept this. Nothing was saved.", Assert.Single(page.Texts(".review [role=status].alert")), StringComparison.Ordinal));
        Assert.Contains("Looks fine.", page.Find(".review .alert").Words(), StringComparison.Ordinal);
        var sent = Assert.Single(Wire.Writes);
        Assert.EndsWith("?validate_only=true", sent.Line, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(page.Find("pre.request").TextContent), JsonNode.Parse(sent.Body!)));
        AssertHeaders(sent);
    }

    [Fact]
    public void Check_Refused_ShowsTheApisWordsAndKeepsTheReview()
    {
        Wire.On($"PUT {Kind.Path}/{Id}?validate_only=true", Envelope(Error("Taken.", "/interface_address")), 400);
        var page = Open();
        Make(page, Change);
        Review(page);

        page.Button("Check with Cloudflare").Click();

        page.WaitForAssertion(() => Assert.Contains("Taken.", page.Find(".review [role=alert]").Words(), StringComparison.Ordinal));
        Assert.False(page.Button("Save").HasAttribute("disabled"));
    }

    [Fact]
    public void HealthCheck_SwitchedOff_IsSavedOnlyAfterConsent()
    {
        Wire.On($"PUT {Kind.Path}/{Id}", Updated(Sample));
        var page = Open();
        page.Field("Health check enabled").Change(false);
        Review(page);
        Assert.Contains("shows this tunnel as down", Assert.Single(page.Texts(".review .alert-warning")), StringComparison.Ordinal);
        Assert.True(page.Button("Save").HasAttribute("disabled"));

        page.Field("I know, and want it so").Change(true);
        Assert.False(page.Button("Save").HasAttribute("disabled"));
        page.Field("I know, and want it so").Change(false);
        Assert.True(page.Button("Save").HasAttribute("disabled"));
        page.Field("I know, and want it so").Change(true);
        Save(page);

        Assert.Equal("false", JsonNode.Parse(Assert.Single(Wire.Writes).Body!)!["health_check"]!["enabled"]!.ToJsonString());
    }

    [Fact]
    public void HealthCheck_SwitchedOffAndReviewedAgain_AsksForConsentAgain()
    {
        var page = Open();
        page.Field("Health check enabled").Change(false);
        Review(page);
        page.Field("I know, and want it so").Change(true);
        page.Button("Back to the form").Click();

        Review(page);

        Assert.True(page.Button("Save").HasAttribute("disabled"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void HealthCheck_SwitchedOnOrLeftOff_NeedsNoConsent(bool switchedOn)
    {
        var page = Open(Sample.Replace("\"enabled\": true", "\"enabled\": false", StringComparison.Ordinal));
        if (switchedOn)
        {
            page.Field("Health check enabled").Change(true);
        }
        else
        {
            Make(page, Change);
        }

        Review(page);

        Assert.Empty(page.FindAll(".review .alert-warning"));
        Assert.False(page.Button("Save").HasAttribute("disabled"));
    }

    [Fact]
    public void HealthCheck_LeftOn_NeedsNoConsent()
    {
        var page = Open();
        Make(page, Change);

        Review(page);

        Assert.Empty(page.FindAll(".review .alert-warning"));
        Assert.False(page.Button("Save").HasAttribute("disabled"));
    }

    [Fact]
    public void Name_TypedBeforeTheOtherNamesAreKnown_IsRefusedOnceTheyAre()
    {
        Wire.On(Read(Sample).Request, Read(Sample).Answer);
        var names = Wire.Hold("GET magic/cf_interconnects");
        var page = Render<InterconnectPage>(parameters => parameters.Add(form => form.AccountId, Wire.AccountId).Add(form => form.Id, Id));
        page.WaitForAssertion(() => Assert.Single(page.FindAll("form.resource-form")));
        page.Field("Name").Input("taken");
        Assert.Empty(page.Texts(".message-error"));

        names.SetResult(Wire.Reply("""{"success":true,"result":{"interconnects":[{"id":"0f","name":"taken"}]}}"""));

        page.WaitForAssertion(() => Assert.Contains(page.Texts(".message-error"), text => text.Contains("Another interconnect has this name", StringComparison.Ordinal)));
    }

    [Fact]
    public void Interconnect_OfAnyName_IsOfferedNeitherCloneNorDelete()
    {
        var page = Open();

        Assert.DoesNotContain("Delete", page.Texts("button"));
        Assert.DoesNotContain("Clone", page.Texts("a"));
    }

    [Fact]
    public void Default_ChosenForTheTarget_SendsAnEmptySavedAddressAndNoEffectiveOne()
    {
        Wire.On($"PUT {Kind.Path}/{Id}", Updated(Sample));
        var page = Open();

        page.Part("Health check target", "Default").Change(true);
        Review(page);
        Save(page);

        Assert.Equal("""{"saved":""}""", JsonNode.Parse(Assert.Single(Wire.Writes).Body!)!["health_check"]!["target"]!.ToJsonString());
    }
}
