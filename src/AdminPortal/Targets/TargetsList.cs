using System.Net;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Lists;

namespace AdminPortal.Targets;

/// <summary>How targets are listed: the API itself filters, sorts and pages them (reference 2.1).</summary>
internal sealed class TargetsList : KindList<Target>
{
    private const string NetworkFilter = "network";

    /// <inheritdoc/>
    public override ResourceKind Kind => TargetKind.Instance;

    /// <inheritdoc/>
    public override string About => "Machines that Access for Infrastructure lets people reach.";

    /// <inheritdoc/>
    public override string SearchHint => "Hostname, address or 10.0.*";

    /// <inheritdoc/>
    public override IReadOnlyList<ListColumn<Target>> Columns { get; } =
    [
        new("Hostname", target => target.Hostname, "hostname"),
        new("IPv4 address", target => target.Ip?.Ipv4?.IpAddr, Look: CellLook.Figures),
        new("IPv6 address", target => target.Ip?.Ipv6?.IpAddr, Look: CellLook.Figures),
        new("Tags", target => target.Tags is { Count: > 0 } tags ? string.Join(", ", tags.Select(tag => $"{tag.Key}:{tag.Value}")) : null, Look: CellLook.Extra),
        new("Created", target => target.CreatedAt?.ToString("O"), "created_at", CellLook.Figures, target => target.CreatedAt),
    ];

    /// <inheritdoc/>
    public override string IdOf(Target resource) => resource.Id;

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ListFilter>> FiltersAsync(AccountClient client, CancellationToken cancellationToken)
    {
        var networks = await client.Helpers.ListVirtualNetworksAsync(client.AccountId, null, null, null, isDeleted: false, cancellationToken);
        return networks.Match<IReadOnlyList<ListFilter>>(
            ok => [new(NetworkFilter, "Virtual network", [.. ok.Value.Select(network => (network.Id, network.Name))])],
            _ => []);
    }

    /// <inheritdoc/>
    public override async Task<ApiResult<ListPage<Target>>> LoadAsync(AccountClient client, ListQuery query, CancellationToken cancellationToken)
    {
        var answer = await client.Targets.ListAsync(client.AccountId, ToApi(query).ToParameters(), cancellationToken);
        return answer.Match<ApiResult<ListPage<Target>>>(
            ok => new ApiResult<ListPage<Target>>.Ok(ToPage(ok), ok.Answer),
            failure => new ApiResult<ListPage<Target>>.Failed(failure));
    }

    /// <inheritdoc/>
    public override Task<BriefRead<ListPage<Target>>> PageAsync(ListReads reads, AccountClient client, ListQuery query, Freshness freshness, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reads);
        return reads.PageAsync(Kind, client, ToApi(query).ToText(), freshness, token => LoadAsync(client, query, token), cancellationToken);
    }

    private static ListPage<Target> ToPage(ApiResult<IReadOnlyList<Target>>.Ok answer)
    {
        var total = answer.Answer.ResultInfo?.TotalCount ?? answer.Value.Count;
        return new(answer.Value, total, total, null);
    }

    /// <summary>An address is looked for as an address, one with <c>*</c> as a pattern, anything else in the hostname.</summary>
    private static TargetQuery ToApi(ListQuery query)
    {
        var isAddress = IPAddress.TryParse(query.Search, out var address) && query.Search.AsSpan().ContainsAny('.', ':');
        var isPattern = query.Search.Contains('*', StringComparison.Ordinal);
        return new()
        {
            HostnameContains = isAddress || isPattern ? null : query.Search,
            IpLike = isPattern ? query.Search : null,
            IpV4 = isAddress && address!.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? query.Search : null,
            IpV6 = isAddress && address!.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? query.Search : null,
            VirtualNetworkId = query.Filters.GetValueOrDefault(NetworkFilter),
            Page = query.Page,
            PerPage = query.PageSize,
            Order = query.Sort is "hostname" or "created_at" ? query.Sort : null,
            Descending = query.Descending,
        };
    }
}
