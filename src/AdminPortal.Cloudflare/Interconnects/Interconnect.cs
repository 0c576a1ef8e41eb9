using System.Text.Json;
using System.Text.Json.Serialization;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Cloudflare.Interconnects;

/// <summary>A Magic CF interconnect as the API returns it (seed 004, reference 4.2).</summary>
public sealed record Interconnect
{
    /// <summary>Identifier, at most 32 characters; set by the server.</summary>
    public string Id { get; set; } = "";

    /// <inheritdoc cref="InterconnectInput.Name"/>
    public string? Name { get; set; }

    /// <inheritdoc cref="InterconnectInput.Description"/>
    public string? Description { get; set; }

    /// <inheritdoc cref="InterconnectInput.Mtu"/>
    public decimal? Mtu { get; set; }

    /// <inheritdoc cref="InterconnectInput.InterfaceAddress"/>
    public string? InterfaceAddress { get; set; }

    /// <inheritdoc cref="InterconnectInput.InterfaceAddress6"/>
    public string? InterfaceAddress6 { get; set; }

    /// <inheritdoc cref="InterconnectInput.AutomaticReturnRouting"/>
    public bool? AutomaticReturnRouting { get; set; }

    /// <inheritdoc cref="InterconnectInput.Gre"/>
    public Gre? Gre { get; set; }

    /// <inheritdoc cref="InterconnectInput.HealthCheck"/>
    public HealthCheck? HealthCheck { get; set; }

    /// <summary>Name of the Cloudflare location; set by the server.</summary>
    public string? ColoName { get; set; }

    /// <summary>When the interconnect was created; set by the server.</summary>
    public DateTimeOffset? CreatedOn { get; set; }

    /// <summary>When the interconnect was last modified; set by the server.</summary>
    public DateTimeOffset? ModifiedOn { get; set; }

    /// <summary>Product generation, "1", "1.5" or "2"; fixed at creation (reference 4.2).</summary>
    [JsonConverter(typeof(LenientTextConverter))]
    public string? Version { get; set; }

    /// <summary>Correlates with the CNI interconnect resource; at most 32 characters; set by the server.</summary>
    public string? VirtualPortReservationId { get; set; }

    /// <summary>Members that this model does not name, kept for the way back.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>An interconnect's writable fields: what a form edits and a PUT sends.</summary>
public sealed record InterconnectInput
{
    /// <summary>Shared with no other tunnel (seed 004).</summary>
    public string? Name { get; set; }

    /// <summary>Free text.</summary>
    public string? Description { get; set; }

    /// <summary>Maximum transmission unit in bytes, at least 576 (seed 004); 1476 by default (reference 4.2).</summary>
    public decimal? Mtu { get; set; }

    /// <summary>A /31 from private address space, one host for each side of the tunnel (seed 004; newer text allows more, reference 4.3).</summary>
    public string? InterfaceAddress { get; set; }

    /// <summary>A /127 from the account's virtual_subnet6 whose address is the first of its subnet (seed 004).</summary>
    public string? InterfaceAddress6 { get; set; }

    /// <summary>Whether automatic stateful return routing is enabled for the tunnel.</summary>
    public bool? AutomaticReturnRouting { get; set; }

    /// <summary>What is particular to GRE interconnects; absent for others.</summary>
    public Gre? Gre { get; set; }

    /// <summary>How the tunnel's health is probed.</summary>
    public HealthCheck? HealthCheck { get; set; }

    /// <summary>Members that this model does not name (<c>bgp</c> among them), sent along unchanged.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The writable fields of <paramref name="interconnect"/>, unknown members included.</summary>
    public static InterconnectInput From(Interconnect interconnect)
    {
        ArgumentNullException.ThrowIfNull(interconnect);
        return new()
        {
            Name = interconnect.Name,
            Description = interconnect.Description,
            Mtu = interconnect.Mtu,
            InterfaceAddress = interconnect.InterfaceAddress,
            InterfaceAddress6 = interconnect.InterfaceAddress6,
            AutomaticReturnRouting = interconnect.AutomaticReturnRouting,
            Gre = interconnect.Gre,
            HealthCheck = interconnect.HealthCheck?.Writable(),
            Unknown = interconnect.Unknown,
        };
    }
}

/// <summary>The GRE part of an interconnect.</summary>
public sealed record Gre
{
    /// <summary>IP address of the Cloudflare side of the GRE tunnel.</summary>
    public string? CloudflareEndpoint { get; set; }

    /// <inheritdoc cref="InterconnectInput.Unknown"/>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>How a tunnel's health is probed (seed 004, reference 4.4).</summary>
public sealed record HealthCheck
{
    /// <summary>Whether health checks run; without them the tunnel is shown as down.</summary>
    public bool? Enabled { get; set; }

    /// <summary><c>low</c>, <c>mid</c> (default) or <c>high</c>.</summary>
    public string? Rate { get; set; }

    /// <summary><c>reply</c> (default) or <c>request</c>.</summary>
    public string? Type { get; set; }

    /// <summary>Where the probe goes, in the object form that <c>x-magic-new-hc-target: true</c> selects.</summary>
    [JsonConverter(typeof(HealthCheckTargetConverter))]
    public HealthCheckTarget? Target { get; set; }

    /// <inheritdoc cref="InterconnectInput.Unknown"/>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    internal HealthCheck Writable() => this with { Target = Target is null ? null : Target with { Effective = null } };
}

/// <summary>A health check's target: the saved one, and the one in effect.</summary>
public sealed record HealthCheckTarget
{
    /// <summary>The address in effect: the saved one, or the default that the server computes. Read-only; ignored in writes.</summary>
    public string? Effective { get; set; }

    /// <summary>The saved address; empty stands for the computed default.</summary>
    public string? Saved { get; set; }

    /// <inheritdoc cref="InterconnectInput.Unknown"/>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary><c>result</c> of the list.</summary>
public sealed record InterconnectList(IReadOnlyList<Interconnect>? Interconnects);

/// <summary><c>result</c> of reading one.</summary>
public sealed record InterconnectItem(Interconnect? Interconnect);

/// <summary><c>result</c> of updating one.</summary>
public sealed record InterconnectModification(bool? Modified, Interconnect? ModifiedInterconnect);

/// <summary><c>result</c> of updating many.</summary>
public sealed record InterconnectModifications(bool? Modified, IReadOnlyList<Interconnect>? ModifiedInterconnects);
