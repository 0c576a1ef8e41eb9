using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdminPortal.Cloudflare.Peers;

/// <summary>A secondary DNS peer as the API returns it (seed 003, reference 5.2).</summary>
public sealed record Peer
{
    /// <summary>Identifier, 32 hex digits in the documents; set by the server.</summary>
    public string Id { get; set; } = "";

    /// <inheritdoc cref="PeerInput.Name"/>
    public string Name { get; set; } = "";

    /// <inheritdoc cref="PeerInput.Ip"/>
    public string? Ip { get; set; }

    /// <inheritdoc cref="PeerInput.Port"/>
    public decimal? Port { get; set; }

    /// <inheritdoc cref="PeerInput.IxfrEnable"/>
    public bool? IxfrEnable { get; set; }

    /// <inheritdoc cref="PeerInput.TsigId"/>
    public string? TsigId { get; set; }

    /// <summary>Members that this model does not name, kept for the way back.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A peer's writable fields: what a form edits and a PUT sends.</summary>
public sealed record PeerInput
{
    /// <summary>The peer's name; required, no documented limit.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// IPv4 or IPv6 address. Of the secondary that is sent NOTIFY when linked to a primary zone, of the primary that is asked for transfers
    /// when linked to a secondary zone (seed 003).
    /// </summary>
    public string? Ip { get; set; }

    /// <summary>DNS port, a number in the documents; 53 in their sample, 0 on a fresh peer.</summary>
    public decimal? Port { get; set; }

    /// <summary>Incremental transfer (IXFR) instead of AXFR; only applicable to secondary zones (seed 003).</summary>
    public bool? IxfrEnable { get; set; }

    /// <summary>The TSIG that signs transfers; none when empty.</summary>
    public string? TsigId { get; set; }

    /// <summary>Members that this model does not name, sent along unchanged.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The writable fields of <paramref name="peer"/>, unknown members included.</summary>
    public static PeerInput From(Peer peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        return new()
        {
            Name = peer.Name,
            Ip = peer.Ip,
            Port = peer.Port,
            IxfrEnable = peer.IxfrEnable,
            TsigId = peer.TsigId,
            Unknown = peer.Unknown,
        };
    }
}
