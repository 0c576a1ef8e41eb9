using AdminPortal.Changes.Instances;
using AdminPortal.Changes.Store;
using AdminPortal.Changes.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Journal;

/// <summary>The journal in the store.</summary>
internal sealed partial class StoredJournal : IJournal, IAsyncDisposable
{
    private readonly PortalStore _store;
    private readonly InstanceLease _lease;
    private readonly TimeProvider _time;
    private readonly ILogger<StoredJournal> _log;
    private readonly PendingOutcomes _pending;
    private readonly JournalAppends _appends;

    public StoredJournal(PortalStore store, InstanceLease lease, TimeProvider time, ILogger<StoredJournal> log, ChangesMeter? meter = null)
    {
        (_store, _lease, _time, _log) = (store, lease, time, log);
        _appends = new(meter, store);
        _pending = new(waiting => _appends.RunAsync("outcome", 1, () => WriteAsync([waiting], CancellationToken.None), waiting.Cause), time, log);
        meter?.WatchWaiting(() => _pending.Count);
    }

    /// <summary>Ends when no outcome waits for the store any more.</summary>
    internal Task Settled => _pending.Settled;

    /// <inheritdoc/>
    public async Task<OpenChange> IntendAsync(ChangeIntent intent, CancellationToken cancellationToken) => (await IntendAllAsync([intent], cancellationToken))[0];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenChange>> IntendAllAsync(IReadOnlyList<ChangeIntent> intents, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(intents);
        if (intents.Count == 0)
        {
            return [];
        }

        var now = Now();
        var wanted = intents.Select(intent => (Intent: Checked(intent, intents[0].Account), Id: Guid.CreateVersion7(now), Content: EntryContent.Of(intent, _lease.Id))).ToList();
        await _lease.StartAsync(cancellationToken);
        try
        {
            return await _appends.RunAsync("intent", intents.Count, () => _store.WriteAsync<IReadOnlyList<OpenChange>>(
                async (context, token) =>
                {
                    var chain = await Chain.LockAsync(context, intents[0].Account, token);
                    List<OpenChange> open = [];
                    foreach (var (intent, id, content) in wanted)
                    {
                        var entry = chain.Append(JournalEvent.Intended, id.ToString(), content, now);
                        context.Changes.Add(Projection.Begin(entry));
                        open.Add(new(id, now, entry.Sequence, intent));
                    }

                    await context.SaveChangesAsync(token);
                    return open;
                },
                cancellationToken));
        }
        catch (StoreUnavailableException problem) when (problem.MayHaveLanded)
        {
            // The intents may be there after all, and the caller makes no call: what is there gets its outcome as soon as the store is back.
            foreach (var (intent, id, _) in wanted)
            {
                _pending.TryKeep(new(intent.Account, id.ToString(), new(JournalEvent.Abandoned) { Note = "The store failed while the intent was written; nothing was sent." }));
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public Task<Completion> CompleteAsync(OpenChange change, ChangeOutcome outcome) => CompleteAllAsync([new CompletedChange(change, outcome)]);

    /// <inheritdoc/>
    public async Task<Completion> CompleteAllAsync(IReadOnlyList<CompletedChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var outcomes = changes.Select(completed => new PendingOutcome(completed.Change.Intent.Account, completed.Change.Id.ToString(), Checked(completed.Outcome))).ToList();
        try
        {
            await _appends.RunAsync("outcome", outcomes.Count, () => WriteAsync(outcomes, CancellationToken.None));
            return Completion.Written;
        }
        catch (StoreUnavailableException problem)
        {
            _log.LogError("{Count} outcomes wait for the store: {Problem}", outcomes.Count, problem.Message);
            return outcomes.TrueForAll(_pending.TryKeep) ? Completion.Kept : Completion.LeftOpen;
        }
    }

    /// <inheritdoc/>
    public async Task RefuseAsync(IReadOnlyList<ChangeIntent> intents, string why, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(intents);
        if (intents.Count == 0)
        {
            return;
        }

        var now = Now();
        var refused = intents.Select(intent => (Id: Guid.CreateVersion7(now), Content: EntryContent.OfRefusal(Checked(intent, intents[0].Account), why))).ToList();
        await _appends.RunAsync("refusal", refused.Count, () => _store.WriteAsync(
            async (context, token) =>
            {
                var chain = await Chain.LockAsync(context, intents[0].Account, token);
                context.Changes.AddRange(refused.Select(one => Projection.Begin(chain.Append(JournalEvent.Refused, one.Id.ToString(), one.Content, now))));
                return await context.SaveChangesAsync(token);
            },
            cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<Guid?> RecordAsync(OutsideChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        StoreText.Check(change.Account, nameof(change));
        StoreText.Check(change.Kind, nameof(change));
        StoreText.Check(change.ResourceId, nameof(change));
        var now = Now();
        var (id, content) = (Guid.CreateVersion7(now), EntryContent.Of(change));
        return await _appends.RunAsync("outside", 1, () => _store.WriteAsync<Guid?>(
            async (context, token) =>
            {
                var chain = await Chain.LockAsync(context, change.Account, token);
                if (await IsOursAsync(context, change, token))
                {
                    return null;
                }

                var entry = chain.Append(JournalEvent.SeenOutside, id.ToString(), content, now);
                context.Changes.Add(Projection.Begin(entry));
                await chain.ShowAsync(change.Kind, change.ResourceId, entry, entry.Sequence, token);
                await context.SaveChangesAsync(token);
                return id;
            },
            cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pending.DisposeAsync();

    /// <summary>Whether the difference may be the console's own work: written or seen since, or under way.</summary>
    private static async Task<bool> IsOursAsync(PortalDbContext context, OutsideChange change, CancellationToken cancellationToken) =>
        await context.Resources.AnyAsync(
            row => row.Account == change.Account && row.Kind == change.Kind && row.ResourceId == change.ResourceId && row.ImageSequence > change.Position,
            cancellationToken)
        || await context.Changes.AnyAsync(
            row => row.Account == change.Account && row.ResourceId == change.ResourceId && row.Kind == change.Kind && row.Outcome == JournalEventText.Intended,
            cancellationToken);

    private static ChangeIntent Checked(ChangeIntent intent, string account)
    {
        ArgumentNullException.ThrowIfNull(intent);
        StoreText.Check(intent.Account, nameof(intent));
        StoreText.Check(intent.Kind, nameof(intent));
        ArgumentException.ThrowIfNullOrWhiteSpace(intent.Actor.Name, nameof(intent));
        if (intent.ResourceId is { } resource)
        {
            StoreText.Check(resource, nameof(intent));
        }

        return intent.Account == account ? intent : throw new ArgumentException("Intents that are written together are of one account.", nameof(intent));
    }

    private static ChangeOutcome Checked(ChangeOutcome outcome) => outcome.Event is JournalEvent.Intended or JournalEvent.SeenOutside or JournalEvent.Refused or JournalEvent.Noted
        ? throw new ArgumentException($"{outcome.Event} ends no change.", nameof(outcome))
        : outcome;

    private Task<int> WriteAsync(List<PendingOutcome> outcomes, CancellationToken cancellationToken) => _store.WriteAsync(
        async (context, token) =>
        {
            // In the order of their names, so that two that write to the same accounts do not wait for each other.
            foreach (var account in outcomes.GroupBy(outcome => outcome.Account).OrderBy(account => account.Key, StringComparer.Ordinal))
            {
                var chain = await Chain.LockAsync(context, account.Key, token);
                await LoadAsync(context, account.Key, [.. account.Select(outcome => outcome.Change)], token);
                foreach (var outcome in account)
                {
                    await EndAsync(context, chain, outcome, token);
                }
            }

            return await context.SaveChangesAsync(token);
        },
        cancellationToken);

    /// <summary>Brings what many outcomes need in two reads; a single one finds it as quickly by itself.</summary>
    private static async Task LoadAsync(PortalDbContext context, string account, string[] changes, CancellationToken cancellationToken)
    {
        foreach (var some in changes.Length < 2 ? [] : changes.Chunk(MaxIds))
        {
            var rows = await context.Changes.AsTracking().Where(row => some.Contains(row.Id)).ToListAsync(cancellationToken);
            var ids = rows.Select(row => row.ResourceId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            await context.Resources.AsTracking().Where(row => row.Account == account && ids.Contains(row.ResourceId)).LoadAsync(cancellationToken);
        }
    }

    private async Task EndAsync(PortalDbContext context, Chain chain, PendingOutcome ended, CancellationToken cancellationToken)
    {
        if (await context.Changes.FindAsync([ended.Change], cancellationToken) is not { } row)
        {
            // Only an intent whose writing failed can be missing.
            _log.LogInformation("Change {Change} was never written, so it has no outcome.", ended.Change);
            return;
        }

        var before = JournalEventText.Read(row.Outcome) ?? JournalEvent.Unclear;
        if (!JournalEventText.MayFollow(before, ended.Outcome.Event))
        {
            _log.LogInformation("Change {Change} is {Before} already; {Event} is not added.", ended.Change, row.Outcome, JournalEventText.Of(ended.Outcome.Event));
            return;
        }

        var entry = chain.Append(ended.Outcome.Event, ended.Change, EntryContent.Of(ended.Outcome, row.OutcomeSequence), Now());
        Projection.Continue(row, entry);
        if (Projection.TellsOfTheResource(entry.Event) && row.ResourceId is { } resource)
        {
            await chain.ShowAsync(row.Kind, resource, entry, row.IntentSequence, cancellationToken);
        }
    }

    /// <summary>Now, as precisely as it will be read again.</summary>
    private DateTimeOffset Now() => StoredTime.Read(StoredTime.Write(_time.GetUtcNow()));
}
