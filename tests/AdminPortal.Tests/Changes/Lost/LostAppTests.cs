using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Tests.Changes.Lost;

public sealed class LostAppTests : LostWriteTests<App, AppInput>
{
    protected override ResourceKind<App, AppInput> Kind => AppKind.Instance;

    protected override string Stored => "apps";

    protected override string Id => "ac60d3d0435248289d446cedd870bcf4";

    protected override string Input => """{"name":"Cloudflare Dashboard","type":"Development","hostnames":["lost.example.com","auth.cloudflare.com"],"ip_subnets":[]}""";

    protected override string Twin => """{"name":"Twin","type":"Development","hostnames":["twin.example.com"]}""";

    protected override (string Member, string Value) Theirs => ("name", "\"Theirs\"");
}
