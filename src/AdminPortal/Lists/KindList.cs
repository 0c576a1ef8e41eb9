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

    /// <summary>What can be done with several selected resources at once; null where nothing can, and rows are not selected.</summary>
    public virtual BatchAction? WithSelected => null;

    /// <summary>How several resources are created at once; null where they are not.</summary>
    public virtual BatchAction? CreateMany => null;

    /// <summary>What the search box looks for.</summary>
    public abstract string SearchHint { get; }

    /// <summary>The ways to narrow the list. A <see cref="ChoiceFilter"/> stands beside the search box, any other one in the filter panel.</summary>
    public virtual IReadOnlyList<ListFilter> Filters => [];

    /// <summary>The order by a key that the filter panel offers, or null.</summary>
    public abstract KeyedOrder? KeyedOrder { get; }

    /// <summary>Whether each page is a call of its own, so that reading one ahead saves a wait.</summary>
    public abstract bool IsPagedByApi { get; }

    /// <summary>How many resources the account has, at the cost of one call or, where the list was read a moment ago, of none.</summary>
    public abstract Task<ApiResult<int>> CountAsync(ListReads reads, AccountClient client, CancellationToken cancellationToken);

    /// <summary>The choices of a filter that have to be asked for, at the cost of one call: asked when somebody is about to choose.</summary>
    public virtual Task<ApiResult<IReadOnlyList<(string Value, string Text)>>> ChoicesAsync(AccountClient client, AskedChoiceFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult<ApiResult<IReadOnlyList<(string Value, string Text)>>>(new ApiResult<IReadOnlyList<(string Value, string Text)>>.Ok([], ApiAnswer.None));

    /// <summary>What an address asks of this list.</summary>
    public ListQuery Read(string address) => Settle(ListQuery.From(address, Filters, SortProblem));

    /// <summary>What is wrong with an order, or null.</summary>
    protected abstract string? SortProblem(string sort);

    /// <summary>Says of parts that are right each for itself what does not go together.</summary>
    protected virtual ListQuery Settle(ListQuery query) => query;
}

/// <summary>How a kind is listed, with its resource.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
public abstract class KindList<TResource> : KindList
{
    /// <summary>The columns; the first one is the link to the resource.</summary>
    public abstract IReadOnlyList<ListColumn<TResource>> Columns { get; }

    /// <inheritdoc/>
    public override KeyedOrder? KeyedOrder => Columns.Select(column => column.Keyed).FirstOrDefault(keyed => keyed is not null);

    /// <inheritdoc/>
    public override bool IsPagedByApi => true;

    /// <summary>The id by which a resource is addressed.</summary>
    public abstract string IdOf(TResource resource);

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
        (await PageAsync(reads, client, new ListQuery { Size = 1 }, Freshness.Recent, cancellationToken)).Result.Select(page => Math.Max(page.Loaded, page.Total ?? 0));

    /// <inheritdoc/>
    protected override string? SortProblem(string sort) => Columns.Any(column => column.IsSortedBy(sort))
        ? null
        : $"{Kind.PluralName} are ordered by {string.Join(", ", Columns.SelectMany(NamesOfOrders))}.";

    private static IEnumerable<string> NamesOfOrders(ListColumn<TResource> column)
    {
        if (column.Sort is { } sort)
        {
            yield return sort;
        }

        if (column.Keyed is { } keyed)
        {
            yield return $"{keyed.Prefix}KEY";
        }
    }
}

/// <summary>One page of a list.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
/// <param name="Items">The rows.</param>
/// <param name="Matching">Rows on all pages of this query.</param>
/// <param name="Loaded">Resources that came or, where the API pages, that it counts.</param>
/// <param name="Total">How many the API says that there are, where it says so.</param>
public sealed record ListPage<TResource>(IReadOnlyList<TResource> Items, int Matching, int Loaded, int? Total);
