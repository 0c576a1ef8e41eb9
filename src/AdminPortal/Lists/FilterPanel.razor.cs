using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Lists;

/// <summary>Every filter that needs more than a choice beside the search box. Nothing is asked before it is applied, and nothing that the API would refuse.</summary>
public sealed partial class FilterPanel
{
    /// <summary>No filter of the API: the order by a key is entered like one.</summary>
    private const string OrderDraft = "order";

    private List<FilterDraft> _drafts = [];

    /// <summary>The list.</summary>
    [Parameter, EditorRequired]
    public KindList List { get; set; } = null!;

    /// <summary>What it shows.</summary>
    [Parameter, EditorRequired]
    public ListQuery Query { get; set; } = null!;

    /// <summary>Choices that were asked for, by filter.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyDictionary<string, AskedChoices> Choices { get; set; } = null!;

    /// <summary>Shows another query.</summary>
    [Parameter, EditorRequired]
    public EventCallback<ListQuery> OnApply { get; set; }

    [Inject]
    internal IJSRuntime Browser { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _drafts = [.. List.Filters.Where(filter => filter is not ChoiceFilter).Select(filter => new FilterDraft(filter))];
        if (List.KeyedOrder is { } order)
        {
            _drafts.Add(new(new TextFilter(OrderDraft, order.Label, _ => null) { Hint = order.Hint }));
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _drafts.ForEach(draft => draft.Follow(
        draft.Filter.Name == OrderDraft ? List.KeyedOrder!.KeyOf(Query.Sort) is { } key ? [key] : [] : Query.ValuesOf(draft.Filter.Name)));

    private async Task ApplyAsync()
    {
        if (_drafts.Where(draft => !draft.Check()).ToList() is [var first, ..])
        {
            await Browser.InvokeVoidAsync("portal.focus", first.ControlId);
            return;
        }

        await OnApply.InvokeAsync(_drafts.Aggregate(Query, Applied));
    }

    private ListQuery Applied(ListQuery query, FilterDraft draft) =>
        draft.Filter.Name == OrderDraft ? OrderedBy(query, draft.Values) : query.FilteredBy(draft.Filter.Name, draft.Values);

    private ListQuery OrderedBy(ListQuery query, IReadOnlyList<string> keys)
    {
        var (was, key) = (List.KeyedOrder!.KeyOf(query.Sort), keys is [var first, ..] ? first : null);
        return was == key ? query : query with { Sort = key is null ? null : List.KeyedOrder.Prefix + key, Descending = false, Page = 1 };
    }

    private void Clear() => _drafts.ForEach(draft => draft.Clear());
}
