namespace AdminPortal.Changes.Journal;

/// <summary>What a check of the journal found.</summary>
/// <param name="Entries">How many entries were checked.</param>
/// <param name="Heads">Where each account's chain ends. Who keeps these elsewhere can tell later whether all of it was written anew.</param>
/// <param name="Broken">The first thing that is wrong, or null where all is intact.</param>
public sealed record VerifyResult(long Entries, IReadOnlyList<ChainHead> Heads, BrokenEntry? Broken);

/// <summary>Where an account's chain ends.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Sequence">The last entry's number.</param>
/// <param name="Hash">Its hash, in hexadecimal digits.</param>
public sealed record ChainHead(string Account, long Sequence, string Hash);

/// <summary>The first entry at which the journal is not what was written.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Sequence">The entry's number.</param>
/// <param name="Wrong">What is wrong, as a sentence.</param>
public sealed record BrokenEntry(string Account, long Sequence, string Wrong);
