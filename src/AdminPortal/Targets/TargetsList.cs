using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Lists;

namespace AdminPortal.Targets;

/// <summary>How targets are listed: the API itself filters, sorts and pages them (reference 2.1), and a page costs one call.</summary>
internal sealed class TargetsList : KindList<Target>
{
    /// <inheritdoc/>
    public override ResourceKind Kind => TargetKind.Instance;

    /// <inheritdoc/>
    public override string About => "Machines that Access for Infrastructure lets people reach.";

    /// <inheritdoc/>
    public override string SearchHint => "Hostname, address or 10.0.*";

    /// <inheritdoc/>
    public override BatchAction WithSelected => TargetBatches.Deletion;

    /// <inheritdoc/>
    public override BatchAction CreateMany => TargetBatches.Creation;

    /// <inheritdoc/>
    public override IReadOnlyList<ListFilter> Filters => TargetsListFilters.All;

    /// <inheritdoc/>
    public override IReadOnlyList<ListColumn<Target>> Columns { get; } =
    [
        new("Hostname", target => target.Hostname, "hostname"),
        new("IPv4 address", target => target.Ip?.Ipv4?.IpAddr, Look: CellLook.Figures),
        new("IPv6 address", target => target.Ip?.Ipv6?.IpAddr, Look: CellLook.Figures),
        new("Tags", TagsOf, Look: CellLook.Extra)
        {
            Keyed = new("tag:", "Order by tag", "The tag's key. Targets without it come last."),
        },
        new("Created", target => target.CreatedAt?.ToString("O"), "created_at", CellLook.Figures, target => target.CreatedAt),
        new("Modified", target => target.ModifiedAt?.ToString("O"), Look: CellLook.Figures, Moment: target => target.ModifiedAt) { IsExtra = true },
    ];

    /// <inheritdoc/>
    public override string IdOf(Target resource) => resource.Id;

    /// <summary>The account's virtual networks; deleted ones too, since a target may be left in one.</summary>
    public override async Task<ApiResult<IReadOnlyList<(string Value, string Text)>>> ChoicesAsync(AccountClient client, AskedChoiceFilter filter, CancellationToken cancellationToken)
    {
        var networks = await client.Helpers.ListVirtualNetworksAsync(client.AccountId, null, null, null, isDeleted: null, cancellationToken);
        return networks.Select<IReadOnlyList<(string, string)>>(all =>
        [
            .. all
                .OrderBy(network => network.DeletedAt is not null)
                .ThenByDescending(network => network.IsDefaultNetwork is true)
                .ThenBy(network => network.Name, StringComparer.OrdinalIgnoreCase)
                .Select(network => (network.Id, network.DeletedAt is null ? network.Name : $"{network.Name} (deleted)")),
        ]);
    }

    /// <inheritdoc/>
    public override async Task<ApiResult<ListPage<Target>>> LoadAsync(AccountClient client, ListQuery query, CancellationToken cancellationToken)
    {
        var answer = await client.Targets.ListAsync(client.AccountId, TargetsListFilters.ToApi(query).ToParameters(), cancellationToken);
        return answer.Match<ApiResult<ListPage<Target>>>(
            ok => new ApiResult<ListPage<Target>>.Ok(ToPage(ok), ok.Answer),
            failure => new ApiResult<ListPage<Target>>.Failed(failure));
    }

    /// <inheritdoc/>
    public override Task<BriefRead<ListPage<Target>>> PageAsync(ListReads reads, AccountClient client, ListQuery query, Freshness freshness, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reads);
        return reads.PageAsync(Kind, client, TargetsListFilters.ToApi(query).ToText(), freshness, token => reads.WatchedAsync(Kind, client, () => LoadAsync(client, query, token), page => page.Items, token), cancellationToken);
    }

    /// <summary>A target's tags as text, or null where it has none.</summary>
    public static string? TagsOf(Target target) => target.Tags is { Count: > 0 } tags ? string.Join(", ", tags.Select(tag => $"{tag.Key}:{tag.Value}")) : null;

    /// <inheritdoc/>
    protected override ListQuery Settle(ListQuery query) => TargetsListFilters.Settle(query);

    private static ListPage<Target> ToPage(ApiResult<IReadOnlyList<Target>>.Ok answer)
    {
        var total = answer.Answer.ResultInfo?.TotalCount ?? answer.Value.Count;
        return new(answer.Value, total, total, null);
    }
}
