using AdminPortal.Apps;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Components.Tests.Forms;
using AdminPortal.Tests.Cloudflare;

namespace AdminPortal.Components.Tests.Apps;

public sealed class AppFormTests : FormTests<AppPage, App, AppInput>
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

    protected override (string Request, string Answer) Read(string resource) => ("GET magic/apps", $$$"""{"success":true,"result":[{{{resource}}}]}""");

    protected override string Updated(string resource) => $$$"""{"success":true,"errors":[],"messages":[],"result":{{{resource}}}}""";
}
