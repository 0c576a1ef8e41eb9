using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Lists;

/// <summary>What a list reads beyond its page, and how the person wants to see it.</summary>
public sealed partial class ResourceList<TResource>
{
    /// <summary>How long a page waits for the person's view of it.</summary>
    private static readonly TimeSpan ViewPatience = TimeSpan.FromMilliseconds(500);

    private IEnumerable<ListColumn<TResource>> Columns => List.Columns.Where(Shows);

    private IReadOnlyList<ColumnChoice> ColumnChoices => [.. List.Columns.Select(column => new ColumnChoice(column.Title, Shows(column), column == List.Columns[0], column.Look == CellLook.Extra))];

    private int OwnSize => _view.Size ?? ListQuery.DefaultPageSize;

    private bool OrderIsInSight => _query.Sort is null || Columns.Any(column => column.IsSortedBy(_query.Sort));

    private bool Shows(ListColumn<TResource> column) => column == List.Columns[0] || _view.Shows(column.Title, !column.IsExtra);

    /// <summary>
    /// Reads the next page in the background, so that it is there when it is wanted. Only where that is likely (ADR 15): the pointer or the
    /// focus is on "Next", or the person is paging already. A page that is merely opened costs its one call.
    /// </summary>
    private void ReadAhead()
    {
        if (!List.IsPagedByApi || _loading || _page is not { } page || (long)_query.Page * _query.PageSize >= page.Matching || Accounts.Find(AccountId) is not { } client)
        {
            return;
        }

        var next = _query with { Page = _query.Page + 1, Size = _query.PageSize };
        _ahead.Begin(next.ToAddress(Path), async cancellationToken =>
        {
            using var scope = CallScope.Begin(_caller, CallPriority.Background);
            return await List.PageAsync(Reads, client, next, Freshness.Recent, cancellationToken);
        });
    }

    /// <summary>A store that takes its time makes nobody wait: the page is as usual until the person's view of it comes.</summary>
    private async Task LearnViewAsync()
    {
        var reading = Views.ReadAsync(_person, List.Kind);
        try
        {
            _view = await reading.WaitAsync(ViewPatience, Time);
        }
        catch (TimeoutException)
        {
            _ = FollowLateViewAsync(reading);
        }
    }

    private async Task FollowLateViewAsync(Task<ListView> reading)
    {
        await reading;
        if (_left)
        {
            return;
        }

        // Not what came late, if the person has chosen meanwhile.
        _view = await Views.ReadAsync(_person, List.Kind);
        if (_query.Size is null && _query.OwnSize != OwnSize)
        {
            await LoadAndShowAsync();
        }
        else
        {
            StateHasChanged();
        }
    }

    private async Task<ApiResult<IReadOnlyList<(string Value, string Text)>>> AskAsync(AskedChoiceFilter filter, CancellationToken cancellationToken)
    {
        using var scope = CallScope.Begin(_caller);
        return Accounts.Find(AccountId) is { } client
            ? await List.ChoicesAsync(client, filter, cancellationToken)
            : new ApiResult<IReadOnlyList<(string Value, string Text)>>.Failed(Forms.ApiFailures.UnknownAccount);
    }

    private Task ShowColumnAsync(ColumnChoice choice) =>
        KeepAsync(_view.With(choice.Title, choice.IsShown, isUsual: !List.Columns.First(column => column.Title == choice.Title).IsExtra));

    private Task ShowUsualColumnsAsync() => KeepAsync(_view with { Columns = ListView.Usual.Columns });

    private Task ChooseSizeAsync(int size) => KeepAsync(_view with { Size = size });

    private Task KeepAsync(ListView view)
    {
        _view = view;
        return Views.KeepAsync(_person, List.Kind, view);
    }
}
