using AdminPortal.Changes.Feed;
using AdminPortal.Changes.Outside;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Lists;

/// <summary>How young what a list shows has to be.</summary>
public enum Freshness
{
    /// <summary>Somebody opens a list: where the API gives everything in one answer, one that was read a moment ago will do.</summary>
    Recent,

    /// <summary>Somebody wants it read now.</summary>
    Anew,

    /// <summary>Something was changed while the list is open: one read for all who show the same, when it is its turn.</summary>
    AfterChange,
}

/// <summary>What lists read, shared by all circuits. Forms read past it: what somebody edits or saves is read from the API then and there.</summary>
/// <remarks>An answer that began before a change of its kind was told is never shown after it (<see cref="IChangeFeed.CountOf"/>).</remarks>
public sealed class ListReads
{
    /// <summary>Open lists that show the same read once; by then, all of them have asked.</summary>
    private static readonly TimeSpan SharedFor = TimeSpan.FromSeconds(2);

    private readonly Lock _turns = new();
    private readonly BriefReads _brief;
    private readonly IChangeFeed _feed;
    private readonly RefreshPace _pace;
    private readonly TimeSpan _keptFor;
    private readonly OutsideWatch _watch;

    internal ListReads(BriefReads brief, IChangeFeed feed, RefreshPace pace, ListSettings settings, OutsideWatch watch) =>
        (_brief, _feed, _pace, _keptFor, _watch) = (brief, feed, pace, settings.KeptFor, watch);

    /// <summary>Reads from the API, and has it noticed what was changed outside the console.</summary>
    public Task<ApiResult<T>> WatchedAsync<T, TResource>(
        ResourceKind kind, AccountClient client, Func<Task<ApiResult<T>>> read, Func<T, IEnumerable<TResource>> resources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return _watch.ListAsync(kind, client.AccountId, _ => read(), resources, cancellationToken);
    }

    /// <summary>All resources of a kind that the API gives in one answer.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="client">The account.</param>
    /// <param name="freshness">How young it has to be.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<BriefRead<T>> AllAsync<T>(
        ResourceKind kind, AccountClient client, Freshness freshness, Func<CancellationToken, Task<ApiResult<T>>> read, CancellationToken cancellationToken) =>
        GetAsync(kind, client, "", freshness, _keptFor, read, cancellationToken);

    /// <summary>One page of a kind that the API pages. It is shared only between open lists that follow a change.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="client">The account.</param>
    /// <param name="page">What is asked of the API; the same for the same.</param>
    /// <param name="freshness">How young it has to be.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<BriefRead<T>> PageAsync<T>(
        ResourceKind kind, AccountClient client, string page, Freshness freshness, Func<CancellationToken, Task<ApiResult<T>>> read, CancellationToken cancellationToken) =>
        GetAsync(kind, client, $"?{page}", freshness, TimeSpan.Zero, read, cancellationToken);

    private async Task<BriefRead<T>> GetAsync<T>(
        ResourceKind kind, AccountClient client, string what, Freshness freshness, TimeSpan keptFor, Func<CancellationToken, Task<ApiResult<T>>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(client);
        var useful = keptFor > SharedFor ? keptFor : SharedFor;
        var key = $"{client.AccountId}/{kind.Path}{what}";
        return freshness == Freshness.AfterChange ? await FollowAsync() : await ReadAsync();

        async Task<BriefRead<T>> FollowAsync()
        {
            Task turn;
            lock (_turns)
            {
                // To look, to take the turn and to begin the read are one step: whoever comes next joins the read instead of waiting for another turn.
                turn = _brief.CanServe(Request()) ? Task.CompletedTask : _pace.WaitAsync(key, cancellationToken);
                turn = turn.IsCompletedSuccessfully ? ReadAsync() : turn;
            }

            await turn;
            return await (turn as Task<BriefRead<T>> ?? ReadAsync());
        }

        Task<BriefRead<T>> ReadAsync() => _brief.GetAsync(Request(), read, cancellationToken);

        BriefRequest Request() => new(
            key,
            _feed.CountOf(client.AccountId, kind.Path),
            freshness switch
            {
                Freshness.Recent => keptFor,
                Freshness.Anew => TimeSpan.Zero,
                Freshness.AfterChange => useful,
                _ => throw new System.Diagnostics.UnreachableException(),
            },
            useful);
    }
}
