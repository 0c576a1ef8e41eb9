using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Components.Tests.Forms;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Shell;
using AdminPortal.Targets;
using AdminPortal.Tests.Cloudflare;
using Bunit;

namespace AdminPortal.Components.Tests.Targets;

public sealed class TargetFormTests : DeletableFormTests<TargetPage, Target, TargetInput>
{
    protected override ResourceKind<Target, TargetInput> Kind => TargetKind.Instance;

    protected override string Sample => SeedSamples.Target;

    protected override string FullSample => Sample.Replace("\"hostname\"", "\"tags\": { \"env\": \"prod\" }, \"hostname\"", StringComparison.Ordinal);

    protected override string Id => "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    protected override IReadOnlyList<string> Labels => ["Hostname", "IPv4 address", "IPv4 virtual network", "IPv6 address", "IPv6 virtual network", "Tags"];

    protected override IReadOnlyList<(string Label, string Text)> ServersOwn =>
        [("Target ID", Id), ("Created", "2019-08-24T14:15:22Z"), ("Modified", "2019-08-24T14:15:22Z")];

    protected override IReadOnlyList<string> PickedFields => ["IPv4 virtual network", "IPv6 virtual network"];

    protected override IReadOnlyList<BadValue> BadValues =>
    [
        new("Hostname", "", "A hostname is required"),
        new("Hostname", "two words", "Letters, digits, dashes and periods"),
        new("Hostname", "-edge", "Letters, digits, dashes and periods"),
        new("Hostname", new string('a', 256), "At most 255 characters"),
        new("IPv4 address", "10.0.0", "An IPv4 address of four decimal parts"),
        new("IPv4 address", "2001:db8::1", "An IPv4 address of four decimal parts"),
        new("IPv6 address", "10.0.0.1", "An IPv6 address"),
        new("IPv6 address", "::ffff:10.0.0.1", "An IPv6 address"),
        new("Tags", "env", "Each key may stand once", "Key 2", page =>
        {
            page.Button("Add a tag").Click();
            page.Part("Tags", "Key 1").Input("env");
            page.Button("Add a tag").Click();
        })
        { Described = page => page.Field("Tags") },
    ];

    protected override Edit Change => new("Hostname", "/hostname", "bastion-2");

    protected override IReadOnlyList<Place> InnerPlaces =>
    [
        new("/ip", "IPv4 address"),
        new("/ip/ipv4", "IPv4 address"),
        new("/ip/ipv6", "IPv6 address"),
        new("/tags/env", "Tags", "Key 1"),
    ];

    protected override IReadOnlyList<string> Objects => ["", "/ip", "/ip/ipv4", "/ip/ipv6"];

    protected override string Consequence => "people lose the way to this machine";

    protected override string SampleName => "infra-access-target";

    protected override bool IsTypedByDefault => false;

    protected override (string Answer, int Status) Gone => (Envelope(Error("Target not found.", null)), 404);

    protected override string Deleted => "";

    protected override (string Request, string Answer) Read(string resource) => ($"GET infrastructure/targets/{Id}", Updated(resource));

    protected override string Updated(string resource) => $$$"""{"success":true,"errors":[],"messages":[],"result":{{{resource}}}}""";

    private protected override void AnswerHelpers(Wire wire) => wire
        .On("GET teamnet/virtual_networks", """{"success":true,"result":[{"id":"c77b744e-acc8-428f-9257-6878c046ed55","name":"us-east","is_default_network":true}]}""")
        .On("GET infrastructure/targets", """{"success":true,"result":[]}""");

    [Fact]
    public void Save_RefusedAtATagThatIsNotThere_TheErrorStillStandsSomewhere()
    {
        var page = SaveAnswered(Envelope(Error("Not like this.", "/tags/gone")), 400, FullSample);

        Assert.Contains("Not like this.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_Emptied_TakesTheFamilyAwayAndTypedAgainBringsItsNetworkBack()
    {
        Wire.On($"PUT {Kind.Path}/{Id}", Updated(Sample));
        var page = Open();

        page.Field("IPv4 address").Input("");
        Assert.Equal("", page.Field("IPv4 virtual network").GetAttribute("value") ?? "");
        page.Field("IPv4 address").Input("10.9.8.7");
        Review(page);
        Save(page);

        var family = JsonNode.Parse(Assert.Single(Wire.Writes).Body!)!["ip"]!["ipv4"]!;
        Assert.Equal("""{"ip_addr":"10.9.8.7","virtual_network_id":"c77b744e-acc8-428f-9257-6878c046ed55"}""", family.ToJsonString());
    }

    [Fact]
    public void Addresses_BothEmptied_WarnAndAreSentAsTheEmptyObject()
    {
        Wire.On($"PUT {Kind.Path}/{Id}", Updated(Sample));
        var page = Open();

        page.Field("IPv4 address").Input("");
        page.Field("IPv6 address").Input("");
        Assert.Contains("Neither an IPv4 nor an IPv6 address", page.DescriptionOf(page.Field("IPv4 address")), StringComparison.Ordinal);
        Assert.Empty(page.Texts(".message-error"));
        Review(page);
        Save(page);

        Assert.Equal("{}", JsonNode.Parse(Assert.Single(Wire.Writes).Body!)!["ip"]!.ToJsonString());
    }

    [Fact]
    public void Address_ThatAnotherTargetHas_IsWarnedOfInTheReviewAndAtItsFieldAndDoesNotBlock()
    {
        Wire.On($"PUT {Kind.Path}/{Id}", Updated(Sample));
        var page = Open();
        Wire.On("GET infrastructure/targets?ips=10.9.8.7&page=1&per_page=1000", Taken("10.9.8.7"));
        page.Field("IPv4 address").Input("10.9.8.7");
        var before = Wire.Sent.Count;

        Review(page);

        var warning = Assert.Single(page.FindAll("section.review .message-warning"));
        Assert.StartsWith("IPv4 address: Another target has this address in the same virtual network.", warning.Words(), StringComparison.Ordinal);
        var link = Assert.Single(warning.QuerySelectorAll("a"));
        Assert.Equal(Addresses.Resource(Wire.AccountId, Kind, "t2"), link.GetAttribute("href"));
        Assert.Equal("edge-2 (in another tab)", link.Words());
        var asked = Assert.Single(Wire.Sent.Skip(before));
        Assert.Equal(("GET infrastructure/targets?ips=10.9.8.7&page=1&per_page=1000", "Local Operator"), (asked.Line, asked.Caller));
        Assert.Contains("Another target has this address", page.DescriptionOf(page.Field("IPv4 address")), StringComparison.Ordinal);
        Assert.Null(page.Field("IPv4 address").GetAttribute("aria-invalid"));
        Save(page);
        Assert.Single(Wire.Writes);
    }

    [Fact]
    public void Address_WarnedOfAndTypedAnew_LosesTheWarningUntilTheNextReview()
    {
        var page = Open();
        Wire.On("GET infrastructure/targets?ips=10.9.8.7&page=1&per_page=1000", Taken("10.9.8.7"));
        page.Field("IPv4 address").Input("10.9.8.7");
        Review(page);
        page.Button("Back to the form").Click();
        Assert.Contains("Another target has this address", page.DescriptionOf(page.Field("IPv4 address")), StringComparison.Ordinal);

        page.Field("IPv4 address").Input("10.9.8.6");
        Assert.DoesNotContain("Another target has this address", page.Markup, StringComparison.Ordinal);
        Review(page);

        Assert.Empty(page.FindAll("section.review .message-warning"));
    }

    [Fact]
    public async Task Review_WhileOthersAreAskedAbout_CanBeReadAndSavedAndWarnsOnceTheyCome()
    {
        Wire.On($"PUT {Kind.Path}/{Id}", Envelope(Error("Taken.", "/ip/ipv4/ip_addr")), 400);
        var page = Open();
        var held = Wire.Hold("GET infrastructure/targets?ips=10.9.8.7&page=1&per_page=1000");
        page.Field("IPv4 address").Input("10.9.8.7");
        page.Find("form.resource-form").Submit();
        page.WaitForAssertion(() => Assert.Equal(["Comparing with the account's other targets…"], page.Texts(".review .messages li")));
        Assert.False(page.Button("Save").HasAttribute("disabled"));

        Save(page);
        Assert.Single(Wire.Writes);
        held.SetResult(Wire.Reply(Taken("10.9.8.7")));

        await page.WaitForAssertionAsync(() => Assert.Contains("Another target has this address", page.DescriptionOf(page.Field("IPv4 address")), StringComparison.Ordinal));
        Assert.Contains("Taken.", page.DescriptionOf(page.Field("IPv4 address")), StringComparison.Ordinal);
    }

    [Fact]
    public void Review_OthersComeAfterTheSave_SayNothingOfWhatTheApiHasAccepted()
    {
        const string Question = "GET infrastructure/targets?ips=10.9.8.7&page=1&per_page=1000";
        Wire.On($"PUT {Kind.Path}/{Id}", Updated(Sample.Replace("187.26.29.249", "10.9.8.7", StringComparison.Ordinal)));
        var page = Open();
        var held = Wire.Hold(Question);
        page.Field("IPv4 address").Input("10.9.8.7");
        page.Find("form.resource-form").Submit();
        page.WaitForAssertion(() => Assert.Contains(Wire.Sent, sent => sent.Line == Question));
        Save(page);
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".alert-success")));

        page.WaitForAssertion(() => Assert.Equal([Question], Wire.GivenUp));
        held.SetResult(Wire.Reply(Taken("10.9.8.7")));
        Assert.Empty(page.FindAll(".message-warning"));
    }

    [Fact]
    public void Review_OthersComeAfterTheFormChanged_SayNothingOfTheNewValue()
    {
        var page = Open();
        var held = Wire.Hold("GET infrastructure/targets?ips=10.9.8.7&page=1&per_page=1000");
        page.Field("IPv4 address").Input("10.9.8.7");
        page.Find("form.resource-form").Submit();
        page.Button("Back to the form").Click();
        page.Field("IPv4 address").Input("10.9.8.6");
        var renders = page.RenderCount;

        held.SetResult(Wire.Reply(Taken("10.9.8.7")));

        page.WaitForAssertion(() => Assert.True(page.RenderCount > renders));
        Assert.DoesNotContain("Another target has this address", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Review_OthersUnreadable_SaysSoAndDoesNotBlock()
    {
        var page = Open();
        Wire.On("GET infrastructure/targets", Envelope(Error("No.", null)), 403);
        page.Field("IPv4 address").Input("10.9.8.7");

        Review(page);

        Assert.Equal(
            ["The account's other targets could not be read, so nothing is said of them here. The API forbids this."], page.Texts("section.review .message-warning"));
        Assert.False(page.Button("Save").HasAttribute("disabled"));
    }

    [Fact]
    public void Review_NoAddressChanged_AsksNothing()
    {
        var page = Open();
        Make(page, Change);
        var before = Wire.Sent.Count;

        Review(page);

        Assert.Equal(before, Wire.Sent.Count);
    }

    [Fact]
    public void Save_TheResourceMovedMeanwhile_AsksAboutOthersAnew()
    {
        var page = Open();
        Wire.On("GET infrastructure/targets?ips=10.9.8.7&page=1&per_page=1000", Taken("10.9.8.7"));
        page.Field("IPv4 address").Input("10.9.8.7");
        Review(page);
        Wire.On(Read(Sample).Request, Updated(FullSample));

        Save(page);
        page.Button("Review again").Click();

        Assert.Empty(Wire.Writes);
        page.WaitForAssertion(() => Assert.Single(page.FindAll("section.review .message-warning")));
        Assert.Equal(2, Wire.Sent.Count(sent => sent.Line.Contains("ips=", StringComparison.Ordinal)));
    }

    [Fact]
    public void Networks_ThatWaitForTheRateLimit_SaySoAndCanBeCancelled()
    {
        AnswerHelpers(Wire);
        Wire.On(Read(Sample).Request, Read(Sample).Answer).HoldForBudget("GET teamnet/virtual_networks", Time.GetUtcNow().AddSeconds(90));
        var page = Render<TargetPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId).Add(page => page.Id, Id));
        page.WaitForAssertion(() => Assert.Contains("this call waits for its turn", Assert.Single(page.Texts("form .alert-info")), StringComparison.Ordinal));
        Assert.Contains("It goes on in 1:30", page.Find("form .alert-info").Words(), StringComparison.Ordinal);

        page.Button("Cancel").Click();

        page.WaitForAssertion(() => Assert.Contains("could not be read", page.DescriptionOf(page.Field("IPv4 virtual network")), StringComparison.Ordinal));
        Assert.Empty(page.FindAll("form .alert-info"));
    }

    private static string Taken(string address) =>
        $$$"""{"success":true,"result":[{"id":"t2","hostname":"edge-2","ip":{"ipv4":{"ip_addr":"{{{address}}}","virtual_network_id":"c77b744e-acc8-428f-9257-6878c046ed55"} } }] }""";

    [Fact]
    public void Hostname_Over253Characters_WarnsAndDoesNotBlock()
    {
        var page = Open();

        page.Field("Hostname").Input(new string('a', 254));

        Assert.Contains("Longer than 253 characters", page.DescriptionOf(page.Field("Hostname")), StringComparison.Ordinal);
        Review(page);
        Assert.Single(page.FindAll("section.review"));
    }

    [Fact]
    public void Tags_WhenTheResourceMoved_ShowBothEdits()
    {
        var page = Open(FullSample);
        page.Button("Add a tag").Click();
        page.Part("Tags", "Key 2").Input("mine");
        page.Part("Tags", "Value 2").Input("1");
        Review(page);
        Wire.On(Read(Sample).Request, Updated(FullSample.Replace("\"env\": \"prod\"", "\"env\": \"prod\", \"theirs\": \"2\"", StringComparison.Ordinal)));

        Save(page);
        page.Button("Review again").Click();

        Assert.Empty(Wire.Writes);
        Assert.Equal(["env", "theirs", "mine"], page.FindAll("[role=group] input[aria-label^=Key]").Select(key => key.GetAttribute("value")));
    }
}
