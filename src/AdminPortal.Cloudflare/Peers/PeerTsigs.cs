using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Rules;

namespace AdminPortal.Cloudflare.Peers;

/// <summary>
/// When one of several peers that a zone links uses a TSIG, all of them must use the same one (reference 5.2). Which zones link which peers is
/// stored with the zones, so the rule can only be a warning.
/// </summary>
internal static class PeerTsigs
{
    public static bool IsSame(string? left, string? right) => (left ?? "") == (right ?? "");

    public static async Task<ApiResult<IReadOnlyList<RuleFinding>>> FindAsync(AccountClient client, string? id, PeerInput after, CancellationToken cancellationToken) =>
        (await client.Peers.ListAsync(client.AccountId, cancellationToken)).Select(all => Compare(after, [.. all.Where(peer => peer.Id != id)]));

    private static IReadOnlyList<RuleFinding> Compare(PeerInput after, IReadOnlyList<Peer> others)
    {
        var different = others.Where(other => !IsSame(other.TsigId, after.TsigId)).ToList();
        return different.Count == 0
            ? []
            : [new("/tsig_id", Text(after, different), RuleSeverity.Warning) { Others = [.. different.Select(peer => new NamedResource(peer.Id, PeerKind.Instance.NameOf(peer)))] }];
    }

    private static string Text(PeerInput after, List<Peer> different)
    {
        var signed = different.Count(peer => !string.IsNullOrEmpty(peer.TsigId));
        var others = (string.IsNullOrEmpty(after.TsigId), signed, different.Count - signed) switch
        {
            (true, 1, _) => "This peer uses no TSIG, and 1 other peer of the account uses one.",
            (true, var some, _) => $"This peer uses no TSIG, and {some} other peers of the account use one.",
            (_, 0, 1) => "This peer uses a TSIG, and 1 other peer of the account uses none.",
            (_, 0, var none) => $"This peer uses a TSIG, and {none} other peers of the account use none.",
            (_, 1, 0) => "1 other peer of the account uses another TSIG than this one.",
            (_, var some, 0) => $"{some} other peers of the account use another TSIG than this one.",
            (_, var some, var none) => $"{some + none} other peers of the account use another TSIG than this one, or none.",
        };
        return $"{others} When one of several peers that a zone links uses a TSIG, all of them must use the same one. Which zones link which peers is stored with the zones and cannot be told here.";
    }
}
