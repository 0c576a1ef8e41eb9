using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Changes.Store;
using AdminPortal.Tests.Sandbox;

namespace AdminPortal.Tests.Changes.Writes;

public sealed class TargetJournaledWritesTests(SandboxHost sandbox) : JournaledWritesTests<Target, TargetInput>(sandbox)
{
    protected override ResourceKind<Target, TargetInput> Kind => TargetKind.Instance;

    protected override string Stored => "targets";

    protected override string Id => SandboxHost.SampleTarget.Split('/')[^1];

    protected override string Pointer => "/hostname";

    protected override string Fresh => """{"hostname":"wanted-1","ip":{"ipv4":{"ip_addr":"10.99.0.1"}}}""";
}

public sealed class AppJournaledWritesTests(SandboxHost sandbox) : JournaledWritesTests<App, AppInput>(sandbox)
{
    protected override ResourceKind<App, AppInput> Kind => AppKind.Instance;

    protected override string Stored => "apps";

    protected override string Id => SandboxHost.SampleApp.Split('/')[^1];

    protected override string Fresh => """{"name":"wanted-1","type":"Development","hostnames":["wanted.example.com"]}""";
}

public abstract class PeerJournaledWritesTests(SandboxHost sandbox) : JournaledWritesTests<Peer, PeerInput>(sandbox)
{
    protected override ResourceKind<Peer, PeerInput> Kind => PeerKind.Instance;

    protected override string Stored => "peers";

    protected override string Id => SandboxHost.SamplePeer.Split('/')[^1];

    protected override int ChangesOfACreation => 2;

    protected override string Fresh => """{"name":"wanted-1","ip":"192.0.2.77","port":53,"ixfr_enable":false}""";
}

public sealed class SqlitePeerJournaledWritesTests(SandboxHost sandbox) : PeerJournaledWritesTests(sandbox);

public sealed class PostgresPeerJournaledWritesTests(SandboxHost sandbox, SharedPostgres postgres) : PeerJournaledWritesTests(sandbox)
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewStoreAsync();
}

public sealed class InterconnectJournaledWritesTests(SandboxHost sandbox) : JournaledWritesTests<Interconnect, InterconnectInput>(sandbox)
{
    protected override ResourceKind<Interconnect, InterconnectInput> Kind => InterconnectKind.Instance;

    protected override string Stored => "interconnects";

    protected override string Id => SandboxHost.SampleInterconnect.Split('/')[^1];

    protected override string Pointer => "/description";
}
