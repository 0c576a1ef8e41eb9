using AdminPortal.Changes.Journal.Tables;
using AdminPortal.Changes.Store;

namespace AdminPortal.Changes.Journal;

/// <summary>Draws a change's row from its entries: while they are written, and again when they are verified.</summary>
internal static class Projection
{
    /// <summary>The row of a change's first entry.</summary>
    public static ChangeRow Begin(EntryRow entry)
    {
        var content = EntryContent.Read(entry.Content);
        var actor = EntryContent.Text(content, "actor");
        var isOpen = entry.Event == JournalEventText.Intended;
        return new()
        {
            Id = entry.ChangeId,
            Account = entry.Account,
            At = entry.At,
            Actor = actor,
            ActorKey = actor is null ? null : Key(actor),
            Kind = EntryContent.Text(content, "kind") ?? "",
            ResourceId = EntryContent.Text(content, "resource_id"),
            ResourceName = EntryContent.Text(content, "resource_name"),
            Operation = EntryContent.Text(content, "operation") ?? "",
            Outcome = entry.Event,
            Reason = EntryContent.Text(content, "reason"),
            IntentSequence = entry.Sequence,
            OutcomeSequence = isOpen ? null : entry.Sequence,
            Instance = EntryContent.Text(content, "instance"),
        };
    }

    /// <summary>What a later entry changes in the row.</summary>
    public static void Continue(ChangeRow row, EntryRow entry)
    {
        var content = EntryContent.Read(entry.Content);
        row.Outcome = entry.Event;
        row.OutcomeSequence = entry.Sequence;
        row.ResourceId = EntryContent.Text(content, "resource_id") ?? row.ResourceId;
        row.ResourceName = EntryContent.Text(content, "resource_name") ?? row.ResourceName;
        row.Status = (int?)EntryContent.Number(content, "status") ?? row.Status;
        row.Ray = EntryContent.Text(content, "ray") ?? row.Ray;
        row.DurationMs = EntryContent.Number(content, "duration_ms") ?? row.DurationMs;
    }

    /// <summary>Whether an entry says how the resource is from now on, even if only that nobody knows.</summary>
    public static bool TellsOfTheResource(string @event) =>
        JournalEventText.Read(@event) is JournalEvent.Applied or JournalEvent.Unclear or JournalEvent.SeenOutside;

    /// <summary>What a person is found by.</summary>
    public static string Key(string actor) => actor.ToLowerInvariant();

    /// <summary>The first member in which two rows of one change differ, or null.</summary>
    public static string? Difference(ChangeRow expected, ChangeRow found) => (expected, found) switch
    {
        _ when expected.Account != found.Account => "account",
        _ when expected.At != found.At => "time",
        _ when expected.Actor != found.Actor || expected.ActorKey != found.ActorKey => "person",
        _ when expected.Kind != found.Kind => "kind",
        _ when expected.ResourceId != found.ResourceId || expected.ResourceName != found.ResourceName => "resource",
        _ when expected.Operation != found.Operation => "operation",
        _ when expected.Outcome != found.Outcome => "outcome",
        _ when expected.Reason != found.Reason => "reason",
        _ when expected.Status != found.Status => "status",
        _ when expected.Ray != found.Ray => "ray",
        _ when expected.DurationMs != found.DurationMs => "duration",
        _ when expected.IntentSequence != found.IntentSequence || expected.OutcomeSequence != found.OutcomeSequence => "place in the chain",
        _ when expected.Instance != found.Instance => "instance",
        _ => null,
    };

    public static JournalRow ToRow(this ChangeRow row) => new(
        Guid.Parse(row.Id),
        row.Account,
        StoredTime.Read(row.At),
        row.Actor,
        row.Kind,
        row.ResourceId,
        row.ResourceName,
        OperationText.Read(row.Operation),
        JournalEventText.Read(row.Outcome) ?? JournalEvent.Unclear,
        row.Reason,
        row.Status,
        row.Ray,
        row.DurationMs is { } duration ? TimeSpan.FromMilliseconds(duration) : null,
        row.IntentSequence,
        row.OutcomeSequence);
}
