using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Lists;

namespace AdminPortal.Interconnects;

/// <summary>How interconnects are listed.</summary>
internal sealed class InterconnectsList : LocalKindList<Interconnect>
{
    /// <inheritdoc/>
    public override ResourceKind Kind => InterconnectKind.Instance;

    /// <inheritdoc/>
    public override string About => "Tunnels over direct connections between your network and Cloudflare.";

    /// <inheritdoc/>
    public override string SearchHint => "Name, location or address";

    /// <inheritdoc/>
    public override BatchAction WithSelected { get; } = new("Change…", "batch");

    /// <inheritdoc/>
    public override IReadOnlyList<ListColumn<Interconnect>> Columns { get; } =
    [
        new("Name", interconnect => interconnect.Name, "name"),
        new("Location", interconnect => interconnect.ColoName, "colo"),
        new("Interface address", interconnect => interconnect.InterfaceAddress, Look: CellLook.Figures),
        new("MTU", interconnect => interconnect.Mtu?.ToString("0.######"), Look: CellLook.Figures),
        new("Health check", interconnect => interconnect.HealthCheck?.Enabled is false ? "Off" : interconnect.HealthCheck?.Rate ?? "mid", "check", CellLook.Badge),
        new("Health check target", interconnect => interconnect.HealthCheck?.Target?.Effective, Look: CellLook.Figures),
        new("Description", interconnect => interconnect.Description, Look: CellLook.Extra),
    ];

    /// <inheritdoc/>
    public override string IdOf(Interconnect resource) => resource.Id;

    /// <inheritdoc/>
    protected override async Task<ApiResult<IReadOnlyList<Interconnect>>> ReadAllAsync(AccountClient client, CancellationToken cancellationToken) =>
        (await client.Interconnects.ListAsync(client.AccountId, cancellationToken)).Select(list => list.Interconnects ?? []);
}
