using AdminPortal.Changes.Access;
using AdminPortal.Changes.Feed;
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
    private CancellationTokenSource _call = new();
    private ListQuery _query = new();
    private ListPage<TResource>? _page;
    private ApiFailure? _failure;
    private bool _loading;
    private bool _stopped;
    private Waiting _waiting = null!;
    private string _caller = "";
    private string _person = "";
    private bool _mayChange;
    private string? _notice;
    private Selection? _selection;
    private PageAhead<TResource> _ahead = null!;
    private ListView _view = ListView.Usual;

    /// <summary>The account of the address.</summary>
    [Parameter, EditorRequired]
    public string AccountId { get; set; } = "";

    /// <summary>How the kind is listed.</summary>
    [Parameter, EditorRequired]
    public KindList<TResource> List { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    internal AccessControl Access { get; set; } = null!;

    [Inject]
    internal Selections Selections { get; set; } = null!;

    [Inject]
    internal Handover Handover { get; set; } = null!;

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    [Inject]
    internal IChangeFeed Feed { get; set; } = null!;

    [Inject]
    internal ListReads Reads { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    [Inject]
    internal ListViews Views { get; set; } = null!;

    [Inject]
    internal ReaderTime Reader { get; set; } = null!;

    private string Path => Addresses.List(AccountId, List.Kind);

    private string Summary => _failure is null && _page is { } page ? List.Summary(page, _query) : "";

    /// <inheritdoc/>
    public void Dispose()
    {
        Navigation.LocationChanged -= Moved;
        Reader.ZoneLearned -= ShowAgain;
        StopFollowing();
        _call.Cancel();
        _call.Dispose();
        _ahead.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _waiting = new(ShowAgain);
        _ahead = new(Time);
        Navigation.LocationChanged += Moved;
        Reader.ZoneLearned += ShowAgain;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var actor = (await Authentication).User.ToActor();
        (_mayChange, _caller, _person) = (Access.May(actor, Right.Change, AccountId, List.Kind.Name), actor.Name, actor.Id);
        _selection = List.WithSelected is not null && _mayChange ? Selections.Of(AccountId, List.Kind) : null;
        _notice = Handover.Take(Path)?.Notice;
        await LearnViewAsync();
        Follow();
        await LoadAsync();
    }

    private void Moved(object? sender, LocationChangedEventArgs location)
    {
        // Another page's address is that page's matter; this one is about to leave.
        if (new Uri(location.Location).AbsolutePath == new Uri(Navigation.ToAbsoluteUri(Path).AbsoluteUri).AbsolutePath)
        {
            _ = InvokeAsync(LoadAndShowAsync);
        }
    }

    private void ShowAgain() => _ = InvokeAsync(StateHasChanged);

    private Task LoadAsync() => LoadAsync(Freshness.Recent);

    /// <summary>For what Blazor does not render after by itself, as it does after an event and after new parameters.</summary>
    private async Task LoadAndShowAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private Task RefreshAsync() => LoadAsync(Freshness.Anew);

    private async Task LoadAsync(Freshness freshness)
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
        var changes = TakeChanges();
        try
        {
            var (before, hadPage) = (_query, _page is not null);
            _query = await AskedForAsync();
            cancellation.ThrowIfCancellationRequested();
            var read = await ReadPageAsync(client, freshness, cancellation);
            Show(read, changes);
            _failure = read.Result.Match<ApiFailure?>(_ => null, failure => failure);
            _page = _failure is null ? _page : null;
            _loading = false;
            FollowSoon();
            if (hadPage && _query.IsPageAfter(before))
            {
                ReadAhead();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // A newer query has taken over, or the page was left, or the person would not wait.
            GiveBack(changes);
        }
    }

    /// <summary>What the address asks for, with what it leaves to the reader: their days, and their number of rows.</summary>
    private async Task<ListQuery> AskedForAsync()
    {
        var query = List.Read(Navigation.Uri) with { OwnSize = OwnSize };
        if (!query.Filters.Any(filter => List.Filters.First(one => one.Name == filter.Key) is DayFilter))
        {
            return query;
        }

        await Reader.LearnZoneAsync();
        return query with { Zone = Reader.Zone };
    }

    private async Task<BriefRead<ListPage<TResource>>> ReadPageAsync(AccountClient client, Freshness freshness, CancellationToken cancellationToken)
    {
        using var covered = _waiting.Begin(_caller);
        using var ahead = _ahead.Take(_query.ToAddress(Path));
        return (ahead is null || freshness != Freshness.Recent ? null : await ahead.PageAsync(Time, cancellationToken))
            ?? await List.PageAsync(Reads, client, _query, freshness, cancellationToken);
    }

    private async Task StopWaiting()
    {
        await _call.CancelAsync();
        (_loading, _stopped) = (false, true);
    }

    private void Go(ListQuery query) => Navigation.NavigateTo(query.ToAddress(Path), replace: true);

    private string NameOf(TResource resource) => List.Columns[0].Text(resource) is { Length: > 0 } name ? name : List.IdOf(resource);

    private string? SortState(ListColumn<TResource> column) =>
        !column.IsSortedBy(_query.Sort) ? null : _query.Descending ? "descending" : "ascending";

    /// <summary>The order that a heading's link turns round or begins; a keyed one begins in the filter panel.</summary>
    private string? SortOf(ListColumn<TResource> column) => column.Sort ?? (column.IsSortedBy(_query.Sort) ? _query.Sort : null);
}
