using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdminPortal.Cloudflare.Targets;

/// <summary>An infrastructure access target as the API returns it (seed 000, reference 2.2).</summary>
public sealed record Target
{
    /// <summary>UUID, at most 36 characters; set by the server.</summary>
    public string Id { get; set; } = "";

    /// <inheritdoc cref="TargetInput.Hostname"/>
    public string Hostname { get; set; } = "";

    /// <inheritdoc cref="TargetInput.Ip"/>
    public TargetIp? Ip { get; set; }

    /// <inheritdoc cref="TargetInput.Tags"/>
    public Dictionary<string, string>? Tags { get; set; }

    /// <summary>When the target was created; set by the server, in more than one layout (reference 2.2).</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When the target was last modified; set by the server.</summary>
    public DateTimeOffset? ModifiedAt { get; set; }

    /// <summary>Members that this model does not name, kept for the way back.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A target's writable fields: what a form edits and a PUT or POST sends.</summary>
public sealed record TargetInput
{
    /// <summary>A non-unique, case-insensitive label: at most 255 characters, letters, digits, dash and period, alphanumeric at both ends (seed 000).</summary>
    public string? Hostname { get; set; }

    /// <summary>The addresses; required, and may be empty (seed 000 sends <c>"ip": {}</c>).</summary>
    public TargetIp? Ip { get; set; }

    /// <summary>Labels, each key once (reference 2.2; newer than seed 000).</summary>
    public Dictionary<string, string>? Tags { get; set; }

    /// <summary>Members that this model does not name, sent along unchanged.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The writable fields of <paramref name="target"/>, unknown members included.</summary>
    public static TargetInput From(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new() { Hostname = target.Hostname, Ip = target.Ip, Tags = target.Tags, Unknown = target.Unknown };
    }
}

/// <summary>The addresses at which a target is reached.</summary>
public sealed record TargetIp
{
    /// <summary>The IPv4 address, where the target has one.</summary>
    public TargetAddress? Ipv4 { get; set; }

    /// <summary>The IPv6 address, where the target has one.</summary>
    public TargetAddress? Ipv6 { get; set; }

    /// <inheritdoc cref="TargetInput.Unknown"/>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>An address and the virtual network that it lies in.</summary>
public sealed record TargetAddress
{
    /// <summary>The address, of the family of the member that holds it.</summary>
    public string? IpAddr { get; set; }

    /// <summary>UUID of the virtual network; left out, the server fills in the account's default network.</summary>
    public string? VirtualNetworkId { get; set; }

    /// <inheritdoc cref="TargetInput.Unknown"/>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
