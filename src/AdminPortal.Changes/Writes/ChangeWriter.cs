using System.Diagnostics;
using System.Text.Json;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Feed;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.Changes.Telemetry;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Changes.Writes;

/// <summary>The one way to a write: allowed, held against others of this console, journaled before and after, told to those who look.</summary>
public sealed class ChangeWriter(
    WriteGate gate, IJournal journal, ReasonPolicy reasons, IResourceLocks locks, ChangeAnnouncer announcer, WritesUnderWay underWay, TimeProvider time, ChangesMeter? meter = null)
{
    /// <summary>Whether a change has to say why.</summary>
    public ReasonPolicy Reasons => reasons;

    /// <summary>What ties all that one click does together: the trace, where there is one.</summary>
    internal static string Correlation => (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToString();

    /// <summary>Runs an operation so that one span and one measurement tell of it.</summary>
    /// <param name="kind">The kind of what it changes.</param>
    /// <param name="operation">What it does, in a word.</param>
    /// <param name="run">Does it.</param>
    internal Task<TOutcome> WatchAsync<TOutcome>(ResourceKind kind, string operation, Func<Task<TOutcome>> run)
        where TOutcome : class => Operations.RunAsync(meter, kind, operation, run);

    /// <inheritdoc cref="WriteGate.AdmitAsync"/>
    internal Task<Admission> AdmitAsync(ResourceKind kind, IReadOnlyList<ChangeIntent> intents, CancellationToken cancellationToken, Right right = Right.Change) =>
        gate.AdmitAsync(kind, intents, cancellationToken, right);

    /// <inheritdoc cref="WriteGate.RefusalAsync"/>
    internal Task<string?> RefusalAsync(ResourceKind kind, Actor actor, string account, CancellationToken cancellationToken) =>
        gate.RefusalAsync(kind, actor, account, cancellationToken);

    /// <summary>Holds resources against other changes of this console.</summary>
    internal Task<IAsyncDisposable> HoldAsync(ResourceKind kind, string account, IEnumerable<string> ids, CancellationToken cancellationToken) =>
        locks.HoldAsync(account, kind.Name, ids, cancellationToken);

    /// <summary>Journals what is wanted. Without a write, nothing may be sent, and the trouble says why.</summary>
    internal Task<(JournaledWrite? Write, string? Trouble)> IntendAsync(ResourceKind kind, ChangeIntent intent, CancellationToken cancellationToken) =>
        IntendAsync(kind, [intent], cancellationToken);

    /// <summary>The same for several changes of one account, which one call makes.</summary>
    internal async Task<(JournaledWrite? Write, string? Trouble)> IntendAsync(ResourceKind kind, IReadOnlyList<ChangeIntent> intents, CancellationToken cancellationToken)
    {
        var first = intents[0];
        var counted = underWay.Begin();
        JournaledWrite? write = null;
        try
        {
            var actor = gate.AsOfNow(kind, first.Actor, first.Account);
            var open = await journal.IntendAllAsync([.. intents.Select(intent => intent with { Actor = actor, Reason = reasons.Kept(kind, intent.Reason) })], cancellationToken);
            ChangesTrace.Note(open);
            var announced = announcer.Begin(kind, first.Actor, first.Account, WhatHappens(first.Operation), [.. intents.Select(intent => intent.ResourceId).OfType<string>()]);
            write = new(journal, open, announced, () => gate.RefusalAsync(kind, actor, first.Account, cancellationToken), counted, time, meter);
            return (write, null);
        }
        catch (StoreUnavailableException problem)
        {
            return (null, problem.Message);
        }
        catch (Exception problem) when (problem is ArgumentException or JsonException)
        {
            // Beyond what an entry may hold.
            return (null, problem.Message);
        }
        finally
        {
            if (write is null)
            {
                counted.Dispose();
            }
        }
    }

    private static WhatHappened WhatHappens(ChangeOperation operation) => operation switch
    {
        ChangeOperation.Create => WhatHappened.Created,
        ChangeOperation.Delete => WhatHappened.Deleted,
        ChangeOperation.Update or ChangeOperation.Revert => WhatHappened.Updated,
        _ => throw new UnreachableException(),
    };
}
