using System.Diagnostics;
using AdminPortal.Changes.Journal;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Shell;
using AdminPortal.Status;

namespace AdminPortal.History;

/// <summary>The journal's terms in words; the words tell outcomes apart, the tone only helps.</summary>
internal static class ChangeWords
{
    /// <summary>Who stands where a change was made by nobody that the console knows.</summary>
    public const string Outside = "Outside the console";

    /// <summary>Every outcome in the order in which it is offered.</summary>
    public static IReadOnlyList<JournalEvent> Outcomes { get; } =
    [
        JournalEvent.Applied, JournalEvent.Rejected, JournalEvent.Unclear, JournalEvent.NotApplied, JournalEvent.Abandoned, JournalEvent.Refused, JournalEvent.Intended, JournalEvent.SeenOutside,
    ];

    /// <summary>The console's own matters have a journal of their own: no list of changes has one of them.</summary>
    private static UnreachableException NoChange => new("An entry of the console's own journal is no change.");

    public static string Of(JournalEvent outcome) => outcome switch
    {
        JournalEvent.Intended => "Open",
        JournalEvent.Applied => "Applied",
        JournalEvent.Rejected => "Rejected",
        JournalEvent.Unclear => "Unclear",
        JournalEvent.NotApplied => "Not applied",
        JournalEvent.Abandoned => "Abandoned",
        JournalEvent.SeenOutside => "Seen changed outside",
        JournalEvent.Refused => "Refused",
        JournalEvent.Noted => throw NoChange,
        _ => throw new UnreachableException(),
    };

    public static Tone ToneOf(JournalEvent outcome) => outcome switch
    {
        JournalEvent.Applied => Tone.Good,
        JournalEvent.Rejected or JournalEvent.Refused => Tone.Bad,
        JournalEvent.Unclear or JournalEvent.SeenOutside => Tone.Warning,
        JournalEvent.NotApplied or JournalEvent.Abandoned or JournalEvent.Intended => Tone.Quiet,
        JournalEvent.Noted => throw NoChange,
        _ => throw new UnreachableException(),
    };

    /// <summary>What an outcome means, in sentences.</summary>
    public static string MeaningOf(JournalEvent outcome) => outcome switch
    {
        JournalEvent.Intended => "The change was written down before it was sent, and nothing is known yet of what became of it: it is under way, or the console that made it has ended. The next start of the console looks at the resource and tells.",
        JournalEvent.Applied => "The API carried it out.",
        JournalEvent.Rejected => "The API said no; nothing was changed.",
        JournalEvent.Unclear => "Nobody can tell whether the API carried it out. It was not sent again.",
        JournalEvent.NotApplied => "It was not carried out, as the resource shows. It was not sent again.",
        JournalEvent.Abandoned => "It was given up before anything was sent.",
        JournalEvent.SeenOutside => "The console found the resource different from what it had last left or seen. The API does not tell who changed it.",
        JournalEvent.Refused => "The console refused it, so nothing was sent.",
        JournalEvent.Noted => throw NoChange,
        _ => throw new UnreachableException(),
    };

    /// <summary>The outcome as an address has it.</summary>
    public static string InAddress(JournalEvent outcome) => Of(outcome).ToLowerInvariant().Replace(' ', '-');

    public static string Of(ChangeOperation operation) => operation switch
    {
        ChangeOperation.Create => "Create",
        ChangeOperation.Update => "Update",
        ChangeOperation.Delete => "Delete",
        ChangeOperation.Revert => "Revert",
        _ => throw new UnreachableException(),
    };

    /// <summary>What people call the resource.</summary>
    public static string NameOf(JournalRow row) => row.ResourceName ?? row.ResourceId ?? "unnamed";

    /// <summary>The kind of an entry, or null for one that this console does not know.</summary>
    public static ResourceKind? KindOf(string name) => Kinds.Lists.Select(list => list.Kind).FirstOrDefault(kind => kind.Name == name);
}
