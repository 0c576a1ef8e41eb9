using AdminPortal.Cloudflare.Envelope;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Lists;

/// <summary>What stands above a list: search, choices, the panels for filters and columns, and what narrows the list now.</summary>
public sealed partial class ListControls : IDisposable
{
    /// <summary>The id of the search box.</summary>
    internal const string SearchId = "list-search";

    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _left = new();
    private readonly Dictionary<string, AskedChoices> _choices = new(StringComparer.Ordinal);
    private CancellationTokenSource _typing = new();
    private ListQuery _query = new();
    private ListQuery? _given;
    private string _search = "";
    private Panel _open;

    private enum Panel
    {
        None,
        Filters,
        Columns,
    }

    /// <summary>The list.</summary>
    [Parameter, EditorRequired]
    public KindList List { get; set; } = null!;

    /// <summary>What it shows.</summary>
    [Parameter, EditorRequired]
    public ListQuery Query { get; set; } = null!;

    /// <summary>How much it shows, in words.</summary>
    [Parameter]
    public string Summary { get; set; } = "";

    /// <summary>The columns that there are.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ColumnChoice> Columns { get; set; } = [];

    /// <summary>Whether a column in sight says how the list is ordered.</summary>
    [Parameter]
    public bool OrderIsInSight { get; set; }

    /// <summary>Whether the person's choice of columns could be kept.</summary>
    [Parameter]
    public bool IsKept { get; set; }

    /// <summary>Shows another query.</summary>
    [Parameter, EditorRequired]
    public EventCallback<ListQuery> OnChange { get; set; }

    /// <summary>Shows a column, or not.</summary>
    [Parameter, EditorRequired]
    public EventCallback<ColumnChoice> OnColumn { get; set; }

    /// <summary>Shows the usual columns.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnUsualColumns { get; set; }

    /// <summary>Asks for the choices of a filter, at the cost of a call.</summary>
    [Parameter, EditorRequired]
    public Func<AskedChoiceFilter, CancellationToken, Task<ApiResult<IReadOnlyList<(string Value, string Text)>>>> Ask { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    [Inject]
    internal IJSRuntime Browser { get; set; } = null!;

    private bool HasPanel => List.Filters.Any(filter => filter is not ChoiceFilter);

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
        _typing.Cancel();
        _typing.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // The page renders for other reasons, too, and must not take back what is typed meanwhile.
        if (!ReferenceEquals(_given, Query))
        {
            // What is typed and not searched for yet is still to come; anything else follows the address.
            var isTyping = _search.Trim() != _query.Search;
            _given = Query;
            _query = Query;
            _search = isTyping ? _search : Query.Search;
        }
    }

    private string Expanded(Panel panel) => _open == panel ? "true" : "false";

    private void Toggle(Panel panel) => _open = _open == panel ? Panel.None : panel;

    private async Task ToggleFiltersAsync()
    {
        Toggle(Panel.Filters);
        if (_open != Panel.Filters)
        {
            return;
        }

        foreach (var filter in List.Filters.OfType<AskedChoiceFilter>().Where(filter => _choices.GetValueOrDefault(filter.Name) is not { Trouble: null }))
        {
            _choices[filter.Name] = AskedChoices.Asking;
            try
            {
                _choices[filter.Name] = AskedChoices.From(await Ask(filter, _left.Token));
            }
            catch (OperationCanceledException) when (_left.IsCancellationRequested)
            {
                // The page was left.
                return;
            }
        }
    }

    private async Task ApplyAsync(ListQuery query)
    {
        _open = Panel.None;
        await GoAsync(query);
        await Browser.InvokeVoidAsync("portal.focus", "list-filters");
    }

    private Task GoAsync(ListQuery query)
    {
        // Shown at once: an answer may take its time, and what was asked for should not look undone until then.
        _query = query;
        return OnChange.InvokeAsync(query);
    }

    private async Task TypedAsync(string? text)
    {
        _search = text ?? "";
        await _typing.CancelAsync();
        _typing.Dispose();
        _typing = new();
        try
        {
            await Task.Delay(TypingPause, Time, _typing.Token);
            await SearchNowAsync();
        }
        catch (OperationCanceledException)
        {
            // More was typed.
        }
    }

    private Task SearchNowAsync() =>
        _search.Trim() == _query.Search ? Task.CompletedTask : GoAsync(_query with { Search = _search.Trim(), Ignored = [.. _query.Ignored.Where(ignored => ignored.Name != ListQuery.SearchName)], Page = 1 });
}
