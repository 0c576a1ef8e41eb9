namespace AdminPortal.Forms;

/// <summary>What people read where the journal is away.</summary>
public static class JournalWords
{
    /// <summary>The outcome of a write is not in the journal yet.</summary>
    public const string AwaitsStore = "The journal cannot be written just now: what became of this change is added to it as soon as the store is back.";

    /// <summary>An intent could not be written.</summary>
    /// <param name="reason">What is wrong with the store, as a sentence.</param>
    public static string NotJournaled(string reason) => $"Nothing was sent. The journal cannot be written: {reason}";
}
