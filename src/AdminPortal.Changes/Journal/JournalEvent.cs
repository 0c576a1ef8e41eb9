using System.Diagnostics;

namespace AdminPortal.Changes.Journal;

/// <summary>What a journal's entry tells; the last one of a change is the change's outcome.</summary>
public enum JournalEvent
{
    /// <summary>Somebody wants a change. Written before the call; as an outcome: nothing is known yet of what became of it.</summary>
    Intended,

    /// <summary>The API carried it out.</summary>
    Applied,

    /// <summary>The API said no; nothing was changed.</summary>
    Rejected,

    /// <summary>Nobody can tell whether it was carried out. May be followed by what was found out later.</summary>
    Unclear,

    /// <summary>It was not carried out, as the resource shows. May be followed by <see cref="Applied"/>, should a late call have arrived after all.</summary>
    NotApplied,

    /// <summary>It was given up before anything was sent: the resource had moved, or could not be read.</summary>
    Abandoned,

    /// <summary>No change of the console's: a resource was found different from what the console last left or saw.</summary>
    SeenOutside,

    /// <summary>The console said no before anything was sent: the person may not, the session had ended, or the console is read-only.</summary>
    Refused,

    /// <summary>No change of a resource: one of the console's own matters (<see cref="Access.IConsoleJournal"/>). No list of changes shows it.</summary>
    Noted,
}

/// <summary>The events as the store writes them.</summary>
internal static class JournalEventText
{
    public const string Intended = "intended";

    public const string Noted = "noted";

    public static string Of(JournalEvent value) => value switch
    {
        JournalEvent.Intended => Intended,
        JournalEvent.Applied => "applied",
        JournalEvent.Rejected => "rejected",
        JournalEvent.Unclear => "unclear",
        JournalEvent.NotApplied => "not applied",
        JournalEvent.Abandoned => "abandoned",
        JournalEvent.SeenOutside => "seen changed outside",
        JournalEvent.Refused => "refused",
        JournalEvent.Noted => Noted,
        _ => throw new UnreachableException(),
    };

    /// <summary>The event, or null for a text that this version does not know.</summary>
    public static JournalEvent? Read(string text) =>
        Enum.GetValues<JournalEvent>().Cast<JournalEvent?>().FirstOrDefault(value => Of(value!.Value) == text);

    /// <summary>Whether an outcome may follow: a final one is not replaced, and nothing is said twice.</summary>
    public static bool MayFollow(JournalEvent before, JournalEvent after) => (before, after) switch
    {
        (_, JournalEvent.Intended or JournalEvent.SeenOutside or JournalEvent.Refused or JournalEvent.Noted) => false,
        (JournalEvent.Intended, _) => true,
        (JournalEvent.Unclear, JournalEvent.Applied or JournalEvent.NotApplied or JournalEvent.Rejected) => true,
        (JournalEvent.NotApplied, JournalEvent.Applied) => true,
        _ => false,
    };
}
