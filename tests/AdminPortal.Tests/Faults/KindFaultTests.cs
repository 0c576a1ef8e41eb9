using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Sandbox;

namespace AdminPortal.Tests.Faults;

public sealed class TargetFaultTests(SandboxHost sandbox, ForeignServer foreign) : LifeFaultMatrix<Target, TargetInput>(sandbox, foreign)
{
    protected override ResourceKind<Target, TargetInput> Kind => TargetKind.Instance;

    protected override string Id => "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    protected override string NewBody => """{"hostname":"new","ip":{"ipv4":{"ip_addr":"10.99.0.1"}}}""";

    protected override Task<ApiFailure?> ListAsync(AccountClient client) =>
        FailureOf(client.Targets.ListAsync(client.AccountId, new TargetQuery { PerPage = 50 }.ToParameters(), Cancel));
}

public sealed class AppFaultTests(SandboxHost sandbox, ForeignServer foreign) : LifeFaultMatrix<App, AppInput>(sandbox, foreign)
{
    protected override ResourceKind<App, AppInput> Kind => AppKind.Instance;

    protected override string Id => "ac60d3d0435248289d446cedd870bcf4";

    protected override string NewBody => """{"name":"New","type":"Development","hostnames":["new.example.com"]}""";

    protected override Task<ApiFailure?> ListAsync(AccountClient client) => FailureOf(client.Apps.ListAsync(client.AccountId, Cancel));
}

public sealed class PeerFaultTests(SandboxHost sandbox, ForeignServer foreign) : LifeFaultMatrix<Peer, PeerInput>(sandbox, foreign)
{
    protected override ResourceKind<Peer, PeerInput> Kind => PeerKind.Instance;

    protected override string Id => "23ff594956f20c2a721606e94745a8aa";

    protected override string NewBody => """{"name":"new"}""";

    protected override Task<ApiFailure?> ListAsync(AccountClient client) => FailureOf(client.Peers.ListAsync(client.AccountId, Cancel));
}

public sealed class InterconnectFaultTests(SandboxHost sandbox, ForeignServer foreign) : FaultMatrix<Interconnect, InterconnectInput>(sandbox, foreign)
{
    protected override ResourceKind<Interconnect, InterconnectInput> Kind => InterconnectKind.Instance;

    protected override string Id => "7a0f3c5d9b1e4826a4d7c0f2e6b18395";

    protected override Task<ApiFailure?> ListAsync(AccountClient client) => FailureOf(client.Interconnects.ListAsync(client.AccountId, Cancel));
}
