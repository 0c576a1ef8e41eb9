using AdminPortal.Changes.Store;

namespace AdminPortal.Changes.Access;

/// <summary>The journal of the console's own matters: who came and went, who was refused, whose role changed. A chain of its own beside those of the accounts.</summary>
public interface IConsoleJournal
{
    /// <summary>The name that the chain has among the accounts'.</summary>
    const string Account = "console";

    /// <summary>Writes what happened. On the disk when it returns.</summary>
    /// <exception cref="StoreUnavailableException">It could not be written.</exception>
    Task NoteAsync(ConsoleEvent happened, CancellationToken cancellationToken);

    /// <summary>What happened, the newest first.</summary>
    /// <param name="before">The number of the entry before which to begin, or null for the newest.</param>
    /// <param name="size">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The store is not there.</exception>
    Task<IReadOnlyList<ConsoleEntry>> ReadAsync(long? before, int size, CancellationToken cancellationToken);
}

/// <summary>One entry of the console's chain.</summary>
/// <param name="Sequence">Its number in the chain, from 1.</param>
/// <param name="At">When it was written.</param>
/// <param name="Happened">What it tells.</param>
public sealed record ConsoleEntry(long Sequence, DateTimeOffset At, ConsoleEvent Happened);

/// <summary>Something that happened in the console.</summary>
/// <param name="What">What it is.</param>
/// <param name="Actor">The name of who did it; "Nobody" where somebody unknown was refused.</param>
public sealed record ConsoleEvent(ConsoleEventKind What, string Actor)
{
    /// <summary>What the person whom it is about is found again by.</summary>
    public string? Person { get; init; }

    /// <summary>The name of the person whom it is about.</summary>
    public string? PersonName { get; init; }

    /// <summary>Why, in the words of whoever did it.</summary>
    public string? Reason { get; init; }

    /// <summary>What else there is to say. Never a token, a code or a key.</summary>
    public string? Note { get; init; }
}

/// <summary>What can happen in the console.</summary>
public enum ConsoleEventKind
{
    /// <summary>Somebody signed in.</summary>
    SignedIn,

    /// <summary>A sign-in was refused.</summary>
    SignInRefused,

    /// <summary>A session ended: signed out here or at the provider, or ended by an administrator.</summary>
    SignedOut,

    /// <summary>Somebody's roles are others than at the time before.</summary>
    RoleChanged,

    /// <summary>Something was refused to somebody who had signed in.</summary>
    Refused,

    /// <summary>The console was switched to read-only.</summary>
    ReadOnlyBegan,

    /// <summary>The console was switched back.</summary>
    ReadOnlyEnded,
}
