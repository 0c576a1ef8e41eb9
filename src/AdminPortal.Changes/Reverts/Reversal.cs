using System.Text.Json.Nodes;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Merge;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Changes.Reverts;

/// <summary>What takes an entry of the journal back.</summary>
public abstract record Reversal
{
    private Reversal()
    {
    }

    /// <summary>A new change: the edit from how the entry left the resource to how it found it.</summary>
    /// <param name="After">The input after the entry's change, where the edit begins.</param>
    /// <param name="Before">The input before it, where the edit leads to.</param>
    /// <param name="Caveats">Sentences on where that is not exact.</param>
    public sealed record Edit(JsonObject After, JsonObject Before, IReadOnlyList<string> Caveats) : Reversal;

    /// <summary>The resource is gone: it is created again, as it was before the entry's change.</summary>
    /// <param name="Before">The input before it.</param>
    public sealed record Recreation(JsonObject Before) : Reversal;

    /// <summary>The entry created the resource: taking that back is deleting it.</summary>
    public sealed record Deletion : Reversal;

    /// <summary>There is nothing that could be taken back, or nobody knows what.</summary>
    /// <param name="Why">The reason, as a sentence.</param>
    public sealed record None(string Why) : Reversal;

    /// <summary>What takes an entry back.</summary>
    /// <param name="kind">The resource's kind.</param>
    /// <param name="change">The entry.</param>
    public static Reversal Of(ResourceKind kind, ChangeDetail change)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(change);
        return (change.Row.Outcome, change.Row.Operation) switch
        {
            (JournalEvent.Intended, _) => new None("It is not known yet what became of this change."),
            (JournalEvent.Unclear, _) => new None("Nobody knows whether this change was carried out, so there is nothing certain to take back."),
            (JournalEvent.Refused, _) => new None("This change was refused and never sent, so there is nothing to take back."),
            (JournalEvent.Rejected or JournalEvent.NotApplied or JournalEvent.Abandoned, _) => new None("This change was not carried out, so there is nothing to take back."),
            (_, ChangeOperation.Create) => new Deletion(),
            (_, ChangeOperation.Delete) => change.Before is ResourceImage.Known before ? new Recreation(before.Json) : Unknown,
            _ => EditOf(kind, change),
        };
    }

    /// <summary>The resource of an entry, to be created again; null where the journal does not hold how it was.</summary>
    public static Recreation? RecreationOf(ChangeDetail change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Before is ResourceImage.Known before ? new(before.Json) : null;
    }

    private static None Unknown => new("The journal does not hold how the resource was before this change.");

    private static Reversal EditOf(ResourceKind kind, ChangeDetail change)
    {
        if (change.Before is not ResourceImage.Known before)
        {
            return Unknown;
        }

        List<string> caveats = [];
        var after = (change.After as ResourceImage.Known)?.Json;
        if (after is null)
        {
            after = change.Proposed;
            caveats.Add("Nobody looked at what the API made of that change; what was sent stands in its place.");
        }

        if (after is null)
        {
            return Unknown;
        }

        var wanted = (JsonObject)before.Json.DeepClone();
        var unmodelled = InputDiff.Between(kind, after, before.Json).Where(difference => kind.FieldAt(difference.Pointer) is null).ToList();
        if (unmodelled.Count == 0)
        {
            return new Edit(after, wanted, caveats);
        }

        var places = string.Join(", ", unmodelled.Select(difference => difference.Pointer));
        if (change.Row.Outcome == JournalEvent.SeenOutside)
        {
            caveats.Add($"It takes back members that no form here knows, too: {places}.");
        }
        else
        {
            // The console changes no member that its forms do not know: whatever did that was the server.
            unmodelled.ForEach(difference => Overlay.Put(wanted, difference.Pointer, difference.Before));
            caveats.Add($"The server changed {places} with it; that stays as it is.");
        }

        return new Edit(after, wanted, caveats);
    }
}
