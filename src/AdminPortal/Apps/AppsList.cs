using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Lists;

namespace AdminPortal.Apps;

/// <summary>How apps are listed: account apps and managed apps together, as the API gives them.</summary>
internal sealed class AppsList : LocalKindList<App>
{
    private const string OwnerFilter = "owner";
    private const string Account = "account";
    private const string Managed = "managed";

    /// <inheritdoc/>
    public override ResourceKind Kind => AppKind.Instance;

    /// <inheritdoc/>
    public override string About => "Applications that Magic WAN steers by hostname or subnet.";

    /// <inheritdoc/>
    public override string SearchHint => "Name, type, hostname or subnet";

    /// <inheritdoc/>
    public override IReadOnlyList<ListColumn<App>> Columns { get; } =
    [
        new("Name", app => app.Name, "name"),
        new("Type", app => app.Type, "type"),
        new("Hostnames", app => Lines(app.Hostnames), Look: CellLook.Extra),
        new("IP subnets", app => Lines(app.IpSubnets), Look: CellLook.Figures),
        new("Source subnets", app => Lines(app.SourceSubnets), Look: CellLook.Figures),
        new("Owner", app => app.IsManaged ? "Managed" : "Account", "owner", CellLook.Badge),
    ];

    /// <inheritdoc/>
    public override string IdOf(App resource) => AppKind.Instance.IdOf(resource);

    /// <inheritdoc/>
    public override IReadOnlyList<ListFilter> Filters { get; } = [new ChoiceFilter(OwnerFilter, "Owner", [(Account, "Account apps"), (Managed, "Managed apps")])];

    /// <inheritdoc/>
    protected override Task<ApiResult<IReadOnlyList<App>>> ReadAllAsync(AccountClient client, CancellationToken cancellationToken) =>
        client.Apps.ListAsync(client.AccountId, cancellationToken);

    /// <inheritdoc/>
    protected override bool Keeps(string filter, string value, App resource) => value == (resource.IsManaged ? Managed : Account);

    private static string? Lines(IReadOnlyList<string>? values) => values is { Count: > 0 } ? string.Join(", ", values) : null;
}
