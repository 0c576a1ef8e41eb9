using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Changes.Journal.Tables;

/// <summary>Keys and indexes of the journal's tables.</summary>
internal static class JournalModel
{
    public static void AddJournal(this ModelBuilder model)
    {
        model.Entity<EntryRow>().ToTable("Entries").HasKey(entry => new { entry.Account, entry.Sequence });
        model.Entity<HeadRow>().ToTable("Heads").HasKey(head => head.Account);
        model.Entity<ResourceRow>().ToTable("Resources").HasKey(resource => new { resource.Account, resource.Kind, resource.ResourceId });
        model.Entity<ChangeRow>(change =>
        {
            change.ToTable("Changes").HasKey(row => row.Id);

            // One index for each set of filters that can be combined. A combination that nothing matches would otherwise read all that one of
            // its filters matches: half a second for somebody who changed half a million targets and no peer.
            change.HasIndex(row => new { row.Account, row.At, row.Id });
            change.HasIndex(row => new { row.Account, row.ActorKey, row.At, row.Id });
            change.HasIndex(row => new { row.Account, row.Kind, row.At, row.Id });
            change.HasIndex(row => new { row.Account, row.Outcome, row.At, row.Id });
            change.HasIndex(row => new { row.Account, row.ActorKey, row.Kind, row.At, row.Id });
            change.HasIndex(row => new { row.Account, row.ActorKey, row.Outcome, row.At, row.Id });
            change.HasIndex(row => new { row.Account, row.Kind, row.Outcome, row.At, row.Id });
            change.HasIndex(row => new { row.Account, row.ActorKey, row.Kind, row.Outcome, row.At, row.Id });

            // A resource has few changes, so one index serves all that is combined with it.
            change.HasIndex(row => new { row.Account, row.ResourceId, row.At, row.Id });

            change.HasIndex(row => row.IntentSequence, "IX_Changes_Open").HasFilter($"\"Outcome\" = '{JournalEventText.Intended}'");
        });
    }
}
