using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Targets;

namespace AdminPortal.Tests.Changes.Lost;

public sealed class LostTargetTests : LostWriteTests<Target, TargetInput>
{
    protected override ResourceKind<Target, TargetInput> Kind => TargetKind.Instance;

    protected override string Stored => "targets";

    protected override string Id => "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    /// <summary>A hostname that others have, in other letters, an address in two spellings, and a network that the server fills in.</summary>
    protected override string Input => """{"hostname":"INFRA-access-target","ip":{"ipv6":{"ip_addr":"2001:DB8:0:0::FEED"}},"tags":{"env":"lab"}}""";

    protected override string Twin => """{"hostname":"twin","ip":{}}""";

    protected override (string Member, string Value) Theirs => ("tags", """{"theirs":"1"}""");
}
