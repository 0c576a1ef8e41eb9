using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Components.Tests.Forms;
using AdminPortal.Components.Tests.Setup;
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

    protected override string Deleted => "";

    protected override (string Request, string Answer) Read(string resource) => ($"GET infrastructure/targets/{Id}", Updated(resource));

    protected override string Updated(string resource) => $$$"""{"success":true,"errors":[],"messages":[],"result":{{{resource}}}}""";

    private protected override void AnswerHelpers(Wire wire) => wire.On(
        "GET teamnet/virtual_networks",
        """{"success":true,"result":[{"id":"c77b744e-acc8-428f-9257-6878c046ed55","name":"us-east","is_default_network":true}]}""");

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

        Assert.Empty(Wire.Writes);
        Assert.Equal(["env", "theirs", "mine"], page.FindAll("[role=group] input[aria-label^=Key]").Select(key => key.GetAttribute("value")));
    }
}
