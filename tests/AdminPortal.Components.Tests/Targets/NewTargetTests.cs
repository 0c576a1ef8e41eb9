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

public sealed class NewTargetTests : CreateFormTests<NewTargetPage, TargetPage, Target, TargetInput>
{
    private const string Network = "c77b744e-acc8-428f-9257-6878c046ed55";

    protected override ResourceKind<Target, TargetInput> Kind => TargetKind.Instance;

    protected override string Sample => SeedSamples.Target
        .Replace("\"hostname\"", "\"tags\":{\"env\":\"prod\"},\"x_new\":1,\"hostname\"", StringComparison.Ordinal)
        .Replace("\"ip\": {", "\"ip\": { \"x_new\":2,", StringComparison.Ordinal);

    protected override string Id => "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    protected override string Clone => $$$"""
        {"hostname":"infra-access-target","tags":{"env":"prod"},"ip":{
          "ipv4":{"ip_addr":"187.26.29.249","virtual_network_id":"{{{Network}}}"},
          "ipv6":{"ip_addr":"64c0:64e8:f0b4:8dbf:7104:72b0:ec8f:f5e0","virtual_network_id":"{{{Network}}}"} } }
        """;

    protected override (string Resource, string Sentence) Unwise =>
        (Sample.Replace("infra-access-target", "two words", StringComparison.Ordinal), "Letters, digits, dashes and periods");

    protected override IReadOnlyList<string> Labels => ["Hostname", "IPv4 address", "IPv4 virtual network", "IPv6 address", "IPv6 virtual network", "Tags"];

    protected override (string Label, string Text, string Pointer) Filled => ("Hostname", "edge-1", "/hostname");

    protected override string Body => """{"hostname":"edge-1","ip":{"ipv4":{"ip_addr":"10.0.0.12"}},"tags":{"env":"prod"}}""";

    protected override (string Request, string Answer) Read(string resource) => ($"GET infrastructure/targets/{Id}", Envelope(resource));

    [Fact]
    public void Review_OfAnAddressThatAnotherTargetHas_WarnsWithALinkToIt()
    {
        var page = OpenFilled();
        Wire.On("GET infrastructure/targets?ips=10.0.0.12&page=1&per_page=1000", $$$"""
            {"success":true,"result":[{"id":"t2","hostname":"edge-2","ip":{"ipv4":{"ip_addr":"10.0.0.12","virtual_network_id":"{{{Network}}}"} } }] }
            """);

        Review(page);

        var warning = Assert.Single(page.FindAll("section.review .message-warning"));
        Assert.Contains("in the same virtual network", warning.Words(), StringComparison.Ordinal);
        Assert.Equal(Addresses.Resource(Wire.AccountId, Kind, "t2"), Assert.Single(warning.QuerySelectorAll("a")).GetAttribute("href"));
        Assert.False(page.Button("Create").HasAttribute("disabled"));
    }

    /// <summary>The server fills in the network and says when.</summary>
    protected override string MadeByPost(string id) => BodyWith(
        ("id", id), ("created_at", "2026-03-04 05:06:07 +0000 UTC"), ("ip", JsonNode.Parse($$$"""{"ipv4":{"ip_addr":"10.0.0.12","virtual_network_id":"{{{Network}}}"}}""")!));

    private protected override void Fill(IRenderedComponent<NewTargetPage> page)
    {
        page.Field("Hostname").Input("edge-1");
        page.Field("IPv4 address").Input("10.0.0.12");
        page.Button("Add a tag").Click();
        page.Part("Tags", "Key 1").Input("env");
        page.Part("Tags", "Value 1").Input("prod");
    }

    private protected override void AnswerHelpers() => Wire
        .On("GET teamnet/virtual_networks", $$$"""{"success":true,"result":[{"id":"{{{Network}}}","name":"us-east","is_default_network":true}]}""")
        .On("GET infrastructure/targets", """{"success":true,"result":[]}""");
}
