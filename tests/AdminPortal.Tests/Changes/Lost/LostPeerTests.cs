using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;

namespace AdminPortal.Tests.Changes.Lost;

public sealed class LostPeerTests : LostWriteTests<Peer, PeerInput>
{
    protected override ResourceKind<Peer, PeerInput> Kind => PeerKind.Instance;

    protected override string Stored => "peers";

    protected override string Id => "23ff594956f20c2a721606e94745a8aa";

    /// <summary>The name of a peer that is set up: only one without an address can come from a POST.</summary>
    protected override string Input => """{"name":"my-peer-1","ip":"192.0.2.77","port":53,"ixfr_enable":true}""";

    protected override string Twin => """{"name":"twin","ip":"192.0.2.78","port":53}""";

    protected override (string Member, string Value) Theirs => ("port", "5353");
}
