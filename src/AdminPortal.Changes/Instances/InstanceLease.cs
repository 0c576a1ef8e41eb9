using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Instances;

/// <summary>Which processes work on the store, who wrote an intent, and whether that process still lives.</summary>
/// <remarks>
/// A SQLite file has one instance (<see cref="StoreHold"/>), so every other one has ended. In a shared store each instance counts, and
/// whoever wants to know whether another one lives watches its count for a while. No clock is compared with another machine's, and a
/// server that was away does not make an instance look dead: a look that fails makes the watch begin anew.
/// </remarks>
internal sealed class InstanceLease(PortalStore store, ThisInstance self, TimeProvider time, ILogger<InstanceLease> log) : IInstances, IAsyncDisposable
{
    /// <summary>How often an instance counts.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>How many looks in a row must find the same count before the instance has ended.</summary>
    public const int Looks = 5;

    /// <summary>What has not counted for so long has most likely ended. People are told so; nothing is decided by it.</summary>
    private static readonly TimeSpan Silence = 3 * Beat;

    /// <summary>How long an instance that ended without a word is shown as such.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _starting = new(1, 1);
    private Task? _beating;

    /// <summary>This process.</summary>
    public string Id => self.Id;

    /// <summary>Counts once, before the first intent is written, and from then on until the process ends.</summary>
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
                await ForgetSilentAsync(cancellationToken);

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

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunningInstance>> ListAsync(CancellationToken cancellationToken)
    {
        if (!store.Engine.IsShared)
        {
            return [new(Id, self.Name, self.Version, self.StartedAt, time.GetUtcNow(), IsThis: true, IsAlive: true)];
        }

        var (rows, now) = await store.ReadAsync(
            async (context, token) => (await context.Instances.AsNoTracking().Where(row => row.HeardAt != null).ToListAsync(token), await NowAsync(context, token)), cancellationToken);
        return [.. rows.Where(row => row.HeardAt >= now - (long)Remembered.TotalMicroseconds).Select(row => Seen(row, now)).OrderBy(instance => instance.StartedAt)];
    }

    /// <summary>Forgets instances that have ended and left nothing open.</summary>
    public Task ForgetAsync(IEnumerable<string> instances, CancellationToken cancellationToken)
    {
        var ended = instances.ToList();
        return store.WriteAsync(
            (context, token) => LeftNothing(context).Where(instance => ended.Contains(instance.Id)).ExecuteDeleteAsync(token),
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

    /// <summary>Forgets instances that ended without a word a while ago, and left nothing open.</summary>
    private Task<int> ForgetSilentAsync(CancellationToken cancellationToken) => store.WriteAsync(
        async (context, token) =>
        {
            var since = await NowAsync(context, token) - (long)Remembered.TotalMicroseconds;
            return await LeftNothing(context).Where(instance => instance.HeardAt < since).ExecuteDeleteAsync(token);
        },
        cancellationToken);

    private static IQueryable<InstanceRow> LeftNothing(PortalDbContext context) =>
        context.Instances.Where(instance => !context.Changes.Any(row => row.Instance == instance.Id && row.Outcome == JournalEventText.Intended));

    private static Task<long> NowAsync(PortalDbContext context, CancellationToken cancellationToken) =>
        context.Database.SqlQueryRaw<long>($"SELECT {PostgresEngine.Now} AS \"Value\"").SingleAsync(cancellationToken);

    private RunningInstance Seen(InstanceRow row, long now) => new(
        row.Id, row.Name ?? "", row.Version ?? "", StoredTime.Read(row.StartedAt ?? 0), StoredTime.Read(row.HeardAt ?? 0),
        IsThis: row.Id == Id, IsAlive: now - row.HeardAt < (long)Silence.TotalMicroseconds);

    private Task<int> CountAsync(CancellationToken cancellationToken) => store.WriteAsync(
        (context, token) => context.Database.ExecuteSqlRawAsync(
            $"""
            INSERT INTO "Instances" ("Id", "Beats", "Name", "Version", "StartedAt", "HeardAt") VALUES (@p0, 1, @p1, @p2, @p3, {PostgresEngine.Now})
            ON CONFLICT ("Id") DO UPDATE SET "Beats" = "Instances"."Beats" + 1, "HeardAt" = {PostgresEngine.Now}
            """,
            [Id, self.Name, self.Version, StoredTime.Write(self.StartedAt)], token),
        cancellationToken);

    private Task<Dictionary<string, long>> CountsAsync(HashSet<string> instances, CancellationToken cancellationToken) => store.ReadAsync(
        (context, token) => context.Instances.AsNoTracking().Where(instance => instances.Contains(instance.Id))
            .ToDictionaryAsync(instance => instance.Id, instance => instance.Beats, StringComparer.Ordinal, token),
        cancellationToken);
}
