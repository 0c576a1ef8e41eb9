using AdminPortal.Changes.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Journal;

/// <summary>Who wrote an intent, and whether that process still lives.</summary>
/// <remarks>
/// A SQLite file has one instance (<see cref="StoreHold"/>), so every other one has ended. In a shared store each instance that writes intents
/// counts, and whoever wants to know whether another one lives watches its count for a while. No clock is compared with another machine's, and a
/// server that was away does not make an instance look dead: a look that fails makes the watch begin anew.
/// </remarks>
internal sealed class InstanceLease(PortalStore store, TimeProvider time, ILogger<InstanceLease> log) : IAsyncDisposable
{
    /// <summary>How often an instance counts.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>How many looks in a row must find the same count before the instance has ended.</summary>
    public const int Looks = 5;

    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _starting = new(1, 1);
    private Task? _beating;

    /// <summary>This process.</summary>
    public string Id { get; } = Guid.CreateVersion7().ToString();

    /// <summary>Counts once before the first intent is written, and from then on until the process ends.</summary>
    /// <exception cref="StoreUnavailableException">The store is not there.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!store.Engine.IsShared || _beating is not null)
        {
            return;
        }

        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_beating is null)
            {
                await CountAsync(cancellationToken);

                // Its first wait begins here and now, not when a thread is free, and it belongs to nobody's click.
                using var apart = ExecutionContext.SuppressFlow();
                _beating = BeatAsync();
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Which of these instances have ended. In a shared store this takes <see cref="Looks"/> times <see cref="Beat"/>.</summary>
    /// <exception cref="StoreUnavailableException">The store is not there.</exception>
    public async Task<IReadOnlySet<string>> EndedAsync(IReadOnlyCollection<string> instances, CancellationToken cancellationToken)
    {
        var others = instances.Where(instance => instance != Id).ToHashSet(StringComparer.Ordinal);
        if (!store.Engine.IsShared || others.Count == 0)
        {
            return others;
        }

        var first = await CountsAsync(others, cancellationToken);
        for (var look = 1; look < Looks; look++)
        {
            await Task.Delay(Beat, time, cancellationToken);
            var counts = await CountsAsync(others, cancellationToken);
            others.RemoveWhere(instance => first.GetValueOrDefault(instance) != counts.GetValueOrDefault(instance));
        }

        return others;
    }

    /// <summary>Forgets instances that have ended and left nothing open.</summary>
    public Task ForgetAsync(IEnumerable<string> instances, CancellationToken cancellationToken)
    {
        var ended = instances.ToList();
        return store.WriteAsync(
            (context, token) => context.Instances
                .Where(instance => ended.Contains(instance.Id) && !context.Changes.Any(row => row.Instance == instance.Id && row.Outcome == JournalEventText.Intended))
                .ExecuteDeleteAsync(token),
            cancellationToken);
    }

    /// <summary>Stops counting, and leaves no trace unless a change is still open.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ending.IsCancellationRequested)
        {
            return;
        }

        await _ending.CancelAsync();
        if (_beating is null)
        {
            return;
        }

        await _beating;
        try
        {
            await ForgetAsync([Id], CancellationToken.None);
        }
        catch (StoreUnavailableException problem)
        {
            log.LogWarning("This instance ended without being forgotten: {Problem}", problem.Message);
        }
    }

    private async Task BeatAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Beat, time, _ending.Token);
                await CountAsync(_ending.Token);
            }
            catch (OperationCanceledException) when (_ending.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException problem)
            {
                log.LogWarning("This instance could not count: {Problem}", problem.Message);
            }
        }
    }

    private Task<int> CountAsync(CancellationToken cancellationToken) => store.WriteAsync(
        (context, token) => context.Database.ExecuteSqlAsync(
            $"""INSERT INTO "Instances" ("Id", "Beats") VALUES ({Id}, 1) ON CONFLICT ("Id") DO UPDATE SET "Beats" = "Instances"."Beats" + 1""", token),
        cancellationToken);

    private Task<Dictionary<string, long>> CountsAsync(HashSet<string> instances, CancellationToken cancellationToken) => store.ReadAsync(
        (context, token) => context.Instances.AsNoTracking().Where(instance => instances.Contains(instance.Id))
            .ToDictionaryAsync(instance => instance.Id, instance => instance.Beats, StringComparer.Ordinal, token),
        cancellationToken);
}
