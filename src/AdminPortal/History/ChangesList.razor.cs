using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.Lists;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace AdminPortal.History;

/// <summary>Changes, newest first, with filters and pages, all of them in the address: of an account, or of one resource.</summary>
public sealed partial class ChangesList : IDisposable
{
    private const int PageSize = 50;

    private CancellationTokenSource _read = new();
    private List<FilterDraft> _drafts = [];
    private ChangesQuery _query = new(new(), null);
    private JournalPage? _page;
    private bool _isAway;
    private bool _isLoading;
    private string? _shown;

    /// <summary>The account of the address.</summary>
    [Parameter, EditorRequired]
    public string AccountId { get; set; } = "";

    /// <summary>The page's own path.</summary>
    [Parameter, EditorRequired]
    public string Path { get; set; } = "";

    /// <summary>What is said where nothing was changed yet.</summary>
    [Parameter, EditorRequired]
    public string Empty { get; set; } = "";

    /// <summary>The resource whose history it is; null for everything in the account.</summary>
    [Parameter]
    public HistoryOf? Of { get; set; }

    [Inject]
    internal IJournal Journal { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal ReaderTime Reader { get; set; } = null!;

    [Inject]
    internal IJSRuntime Browser { get; set; } = null!;

    private IReadOnlyList<ListFilter> Filters => Of is null ? ChangesQuery.OfAccount : ChangesQuery.OfResource;

    /// <inheritdoc/>
    public void Dispose()
    {
        Navigation.LocationChanged -= Moved;
        Reader.ZoneLearned -= ShowAgain;
        _read.Cancel();
        _read.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Navigation.LocationChanged += Moved;
        Reader.ZoneLearned += ShowAgain;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Path)
        {
            (_shown, _page) = (Path, null);
            _drafts = [.. Filters.Select(filter => new FilterDraft(filter))];
            await LoadAsync();
        }
    }

    private void Moved(object? sender, LocationChangedEventArgs location)
    {
        // Another page's address is that page's matter; this one is about to leave.
        if (new Uri(location.Location).AbsolutePath == Navigation.ToAbsoluteUri(Path).AbsolutePath)
        {
            _ = InvokeAsync(LoadAsync);
        }
    }

    private void ShowAgain() => _ = InvokeAsync(StateHasChanged);

    private async Task LoadAsync()
    {
        await _read.CancelAsync();
        _read.Dispose();
        _read = new();
        var cancellation = _read.Token;
        _query = ChangesQuery.Read(Navigation.Uri, Filters);
        _drafts.ForEach(draft => draft.Follow(_query.Narrowed.ValuesOf(draft.Filter.Name)));
        _isLoading = true;
        StateHasChanged();
        try
        {
            // Days are the reader's own, so their zone is waited for where one is asked for.
            await (_query.Narrowed.Filters.Any(filter => Filters.First(one => one.Name == filter.Key) is DayFilter) ? Reader.LearnZoneAsync() : Task.CompletedTask);
            var page = await Journal.PageAsync(_query.In(AccountId, Reader.Zone, Of), _query.Place, PageSize, cancellation);
            cancellation.ThrowIfCancellationRequested();
            (_page, _isAway, _isLoading) = (page, false, false);
            StateHasChanged();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // A newer query has taken over, or the page was left.
        }
        catch (StoreUnavailableException)
        {
            (_page, _isAway, _isLoading) = (null, true, false);
            StateHasChanged();
        }
    }

    private async Task ApplyAsync()
    {
        if (_drafts.Where(draft => !draft.Check()).ToList() is [var first, ..])
        {
            await Browser.InvokeVoidAsync("portal.focus", first.ControlId);
            return;
        }

        var narrowed = _drafts.Aggregate(_query.Narrowed, (query, draft) => query.FilteredBy(draft.Filter.Name, draft.Values));
        Navigation.NavigateTo(new ChangesQuery(narrowed, null).ToAddress(Path));
    }

    private string To(JournalCursor? place) => (_query with { Place = place }).ToAddress(Path);

    private string ExportAs(string format) => _query.ToExport(Addresses.Export(AccountId, format), Reader.Zone, Of);
}
