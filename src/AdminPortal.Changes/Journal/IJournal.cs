using AdminPortal.Changes.Store;

namespace AdminPortal.Changes.Journal;

/// <summary>
/// The append-only record of changes. A change is written as intended before the call and completed after it; nothing is ever rewritten, and each
/// entry carries a hash over itself and the entry before it, account by account.
/// </summary>
public interface IJournal
{
    /// <summary>The most bytes of UTF-8 that one entry may have, baseline and proposed input together.</summary>
    const int MaxEntryBytes = 1 << 20;

    /// <summary>The most changes of one page.</summary>
    const int MaxPageSize = 1000;

    /// <summary>Writes what somebody wants. On the disk when it returns.</summary>
    /// <exception cref="StoreUnavailableException">It could not be written: do not make the call.</exception>
    /// <exception cref="ArgumentException">The intent is beyond a bound, or names no account, kind or person: do not make the call.</exception>
    Task<OpenChange> IntendAsync(ChangeIntent intent, CancellationToken cancellationToken);

    /// <summary>Writes several intents of one account: all of them, or none.</summary>
    /// <inheritdoc cref="IntendAsync(ChangeIntent, CancellationToken)"/>
    Task<IReadOnlyList<OpenChange>> IntendAllAsync(IReadOnlyList<ChangeIntent> intents, CancellationToken cancellationToken);

    /// <summary>Writes what became of a change. Cannot be cancelled: what was done has to be told. Saying the same twice writes it once.</summary>
    /// <returns>Whether it is written, or why not yet. Never throws for a store that is not there.</returns>
    Task<Completion> CompleteAsync(OpenChange change, ChangeOutcome outcome);

    /// <summary>Writes what became of several changes of one account, in one go.</summary>
    /// <inheritdoc cref="CompleteAsync(OpenChange, ChangeOutcome)"/>
    Task<Completion> CompleteAllAsync(IReadOnlyList<CompletedChange> changes);

    /// <summary>Writes that the console refused changes of one account, without what they would have sent. No call follows.</summary>
    /// <param name="intents">What was wanted.</param>
    /// <param name="why">Why it was refused.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">It could not be written. It is refused all the same.</exception>
    Task RefuseAsync(IReadOnlyList<ChangeIntent> intents, string why, CancellationToken cancellationToken);

    /// <summary>
    /// Writes that a resource was changed outside the console. Once: not where the console itself has written or seen something of the resource
    /// since <see cref="OutsideChange.Position"/>, nor while a change of the resource is open.
    /// </summary>
    /// <returns>The entry's change id, or null where nothing was written.</returns>
    /// <exception cref="StoreUnavailableException">It could not be written; the next look at the resource finds it again.</exception>
    Task<Guid?> RecordAsync(OutsideChange change, CancellationToken cancellationToken);

    /// <summary>The number of the account's last entry, 0 before the first.</summary>
    Task<long> PositionAsync(string account, CancellationToken cancellationToken);

    /// <summary>The resource as the console last left or saw it; null where it never did. Ask before the live copy is read.</summary>
    Task<LastImage?> LastAfterImageAsync(string account, string kind, string id, CancellationToken cancellationToken);

    /// <summary>The same for many resources; those that the console never left or saw are missing.</summary>
    Task<IReadOnlyDictionary<string, LastImage>> LastAfterImagesAsync(string account, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>A page of the changes that the filter leaves, newest first.</summary>
    /// <param name="filter">Which changes.</param>
    /// <param name="after">The place where the page begins, or ends; null for the newest. Where fewer newer ones are left than fill a page, the newest page is given.</param>
    /// <param name="size">How many at most, up to <see cref="MaxPageSize"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<JournalPage> PageAsync(JournalFilter filter, JournalCursor? after, int size, CancellationToken cancellationToken);

    /// <summary>A page of one resource's changes, newest first.</summary>
    Task<JournalPage> HistoryAsync(string account, string kind, string id, JournalCursor? after, int size, CancellationToken cancellationToken);

    /// <summary>People whose name begins so and who changed something, in the order of their names.</summary>
    Task<IReadOnlyList<string>> PeopleAsync(string account, string start, int count, CancellationToken cancellationToken);

    /// <summary>One change with its bodies, or null where the account has none of this id.</summary>
    Task<ChangeDetail?> FindAsync(string account, Guid id, CancellationToken cancellationToken);

    /// <summary>Every change that the filter leaves, newest first, read as it is asked for.</summary>
    IAsyncEnumerable<JournalRow> ExportAsync(JournalFilter filter, CancellationToken cancellationToken);

    /// <summary>Changes without an outcome, of this instance and of others; account by account, the oldest first.</summary>
    Task<IReadOnlyList<OpenChange>> OpenIntentsAsync(CancellationToken cancellationToken);

    /// <summary>Recomputes every hash and compares all that lists show with the entries, as of one moment.</summary>
    /// <param name="account">The account, or null for all.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    Task<VerifyResult> VerifyAsync(string? account, CancellationToken cancellationToken);
}
