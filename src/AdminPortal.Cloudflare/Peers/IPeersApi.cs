using AdminPortal.Cloudflare.Envelope;
using RestEase;

namespace AdminPortal.Cloudflare.Peers;

/// <summary>Secondary DNS peers (seed 003, reference 5.1).</summary>
[AllowAnyStatusCode]
public interface IPeersApi
{
    /// <summary>All peers; no filters, no pages.</summary>
    [Get("accounts/{accountId}/secondary_dns/peers")]
    Task<ApiResult<IReadOnlyList<Peer>>> ListAsync([Path] string accountId, CancellationToken cancellationToken);

    /// <summary>Creates a peer. Only <c>name</c> is documented; a PUT with the rest must follow (reference 5.1).</summary>
    [Post("accounts/{accountId}/secondary_dns/peers")]
    Task<ApiResult<Peer>> CreateAsync([Path] string accountId, [Body] PeerInput peer, CancellationToken cancellationToken);

    /// <summary>Reads a peer.</summary>
    [Get("accounts/{accountId}/secondary_dns/peers/{peerId}")]
    Task<ApiResult<Peer>> ReadAsync([Path] string accountId, [Path] string peerId, CancellationToken cancellationToken);

    /// <summary>Replaces a peer (seed 003).</summary>
    [Put("accounts/{accountId}/secondary_dns/peers/{peerId}")]
    Task<ApiResult<Peer>> UpdateAsync([Path] string accountId, [Path] string peerId, [Body] PeerInput peer, CancellationToken cancellationToken);

    /// <summary>Deletes a peer. A JSON body is declared as required without a schema: <see cref="NoBody"/> sends <c>{}</c> (reference 5.1).</summary>
    [Delete("accounts/{accountId}/secondary_dns/peers/{peerId}")]
    Task<ApiResult<NoResult>> DeleteAsync([Path] string accountId, [Path] string peerId, [Body] NoBody body, CancellationToken cancellationToken);
}
