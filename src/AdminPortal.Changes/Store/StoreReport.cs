namespace AdminPortal.Changes.Store;

/// <summary>Looks at the store as whoever runs the console wants to see it.</summary>
public interface IStoreReports
{
    /// <summary>Asks the store. One that does not answer is a finding, and no failure.</summary>
    Task<StoreReport> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>How the store is.</summary>
/// <param name="Place">The file, or host, port and database; no credential.</param>
/// <param name="IsShared">Whether it is PostgreSQL, which several instances may share; else a SQLite file.</param>
/// <param name="Trouble">Why it does not answer, or null where it does.</param>
/// <param name="Took">How long a small question took.</param>
/// <param name="Content">What is in it; null where it does not answer.</param>
public sealed record StoreReport(string Place, bool IsShared, string? Trouble, TimeSpan Took, StoreContent? Content);

/// <summary>What is in the store, as far as that is cheap to know.</summary>
/// <param name="Bytes">Its size on the disk.</param>
/// <param name="Migrations">How many migrations its tables have seen.</param>
/// <param name="LastMigration">The last of them.</param>
/// <param name="UnknownMigrations">How many of them this version does not know: a newer one has upgraded the store.</param>
/// <param name="JournalEntries">Entries in the journals of all accounts and of the console itself.</param>
/// <param name="Drafts">Drafts that are kept.</param>
public sealed record StoreContent(long Bytes, int Migrations, string? LastMigration, int UnknownMigrations, long JournalEntries, int Drafts);
