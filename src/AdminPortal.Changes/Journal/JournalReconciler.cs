using System.Diagnostics;
using System.Text.Json.Nodes;
using AdminPortal.Changes.Creations;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Instances;
using AdminPortal.Changes.Store;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Pipeline;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Journal;

/// <summary>Finds out what became of changes whose process ended before it could tell. Reads, compares, and sends nothing.</summary>
public sealed class JournalReconciler
{
    private readonly StoredJournal _journal;
    private readonly InstanceLease _lease;
    private readonly IResourceLocks _locks;
    private readonly ILogger<JournalReconciler> _log;

    internal JournalReconciler(StoredJournal journal, InstanceLease lease, IResourceLocks locks, ILogger<JournalReconciler> log) =>
        (_journal, _lease, _locks, _log) = (journal, lease, locks, log);

    /// <summary>
    /// Completes the open changes of instances that have ended. In a shared store it first watches for some twenty seconds whether they live; on
    /// SQLite none but this one does. Instances may do this at the same time: the first to tell is the one that counts.
    /// </summary>
    /// <param name="read">Reads the live copy of a change's resource; for a creation, everything of the kind that may have come of it.</param>
    /// <param name="cancellationToken">Ends the run; what it has told so far stays.</param>
    /// <returns>Every change that was open, with what was told of it.</returns>
    /// <exception cref="StoreUnavailableException">The store is not there; run again.</exception>
    public async Task<IReadOnlyList<ReconciledChange>> RunAsync(Func<OpenChange, CancellationToken, Task<LiveState>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        var open = await _journal.OpenAsync(cancellationToken);
        var ended = await _lease.EndedAsync([.. open.Select(change => change.Instance).Distinct(StringComparer.Ordinal)], cancellationToken);

        // Asked again: what was open before the watch may be complete by now. The newest first: what it was based on shows what became of the one before.
        List<ReconciledChange> told = [];
        foreach (var (change, _) in (await _journal.OpenAsync(cancellationToken)).Where(found => ended.Contains(found.Instance)).Reverse())
        {
            told.Add(await TellAsync(change, read, cancellationToken));
        }

        if (ended.Count > 0)
        {
            await _lease.ForgetAsync(ended, cancellationToken);
        }

        return told;
    }

    /// <summary>What the live copy says about a change that nobody answered for.</summary>
    /// <param name="change">The change.</param>
    /// <param name="live">The live copy.</param>
    /// <param name="earlier">What the console's changes before this one may have left.</param>
    internal static ChangeOutcome Judge(OpenChange change, LiveState.Read live, IReadOnlyList<JsonObject> earlier) => (change.Intent.Baseline, change.Intent.Proposed) switch
    {
        (null, { } proposed) => JudgeCreation(change, proposed, live),
        ({ } baseline, null) => JudgeDeletion(baseline, live),
        ({ } baseline, { } proposed) => JudgeUpdate(baseline, proposed, live, earlier),
        (null, null) => new(JournalEvent.Unclear) { Note = "The intent holds neither a baseline nor a proposed input to compare with." },
    };

    private static ChangeOutcome JudgeUpdate(JsonObject baseline, JsonObject proposed, LiveState.Read live, IReadOnlyList<JsonObject> earlier)
    {
        if (live.Resources is not [var resource, ..])
        {
            return new(JournalEvent.Unclear) { After = new ResourceImage.Gone(), Note = "The resource is gone." };
        }

        return Same(live, proposed, resource) ? new(JournalEvent.Applied) { After = Image(resource), Note = "The resource is as it was wanted." }
            : Same(live, baseline, resource) ? new(JournalEvent.NotApplied) { Note = "The resource is as it was before." }

            // The intent is written before the live copy is read: what it was based on may have been out of date by then.
            : earlier.Any(left => Same(live, left, resource)) ? new(JournalEvent.NotApplied) { Note = "The resource is as the console's change before this one left it." }
            : new(JournalEvent.Unclear) { Note = "The resource is neither as it was before nor as it was wanted." };
    }

    private static ChangeOutcome JudgeDeletion(JsonObject baseline, LiveState.Read live) => live.Resources switch
    {
        [] => new(JournalEvent.Applied) { After = new ResourceImage.Gone(), Note = "The resource is gone." },
        [var resource, ..] when Same(live, baseline, resource) => new(JournalEvent.NotApplied) { Note = "The resource is as it was before." },
        _ => new(JournalEvent.NotApplied) { Note = "The resource is still there, and has changed since." },
    };

    private static ChangeOutcome JudgeCreation(OpenChange change, JsonObject proposed, LiveState.Read live)
    {
        switch (live.Resources.Where(resource => LostCreation.IsLike(live.Kind, proposed, resource.Input)).ToList())
        {
            case [var only]:
                return new(JournalEvent.Applied) { After = Image(only), ResourceId = only.Id, ResourceName = only.Name, Note = "There is one resource that is as it was wanted." };
            case { Count: > 1 } several:
                return new(JournalEvent.Unclear) { Note = $"There are {several.Count} resources that are as it was wanted." };
        }

        return live.Resources.FirstOrDefault(resource => resource.Name is not null && resource.Name == change.Intent.ResourceName) is { } namesake
            ? new(JournalEvent.Unclear) { Note = $"There is a resource of this name that is not as it was wanted: {namesake.Id}." }
            : new(JournalEvent.NotApplied) { Note = "There is no such resource." };
    }

    private static bool Same(LiveState.Read live, JsonObject input, LiveResource resource) => InputDiff.Between(live.Kind, input, resource.Input).Count == 0;

    private static ResourceImage.Known Image(LiveResource resource) => new(resource.Input);

    private async Task<ReconciledChange> TellAsync(OpenChange change, Func<OpenChange, CancellationToken, Task<LiveState>> read, CancellationToken cancellationToken)
    {
        // The console serves meanwhile: a write of its own between the look and the comparison would make the change look like neither.
        string[] ids = change.Intent.ResourceId is { } changed ? [changed] : [];
        await using var held = await _locks.HoldAsync(change.Intent.Account, change.Intent.Kind, ids, cancellationToken);
        switch (await ReadEdition.OfNowAsync(() => read(change, cancellationToken)))
        {
            case LiveState.Read live:
                // A later change of ours was checked against the live copy before it was sent, so its baseline is nearer in time than the copy of now.
                var seen = await _journal.NextBaselineAsync(change, cancellationToken) is { } next && change.Intent.ResourceId is { } id
                    ? live with { Resources = [new(id, change.Intent.ResourceName, next)] }
                    : live;
                var outcome = Judge(change, seen, await _journal.EarlierImagesAsync(change, cancellationToken));
                await _journal.CompleteAsync(change, outcome);
                _log.LogWarning("Change {Change} was left open by an instance that ended: {Outcome}. {Note}", change.Id, JournalEventText.Of(outcome.Event), outcome.Note);
                return new(change, outcome.Event, outcome.Note!);
            case LiveState.NotRead unread:
                _log.LogWarning("Change {Change} was left open by an instance that ended, and stays open: {Why}", change.Id, unread.Why);
                return new(change, Outcome: null, unread.Why);
            default:
                throw new UnreachableException();
        }
    }
}

/// <summary>An open change, and what could be told of it.</summary>
/// <param name="Change">The change.</param>
/// <param name="Outcome">What became of it, or null where it stays open because the resource could not be read.</param>
/// <param name="Note">Why, as a sentence.</param>
public sealed record ReconciledChange(OpenChange Change, JournalEvent? Outcome, string Note);
