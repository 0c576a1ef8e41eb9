using System.Text.Json.Nodes;
using AdminPortal.Changes.Journal;
using AdminPortal.Tests.Changes.Journal;

namespace AdminPortal.Components.Tests.Setup;

/// <summary>A journal that holds one entry.</summary>
internal static class OneEntry
{
    /// <summary>The entry's change.</summary>
    public static readonly Guid Id = Guid.Parse("0191dce4-9ab4-7fce-b660-8e5dec5172da");

    /// <summary>What the last intent says that it takes back.</summary>
    public static Guid? RevertedIn(IJournal journal) => ((RecordedJournal)journal).Intents[^1].Intent.Reverts;

    /// <summary>A journal that holds this change.</summary>
    public static IJournal Of(ChangeDetail change) => new RecordedJournal { Entry = change };

    /// <summary>An applied change, from one input to another.</summary>
    public static ChangeDetail Change(string kind, string resource, JsonObject before, JsonObject? after, ChangeOperation operation = ChangeOperation.Update, JournalEvent outcome = JournalEvent.Applied) => new()
    {
        Row = new(
            Id, Wire.AccountId, new(2026, 3, 3, 14, 2, 0, TimeSpan.Zero), "anna", kind, resource, "as it was called", operation, outcome, "NET-1", 200, Wire.Ray, TimeSpan.FromMilliseconds(42), 1, 2),
        Before = new ResourceImage.Known(before),
        Proposed = after,
        After = after is null ? new ResourceImage.Gone() : new ResourceImage.Known(after),
        Entries = [],
    };
}
