using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Changes.Store;
using AdminPortal.Tests.Sandbox;

namespace AdminPortal.Tests.Changes.Access.Matrix;

public sealed class TargetOperationAccessTests(SandboxHost sandbox) : OperationAccessTests<Target, TargetInput>(sandbox)
{
    protected override ResourceKind<Target, TargetInput> Kind => TargetKind.Instance;

    protected override string Id => SandboxHost.SampleTarget.Split('/')[^1];

    protected override string Pointer => "/hostname";

    protected override string Fresh => """{"hostname":"wanted-1","ip":{"ipv4":{"ip_addr":"10.99.0.1"}}}""";
}

public sealed class AppOperationAccessTests(SandboxHost sandbox) : OperationAccessTests<App, AppInput>(sandbox)
{
    protected override ResourceKind<App, AppInput> Kind => AppKind.Instance;

    protected override string Id => SandboxHost.SampleApp.Split('/')[^1];

    protected override string Fresh => """{"name":"wanted-1","type":"Development","hostnames":["wanted.example.com"]}""";
}

public abstract class PeerOperationAccessTests(SandboxHost sandbox) : OperationAccessTests<Peer, PeerInput>(sandbox)
{
    protected override ResourceKind<Peer, PeerInput> Kind => PeerKind.Instance;

    protected override string Id => SandboxHost.SamplePeer.Split('/')[^1];

    protected override string Fresh => """{"name":"wanted-1","ip":"192.0.2.77","port":53,"ixfr_enable":false}""";

    protected override int ChangesOfACreation => 2;
}

public sealed class SqlitePeerOperationAccessTests(SandboxHost sandbox) : PeerOperationAccessTests(sandbox);

public sealed class PostgresPeerOperationAccessTests(SandboxHost sandbox, SharedPostgres postgres) : PeerOperationAccessTests(sandbox)
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewStoreAsync();
}

public sealed class InterconnectOperationAccessTests(SandboxHost sandbox) : OperationAccessTests<Interconnect, InterconnectInput>(sandbox)
{
    protected override ResourceKind<Interconnect, InterconnectInput> Kind => InterconnectKind.Instance;

    protected override string Id => SandboxHost.SampleInterconnect.Split('/')[^1];

    protected override string Pointer => "/description";
}
