using System.Net;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Values;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Outside;

/// <summary>
/// Notices what was changed outside the console: what is read anyway is compared with what the console last left or saw, and a difference is
/// journaled once. Makes no call of its own, and nobody waits for the comparison.
/// </summary>
/// <remarks>
/// Before the read, the journal is asked where it ends, so that what the console writes meanwhile is not taken for somebody else's work, and that the
/// answer is no older than the journal. That takes under a millisecond; a store that takes longer than <see cref="Patience"/>, or fails, is left alone for <see cref="Rest"/>.
/// </remarks>
public sealed class OutsideWatch
{
    private const int MostWaiting = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly IJournal _journal;
    private readonly TimeProvider _time;
    private readonly ILogger<OutsideWatch> _log;
    private long _restsUntil;
    private Task _looking = Task.CompletedTask;
    private int _waiting;

    internal OutsideWatch(IJournal journal, TimeProvider time, ILogger<OutsideWatch> log) => (_journal, _time, _log) = (journal, time, log);

    /// <summary>Ends when everything that was read so far is compared.</summary>
    internal Task Settled
    {
        get
        {
            lock (_lock)
            {
                return _looking;
            }
        }
    }

    /// <summary>Reads a resource that somebody opens.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="account">The account.</param>
    /// <param name="id">Its id.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>What <paramref name="read"/> gave.</returns>
    public async Task<ApiResult<TResource>> OpenAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, string account, string id, Func<CancellationToken, Task<ApiResult<TResource>>> read, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(read);
        var position = await AskAsync(account, cancellationToken);
        using var edition = ReadEdition.Begin(position ?? 0);
        var result = await read(cancellationToken);
        switch (result)
        {
            case ApiResult<TResource>.Ok ok when position is not null:
                Look(new(account, kind, position.Value, () => [new(id, kind.NameOf(ok.Value), () => new ResourceImage.Known(kind.InputOf(ok.Value)))], IsWhole: true));
                break;
            case ApiResult<TResource>.Failed { Failure: ApiFailure.Rejected { Answer.Status: HttpStatusCode.NotFound } } when position is not null:
                Look(new(account, kind, position.Value, () => [new(id, null, () => new ResourceImage.Gone())], IsWhole: true));
                break;
        }

        return result;
    }

    /// <summary>Reads a list that somebody opens.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="account">The account.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="resources">The resources of the list.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>What <paramref name="read"/> gave.</returns>
    public async Task<ApiResult<T>> ListAsync<T, TResource>(
        ResourceKind kind, string account, Func<CancellationToken, Task<ApiResult<T>>> read, Func<T, IEnumerable<TResource>> resources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (kind is not IResourceKind<TResource> typed)
        {
            return await read(cancellationToken);
        }

        var position = await AskAsync(account, cancellationToken);
        using var edition = ReadEdition.Begin(position ?? 0);
        var result = await read(cancellationToken);
        if (result is ApiResult<T>.Ok ok && position is not null)
        {
            Look(new(
                account,
                kind,
                position.Value,
                () => [.. resources(ok.Value).Select(resource => new Seen(typed.IdOf(resource), typed.NameOf(resource), () => new ResourceImage.Known(typed.InputOf(resource))))],
                IsWhole: false));
        }

        return result;
    }

    /// <summary>Asks nothing of the store for a while.</summary>
    internal void LeaveAlone(TimeSpan rest) => Interlocked.Exchange(ref _restsUntil, (_time.GetUtcNow() + rest).UtcTicks);

    private async Task<long?> AskAsync(string account, CancellationToken cancellationToken)
    {
        if (_time.GetUtcNow().UtcTicks < Interlocked.Read(ref _restsUntil))
        {
            return null;
        }

        var asked = Task.Run(() => _journal.PositionAsync(account, cancellationToken), cancellationToken);
        try
        {
            return await asked.WaitAsync(Patience, _time, cancellationToken);
        }
        catch (Exception problem) when (problem is StoreUnavailableException or TimeoutException)
        {
            LeaveAlone(Rest);
            _log.LogWarning("For a while, nobody looks whether resources were changed outside the console: {Problem}", problem.Message);
            _ = asked.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return null;
        }
    }

    /// <summary>One comparison after another: they are nobody's hurry, and the store has more important work.</summary>
    private void Look(Sight sight)
    {
        lock (_lock)
        {
            // What is dropped here is found by the next look.
            if (_waiting < MostWaiting)
            {
                _waiting++;
                _looking = _looking.ContinueWith(_ => LookAsync(sight), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();
            }
        }
    }

    private async Task LookAsync(Sight sight)
    {
        try
        {
            var seen = sight.Seen();
            var images = seen.Count == 0 ? null : await _journal.LastAfterImagesAsync(sight.Account, sight.Kind.Name, [.. seen.Select(one => one.Id)], CancellationToken.None);
            foreach (var one in seen)
            {
                if (images!.TryGetValue(one.Id, out var last) && last.Sequence <= sight.Position && ChangeOf(sight, last.Image, one) is { } change)
                {
                    await _journal.RecordAsync(change, CancellationToken.None);
                }
            }
        }
        catch (StoreUnavailableException problem)
        {
            LeaveAlone(Rest);
            _log.LogWarning("Whether resources were changed outside the console was not looked at: {Problem}", problem.Message);
        }
        catch (Exception problem)
        {
            // Nobody waits for this, so nobody else would tell of it.
            _log.LogError(problem, "The comparison of {Kind} with the journal failed.", sight.Kind.Name);
        }
        finally
        {
            lock (_lock)
            {
                _waiting--;
            }
        }
    }

    private static OutsideChange? ChangeOf(Sight sight, ResourceImage before, Seen seen)
    {
        var image = seen.Image();
        var now = before is ResourceImage.Known was && image is ResourceImage.Known listed && !sight.IsWhole ? Completed(sight.Kind, was, listed) : image;
        return Differs(sight.Kind, before, now)
            ? new() { Account = sight.Account, Kind = sight.Kind.Name, ResourceId = seen.Id, ResourceName = seen.Name, Before = before, Now = now, Position = sight.Position }
            : null;
    }

    private static bool Differs(ResourceKind kind, ResourceImage before, ResourceImage now) => (before, now) switch
    {
        (ResourceImage.Unknown, _) or (_, ResourceImage.Unknown) => false,
        (ResourceImage.Known was, ResourceImage.Known @is) => InputDiff.Between(kind, was.Json, @is.Json).Count > 0,
        (ResourceImage.Gone, ResourceImage.Gone) => false,
        _ => true,
    };

    /// <summary>A list may leave out members that no form knows, which is no change: they are taken to be as they were.</summary>
    private static ResourceImage.Known Completed(ResourceKind kind, ResourceImage.Known before, ResourceImage.Known listed)
    {
        foreach (var missing in InputDiff.Between(kind, before.Json, listed.Json).Where(difference => difference.After is null && kind.FieldAt(difference.Pointer) is null))
        {
            JsonPointer.Write(listed.Json, missing.Pointer, missing.Before?.DeepClone());
        }

        return listed;
    }

    /// <summary>What was read, and where the journal ended before.</summary>
    private sealed record Sight(string Account, ResourceKind Kind, long Position, Func<IReadOnlyList<Seen>> Seen, bool IsWhole);

    /// <summary>One resource. Its image is made only where the journal has one to compare it with.</summary>
    private sealed record Seen(string Id, string? Name, Func<ResourceImage> Image);
}
