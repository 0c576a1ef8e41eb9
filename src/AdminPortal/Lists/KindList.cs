using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Lists;

/// <summary>How a kind is listed.</summary>
public abstract class KindList
{
    /// <summary>The kind.</summary>
    public abstract ResourceKind Kind { get; }

    /// <summary>What the kind is for, in one sentence.</summary>
    public abstract string About { get; }

    /// <summary>Whether the API creates resources of this kind.</summary>
    public bool CanCreate => Kind.Origin is null;

    /// <summary>What the search box looks for.</summary>
    public abstract string SearchHint { get; }

    /// <summary>How many resources the account has, at the cost of one call or, where the list was read a moment ago, of none.</summary>
    public abstract Task<ApiResult<int>> CountAsync(ListReads reads, AccountClient client, CancellationToken cancellationToken);
}

/// <summary>How a kind is listed, with its resource.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
public abstract class KindList<TResource> : KindList
{
    /// <summary>The columns; the first one is the link to the resource.</summary>
    public abstract IReadOnlyList<ListColumn<TResource>> Columns { get; }

    /// <summary>The id by which a resource is addressed.</summary>
    public abstract string IdOf(TResource resource);

    /// <summary>The choices above the list; some have to be asked for.</summary>
    public virtual Task<IReadOnlyList<ListFilter>> FiltersAsync(AccountClient client, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ListFilter>>([]);

    /// <summary>One page, as the API has it now.</summary>
    public abstract Task<ApiResult<ListPage<TResource>>> LoadAsync(AccountClient client, ListQuery query, CancellationToken cancellationToken);

    /// <summary>One page, and how old it is; read together with whoever else shows the same.</summary>
    public abstract Task<BriefRead<ListPage<TResource>>> PageAsync(ListReads reads, AccountClient client, ListQuery query, Freshness freshness, CancellationToken cancellationToken);

    /// <summary>How much of the list is shown, in a few words.</summary>
    public virtual string Summary(ListPage<TResource> page, ListQuery query)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(query);
        return query.IsNarrowed ? $"{page.Matching} match" : $"{page.Loaded} in all";
    }

    /// <inheritdoc/>
    public override async Task<ApiResult<int>> CountAsync(ListReads reads, AccountClient client, CancellationToken cancellationToken) =>
        (await PageAsync(reads, client, new ListQuery { PageSize = 1 }, Freshness.Recent, cancellationToken)).Result.Select(page => Math.Max(page.Loaded, page.Total ?? 0));
}

/// <summary>One page of a list.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
/// <param name="Items">The rows.</param>
/// <param name="Matching">Rows on all pages of this query.</param>
/// <param name="Loaded">Resources that came or, where the API pages, that it counts.</param>
/// <param name="Total">How many the API says that there are, where it says so.</param>
public sealed record ListPage<TResource>(IReadOnlyList<TResource> Items, int Matching, int Loaded, int? Total);
