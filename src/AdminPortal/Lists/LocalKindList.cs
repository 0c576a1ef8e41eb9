using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Lists;

/// <summary>A kind whose API has no pages, filters or order: everything is read, and narrowed here.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
public abstract class LocalKindList<TResource> : KindList<TResource>
{
    /// <inheritdoc/>
    public override bool IsPagedByApi => false;

    /// <inheritdoc/>
    public override async Task<ApiResult<ListPage<TResource>>> LoadAsync(AccountClient client, ListQuery query, CancellationToken cancellationToken) =>
        Narrow(await ReadAllAsync(client, cancellationToken), query);

    /// <inheritdoc/>
    public override async Task<BriefRead<ListPage<TResource>>> PageAsync(
        ListReads reads, AccountClient client, ListQuery query, Freshness freshness, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reads);
        var all = await reads.AllAsync(Kind, client, freshness, token => reads.WatchedAsync(Kind, client, () => ReadAllAsync(client, token), resources => resources, token), cancellationToken);
        return new(Narrow(all.Result, query), all.AsOf);
    }

    /// <inheritdoc/>
    public override string Summary(ListPage<TResource> page, ListQuery query)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(query);
        var total = Math.Max(page.Loaded, page.Total ?? 0);
        var loaded = $"{(total > page.Loaded ? "Incomplete: " : null)}{page.Loaded} of {total} loaded";
        return query.IsNarrowed ? $"{page.Matching} match, {char.ToLowerInvariant(loaded[0])}{loaded[1..]}" : loaded;
    }

    /// <summary>Everything that the account has of the kind.</summary>
    protected abstract Task<ApiResult<IReadOnlyList<TResource>>> ReadAllAsync(AccountClient client, CancellationToken cancellationToken);

    /// <summary>Whether a chosen filter keeps a resource.</summary>
    protected virtual bool Keeps(string filter, string value, TResource resource) => true;

    private ApiResult<ListPage<TResource>> Narrow(ApiResult<IReadOnlyList<TResource>> all, ListQuery query) => all.Match<ApiResult<ListPage<TResource>>>(
        ok => new ApiResult<ListPage<TResource>>.Ok(Narrow(ok.Value, ok.Answer.ResultInfo?.TotalCount, query), ok.Answer),
        failure => new ApiResult<ListPage<TResource>>.Failed(failure));

    private ListPage<TResource> Narrow(IReadOnlyList<TResource> all, int? total, ListQuery query)
    {
        var matching = all
            .Where(resource => query.Search.Length == 0 || Columns.Any(column => column.Text(resource)?.Contains(query.Search, StringComparison.OrdinalIgnoreCase) is true))
            .Where(resource => query.Filters.All(filter => Keeps(filter.Key, filter.Value, resource)))
            .ToList();
        var column = Columns.FirstOrDefault(column => column.Sort is not null && column.Sort == query.Sort) ?? Columns[0];
        var sorted = matching.OrderBy(column.Text, StringComparer.OrdinalIgnoreCase);
        var ordered = query.Sort is not null && query.Descending ? sorted.Reverse() : sorted;
        return new([.. ordered.Skip((query.Page - 1) * query.PageSize).Take(query.PageSize)], matching.Count, all.Count, total);
    }
}
