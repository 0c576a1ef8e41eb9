using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Forms;
using AdminPortal.Security;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;

namespace AdminPortal.Lists;

/// <summary>The list page of every kind: search, filters, order and pages, all of them in the address.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
public sealed partial class ResourceList<TResource> : IDisposable
    where TResource : class
{
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(250);

    private CancellationTokenSource _call = new();
    private CancellationTokenSource _typing = new();
    private IReadOnlyList<ListFilter> _filters = [];
    private ListQuery _query = new();
    private ListPage<TResource>? _page;
    private ApiFailure? _failure;
    private string? _filtersOf;
    private string _search = "";
    private bool _loading;
    private bool _stopped;
    private Waiting _waiting = null!;
    private string _caller = "";
    private bool _mayChange;
    private string? _notice;

    /// <summary>The account of the address.</summary>
    [Parameter, EditorRequired]
    public string AccountId { get; set; } = "";

    /// <summary>How the kind is listed.</summary>
    [Parameter, EditorRequired]
    public KindList<TResource> List { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    internal Handover Handover { get; set; } = null!;

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    [Inject]
    internal ReaderTime Reader { get; set; } = null!;

    private string Path => Addresses.List(AccountId, List.Kind);

    private string Summary => (_failure, _page) switch
    {
        (not null, _) or (_, null) => "",
        (_, { Total: { } total } page) when total > page.Loaded => $"Incomplete: {page.Loaded} of {total} loaded",
        (_, { } page) when !_query.IsNarrowed => $"{page.Loaded} in all",
        (_, { } page) when page.Matching == page.Loaded => $"{page.Matching} match",
        (_, { } page) => $"{page.Matching} of {page.Loaded} match",
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        Navigation.LocationChanged -= Moved;
        Reader.ZoneLearned -= ShowAgain;
        _call.Cancel();
        _call.Dispose();
        _typing.Cancel();
        _typing.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _waiting = new(ShowAgain);
        Navigation.LocationChanged += Moved;
        Reader.ZoneLearned += ShowAgain;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var actor = (await Authentication).User.ToActor();
        (_mayChange, _caller) = (actor.MayChange, actor.Name);
        _notice = Handover.Take(Path)?.Notice;
        await LoadAsync();
    }

    private void Moved(object? sender, LocationChangedEventArgs location)
    {
        // Another page's address is that page's matter; this one is about to leave.
        if (new Uri(location.Location).AbsolutePath == new Uri(Navigation.ToAbsoluteUri(Path).AbsoluteUri).AbsolutePath)
        {
            _ = InvokeAsync(LoadAsync);
        }
    }

    private void ShowAgain() => _ = InvokeAsync(StateHasChanged);

    private async Task LoadAsync()
    {
        if (Accounts.Find(AccountId) is not { } client)
        {
            _failure = ApiFailures.UnknownAccount;
            return;
        }

        await _call.CancelAsync();
        _call.Dispose();
        _call = new();
        var cancellation = _call.Token;
        (_loading, _stopped) = (true, false);
        using var covered = _waiting.Begin(_caller);
        try
        {
            if (_filtersOf != AccountId)
            {
                _filters = await List.FiltersAsync(client, cancellation);
                _filtersOf = AccountId;
            }

            // What is typed and not searched for yet is still to come; anything else follows the address.
            var isTyping = _search.Trim() != _query.Search;
            _query = ListQuery.From(Navigation.Uri, _filters);
            _search = isTyping ? _search : _query.Search;
            var result = await List.LoadAsync(client, _query, cancellation);
            _page = result.Match<ListPage<TResource>?>(ok => ok.Value, _ => null);
            _failure = result.Match<ApiFailure?>(_ => null, failure => failure);
            _loading = false;
            StateHasChanged();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // A newer query has taken over, or the page was left, or the person would not wait.
        }
    }

    private async Task StopWaiting()
    {
        await _call.CancelAsync();
        (_loading, _stopped) = (false, true);
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
            SearchNow();
        }
        catch (OperationCanceledException)
        {
            // More was typed.
        }
    }

    private void SearchNow()
    {
        if (_search.Trim() != _query.Search)
        {
            Go(_query with { Search = _search.Trim(), Page = 1 });
        }
    }

    private void Go(ListQuery query) => Navigation.NavigateTo(query.ToAddress(Path), replace: true);

    private string NameOf(TResource resource) => List.Columns[0].Text(resource) is { Length: > 0 } name ? name : List.IdOf(resource);

    private string? SortState(ListColumn<TResource> column) =>
        column.Sort is null || column.Sort != _query.Sort ? null : _query.Descending ? "descending" : "ascending";

    private static string? Look(ListColumn<TResource> column) => column.Look switch
    {
        CellLook.Plain => null,
        CellLook.Figures => "figures",
        CellLook.Badge => "state",
        CellLook.Extra => "extra",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
