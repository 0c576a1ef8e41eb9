using System.Text.Json.Nodes;
using AdminPortal.Apps;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Components.Tests.Forms;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Tests.Cloudflare;
using Bunit;

namespace AdminPortal.Components.Tests.Apps;

public sealed class AppFormTests : DeletableFormTests<AppPage, App, AppInput>
{
    protected override ResourceKind<App, AppInput> Kind => AppKind.Instance;

    protected override string Sample => SeedSamples.App;

    protected override string Id => "ac60d3d0435248289d446cedd870bcf4";

    protected override IReadOnlyList<string> Labels => ["Name", "Type", "Hostnames", "IP subnets", "Source subnets"];

    protected override IReadOnlyList<(string Label, string Text)> ServersOwn => [("App ID", Id)];

    /// <summary>Name and type are free text without a documented limit: nothing typed there is wrong.</summary>
    protected override IReadOnlyList<string> PickedFields => ["Name", "Type"];

    protected override IReadOnlyList<BadValue> BadValues =>
    [
        new("Hostnames", "not a name", "A fully qualified domain name", "Row 1"),
        new("Hostnames", "localhost", "A fully qualified domain name", "Row 1"),
        new("IP subnets", "192.0.2.1/24", "a subnet is written with its first address", "Row 1"),
        new("IP subnets", "2001:db8::/32", "An IPv4 subnet: the API does not support IPv6 subnets", "Row 1"),
        new("IP subnets", "192.0.2.0", "in CIDR notation", "Row 1"),
        new("Source subnets", "192.0.2.1/24", "a subnet is written with its first address", "Row 1"),
        new("Source subnets", "2001:db8::/32", "An IPv4 subnet: the API does not support IPv6 subnets", "Row 1"),
    ];

    protected override Edit Change => new("Name", "/name", "Dashboard");

    protected override IReadOnlyList<Place> InnerPlaces =>
    [
        new("/hostnames/0", "Hostnames", "Row 1"),
        new("/ip_subnets/0", "IP subnets", "Row 1"),
        new("/source_subnets/0", "Source subnets", "Row 1"),
    ];

    protected override IReadOnlyList<string> Objects => [""];

    protected override string Consequence => "Sites refer to apps by id";

    protected override string SampleName => "Cloudflare Dashboard";

    protected override bool IsTypedByDefault => true;

    protected override (string Answer, int Status) Gone => ("""{"success":true,"result":[]}""", 200);

    protected override string Deleted => Updated(Sample);

    protected override (string Request, string Answer) Read(string resource) => ("GET magic/apps", $$$"""{"success":true,"result":[{{{resource}}}]}""");

    protected override string Updated(string resource) => $$$"""{"success":true,"errors":[],"messages":[],"result":{{{resource}}}}""";

    [Fact]
    public void Hostnames_LastRowTakenAway_SaysThatTheApiMayKeepThem()
    {
        var page = Open();

        page.Field("Hostnames").QuerySelector("button[aria-label='Remove row 1']")!.Click();

        Assert.Contains("it may keep the old value", page.DescriptionOf(page.Field("Hostnames")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/hostnames/7")]
    [InlineData("/hostnames/-")]
    [InlineData("/hostnames/x")]
    public void Save_RefusedAtARowThatIsNotThere_TheErrorStillStandsSomewhere(string pointer)
    {
        var page = SaveAnswered(Envelope(Error("Not like this.", pointer)), 400);

        Assert.Contains("Not like this.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_RefusedAtASecondRow_PutsTheErrorAtThatRowOnly()
    {
        var page = SaveAnswered(Envelope(Error("Not like this.", "/hostnames/1")), 400, Sample.Replace("[ \"auth.cloudflare.com\" ]", "[ \"a.example.com\", \"b.example.com\" ]", StringComparison.Ordinal));

        Assert.Contains("Not like this.", page.DescriptionOf(page.Part("Hostnames", "Row 2")), StringComparison.Ordinal);
        Assert.DoesNotContain("Not like this.", page.DescriptionOf(page.Part("Hostnames", "Row 1")), StringComparison.Ordinal);
        Assert.Equal(page.Part("Hostnames", "Row 2").Id, Focused);
    }

    [Fact]
    public void Review_ARowAddedToAnAbsentListAndRemovedAgain_ShowsTheBodyThatIsSent()
    {
        Wire.On($"PUT {Kind.Path}/{Id}", Updated(Sample));
        var page = Open(Sample.Replace("\"source_subnets\": [ \"192.0.2.0/24\" ],", "", StringComparison.Ordinal));
        page.Button("Add a row to Source subnets").Click();
        page.FindAll("button[aria-label='Remove row 1']")[^1].Click();
        Make(page, Change);
        Review(page);
        var shown = page.Find("pre.request").TextContent;

        Save(page);

        Assert.Equal(JsonNode.Parse(shown)!.ToJsonString(), JsonNode.Parse(Assert.Single(Wire.Writes).Body!)!.ToJsonString());
    }

    [Fact]
    public void ManagedApp_EvenForAnOperator_IsReadOnlyAndSaysWhy()
    {
        var page = Open(Sample.Replace("account_app_id", "managed_app_id", StringComparison.Ordinal));

        Assert.Contains("Cloudflare manages this app for every account, so it cannot be changed here.", page.Texts(".alert"));
        Assert.Empty(page.FindAll("form button"));
        Assert.All(page.FindAll("form input"), control => Assert.True(control.HasAttribute("readonly")));
    }

    [Fact]
    public void Review_AChangedList_MarksWhatCameAndWhatWent()
    {
        var page = Open();
        page.Part("Hostnames", "Row 1").Input("login.example.com");

        Review(page);

        Assert.Equal(["auth.cloudflare.com"], page.Texts("td.before .gone"));
        Assert.Equal(["login.example.com"], page.Texts("td.after .new"));
    }
}
