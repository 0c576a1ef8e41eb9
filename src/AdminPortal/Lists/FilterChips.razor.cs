using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Lists;

/// <summary>What narrows the list, each part to be taken away, and what the address asks for in vain.</summary>
public sealed partial class FilterChips
{
    private IReadOnlyList<Chip> _chips = [];
    private string? _focus;

    /// <summary>The list.</summary>
    [Parameter, EditorRequired]
    public KindList List { get; set; } = null!;

    /// <summary>What it shows.</summary>
    [Parameter, EditorRequired]
    public ListQuery Query { get; set; } = null!;

    /// <summary>Choices that were asked for, by filter: until then, a chip shows an id instead of its name, which costs no call.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyDictionary<string, AskedChoices> Choices { get; set; } = null!;

    /// <summary>Columns in sight; an order by one of them needs no chip.</summary>
    [Parameter]
    public bool OrderIsInSight { get; set; }

    /// <summary>Shows another query.</summary>
    [Parameter, EditorRequired]
    public EventCallback<ListQuery> OnChange { get; set; }

    [Inject]
    internal IJSRuntime Browser { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnParametersSet() => _chips =
    [
        .. Query.Filters.Select(filter => OfFilter(List.Filters.First(one => one.Name == filter.Key), filter.Value)),
        .. Query.Sort is { } sort && !OrderIsInSight ? [new Chip("order", "Order", $"{sort}{(Query.Descending ? ", descending" : null)}", null, Query with { Sort = null, Descending = false, Page = 1 })] : Array.Empty<Chip>(),
        .. Query.Ignored.Select((ignored, index) => new Chip($"ignored {index} {ignored.Name}", ignored.Label, Short(ignored.Value), ignored.Why, Query.Without(ignored))),
    ];

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is { } id)
        {
            _focus = null;
            await Browser.InvokeVoidAsync("portal.focus", id);
        }
    }

    private static string Short(string value) => value.Length > 60 ? $"{value[..60]}…" : value;

    private Chip OfFilter(ListFilter filter, string value)
    {
        var name = Choices.GetValueOrDefault(filter.Name)?.Options.Where(option => option.Value == value).Select(option => option.Text).FirstOrDefault();
        return new($"{filter.Name} {value}", filter.ChipLabel, Short(name ?? filter.Show(value)), null, Query.Without(filter.Name, value));
    }

    private async Task RemoveAsync(int index)
    {
        // The button goes away under the reader's hands: the next chip's one takes its place, or the one before.
        _focus = _chips.Count > 1 ? $"chip-{Math.Min(index, _chips.Count - 2)}" : ListControls.SearchId;
        await OnChange.InvokeAsync(_chips[index].Without);
    }

    private async Task ClearAsync()
    {
        _focus = ListControls.SearchId;
        var searchIsIgnored = Query.Ignored.Any(ignored => ignored.Name == ListQuery.SearchName);
        await OnChange.InvokeAsync(Query.Unfiltered() with { Search = searchIsIgnored ? "" : Query.Search, Sort = OrderIsInSight ? Query.Sort : null });
    }

    private sealed record Chip(string Key, string Label, string Value, string? Why, ListQuery Without);
}
