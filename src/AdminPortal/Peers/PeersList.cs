using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Lists;

namespace AdminPortal.Peers;

/// <summary>How peers are listed.</summary>
internal sealed class PeersList : LocalKindList<Peer>
{
    /// <inheritdoc/>
    public override ResourceKind Kind => PeerKind.Instance;

    /// <inheritdoc/>
    public override string About => "Nameservers that zones are transferred to or from.";

    /// <inheritdoc/>
    public override string SearchHint => "Name or address";

    /// <inheritdoc/>
    public override IReadOnlyList<ListColumn<Peer>> Columns { get; } =
    [
        new("Name", peer => peer.Name, "name"),
        new("IP address", peer => peer.Ip, "ip", CellLook.Figures),
        new("Port", peer => peer.Port?.ToString("0.######"), Look: CellLook.Figures),
        new("Transfer", peer => peer.IxfrEnable is true ? "IXFR" : "AXFR", "transfer", CellLook.Badge),
        new("TSIG", peer => string.IsNullOrEmpty(peer.TsigId) ? "None" : "Signed", "tsig", CellLook.Badge),
    ];

    /// <inheritdoc/>
    public override string IdOf(Peer resource) => resource.Id;

    /// <inheritdoc/>
    protected override Task<ApiResult<IReadOnlyList<Peer>>> ReadAllAsync(AccountClient client, CancellationToken cancellationToken) =>
        client.Peers.ListAsync(client.AccountId, cancellationToken);
}
