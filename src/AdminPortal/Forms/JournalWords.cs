using AdminPortal.Changes.Journal;

namespace AdminPortal.Forms;

/// <summary>What a person is told of the journal, where it is not as it should be.</summary>
public static class JournalWords
{
    /// <summary>The intent could not be written.</summary>
    public static string NotSent(string reason) => $"Nothing was sent, because it could not be journaled. {reason}";

    /// <summary>The outcome is not written yet; null where it is.</summary>
    public static string? Of(Completion journaled) => journaled switch
    {
        Completion.Written => null,
        Completion.Kept => "The journal's store does not answer: what became of this is kept, and written as soon as the store is back.",
        Completion.LeftOpen => "The journal's store does not answer, and too much waits for it already: what became of this is found out when the console starts again.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
