using AdminPortal.Changes.Feed;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Lists;

/// <content>A list that is open follows what this console changes in it: quietly, in the background, and without moving what somebody looks at.</content>
public sealed partial class ResourceList<TResource>
{
    /// <summary>Who reads, as the gauge names it.</summary>
    private const string Follower = "Open lists";

    /// <summary>Changes seldom come alone: a creation in two steps, a batch.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(300);

    private readonly Lock _lock = new();
    private readonly List<ResourceChange> _changes = [];
    private IDisposable? _subscription;
    private string? _followed;
    private ITimer? _soon;
    private bool _following;
    private bool _left;
    private DateTimeOffset? _asOf;
    private ListNews? _news;
    private HashSet<string> _marked = new(StringComparer.Ordinal);
    private bool _markAgain;

    /// <summary>Subscribes before anything is read, so that no change falls in between.</summary>
    private void Follow()
    {
        if (_followed == Path || Accounts.Find(AccountId) is null)
        {
            return;
        }

        StopFollowing();
        (_followed, _news, _asOf) = (Path, null, null);
        lock (_lock)
        {
            _left = false;
        }

        _subscription = Feed.Subscribe(AccountId, List.Kind.Path, Changed);
    }

    private void StopFollowing()
    {
        _subscription?.Dispose();
        lock (_lock)
        {
            _left = true;
            _soon?.Dispose();
            _soon = null;
            _changes.Clear();
        }
    }

    private void Changed(ResourceChange change)
    {
        // A page that was read ahead is from before the change.
        _ahead.Drop();
        lock (_lock)
        {
            _changes.Add(change);
        }

        FollowSoon();
    }

    private void FollowSoon()
    {
        lock (_lock)
        {
            if (_changes.Count > 0 && !_left)
            {
                _soon ??= Time.CreateTimer(_ => _ = InvokeAsync(FollowAsync), null, Gathering, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private async Task FollowAsync()
    {
        lock (_lock)
        {
            _soon?.Dispose();
            _soon = null;
        }

        // Whoever reads already looks for changes when it is done.
        if (_left || _loading || _following || Accounts.Find(AccountId) is not { } client || TakeChanges() is not { Count: > 0 } changes)
        {
            return;
        }

        var cancellation = _call.Token;
        _following = true;
        using var scope = CallScope.Begin(Follower, CallPriority.Background);
        try
        {
            var read = await List.PageAsync(Reads, client, _query, Freshness.AfterChange, cancellation);
            cancellation.ThrowIfCancellationRequested();
            Show(read, changes);
            StateHasChanged();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            GiveBack(changes);
        }
        finally
        {
            _following = false;
        }

        FollowSoon();
    }

    private List<ResourceChange> TakeChanges()
    {
        lock (_lock)
        {
            List<ResourceChange> taken = [.. _changes];
            _changes.Clear();
            return taken;
        }
    }

    private void GiveBack(List<ResourceChange> changes)
    {
        lock (_lock)
        {
            // The page may have gone on to another account.
            _changes.InsertRange(0, changes.Where(change => string.Equals(change.AccountId, AccountId, StringComparison.OrdinalIgnoreCase)));
        }
    }

    /// <summary>Shows what was read and says which changes are in it; what could not be read leaves the rows that are there.</summary>
    private void Show(BriefRead<ListPage<TResource>> read, List<ResourceChange> changes)
    {
        var before = _page?.Items ?? [];
        var isShown = read.Result is ApiResult<ListPage<TResource>>.Ok;
        if (read.Result is ApiResult<ListPage<TResource>>.Ok { Value: var page })
        {
            (_page, _failure, _asOf) = (page, null, read.AsOf);
        }

        var names = (_page?.Items ?? []).Concat(before).DistinctBy(List.IdOf).ToDictionary(List.IdOf, NameOf, StringComparer.Ordinal);
        _news = changes.Count == 0 ? null : new(isShown ? read.AsOf : Time.GetUtcNow(), ListNews.WordsOf(List.Kind, changes, id => names.GetValueOrDefault(id)), isShown);
        _marked = isShown ? [.. changes.SelectMany(change => change.Ids)] : [];
        _markAgain = !_markAgain;
    }

    /// <summary>A row that changes a second time lights up again only if its mark has another name.</summary>
    private string? MarkOf(TResource resource) => !_marked.Contains(List.IdOf(resource)) ? null : _markAgain ? "changed again" : "changed";
}
