using AdminPortal.Changes.Access;
using AdminPortal.Changes.Store;

namespace AdminPortal.Changes.Sessions;

/// <summary>The sessions of everybody who has signed in, on the server: a browser holds nothing but a session's key.</summary>
/// <remarks>Each call throws <see cref="StoreUnavailableException"/> where the store is not there.</remarks>
public interface ISessions
{
    /// <summary>Begins a session, and journals that the person has signed in.</summary>
    /// <returns>The session's key, which the browser is to hold and nobody else is to learn.</returns>
    Task<string> BeginAsync(NewSession session, CancellationToken cancellationToken);

    /// <summary>The live session of this key, with what was kept in it, which counts as its use; null where there is none, or where it has ended or lasted too long.</summary>
    Task<OpenSession?> OpenAsync(string key, CancellationToken cancellationToken);

    /// <summary>Replaces what is kept in a live session.</summary>
    Task KeepAsync(string key, byte[] ticket, CancellationToken cancellationToken);

    /// <summary>Whether a session goes on, and if not, why.</summary>
    /// <param name="id">The session's id (<see cref="Actor.Session"/>).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<SessionState> StateAsync(string id, CancellationToken cancellationToken);

    /// <summary>Tells that the person has just done something, which puts off the end for idleness. Costs nothing.</summary>
    void Touch(string id);

    /// <summary>Ends one session.</summary>
    /// <param name="id">The session's id.</param>
    /// <param name="why">Why.</param>
    /// <param name="by">Who ends it, where it is another person.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was live.</returns>
    Task<bool> EndAsync(string id, SessionEnd why, string? by, CancellationToken cancellationToken);

    /// <summary>Ends what a provider's logout names: the sessions of its session id, of a person, or of both together.</summary>
    /// <param name="issuer">The provider that says so; it ends nobody else's sessions.</param>
    /// <param name="providerSession">The provider's session (<c>sid</c>).</param>
    /// <param name="subject">The person at the provider (<c>sub</c>).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many sessions it ended.</returns>
    Task<int> EndAtProviderAsync(string issuer, string? providerSession, string? subject, CancellationToken cancellationToken);

    /// <summary>Ends every session of a person.</summary>
    Task<int> EndAllOfAsync(string person, SessionEnd why, string? by, CancellationToken cancellationToken);

    /// <summary>The live sessions, those used last first.</summary>
    Task<IReadOnlyList<SessionNote>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Calls back when a session ends in this process; at once, and never for one that just lasts too long.</summary>
    IDisposable Follow(Action<string> ended);
}

/// <summary>What is known of who signs in.</summary>
public sealed record NewSession
{
    /// <summary>What the person is found again by: issuer and subject (<see cref="Actor.Id"/>).</summary>
    public required string Person { get; init; }

    /// <summary>The person's name.</summary>
    public required string Name { get; init; }

    /// <summary>The provider, as its tokens name it (<c>iss</c>); null for local sign-in.</summary>
    public string? Issuer { get; init; }

    /// <summary>The person at the provider (<c>sub</c>).</summary>
    public string? Subject { get; init; }

    /// <summary>The provider's session (<c>sid</c>), where it names one.</summary>
    public string? ProviderSession { get; init; }

    /// <summary>The values that roles are granted for.</summary>
    public IReadOnlyList<HeldValue> Holds { get; init; } = [];

    /// <summary>The address that the person came from, for people to read.</summary>
    public string? From { get; init; }

    /// <summary>What is kept in the session, encrypted by whoever keeps it.</summary>
    public required byte[] Ticket { get; init; }
}

/// <summary>A live session with what is kept in it.</summary>
/// <param name="Id">Its id, which opens nothing.</param>
/// <param name="Ticket">What is kept in it.</param>
/// <param name="ExpiresAt">When it ends at the latest.</param>
public sealed record OpenSession(string Id, byte[] Ticket, DateTimeOffset ExpiresAt);

/// <summary>A live session in a list.</summary>
/// <param name="Id">Its id, which opens nothing.</param>
/// <param name="Person">What the person is found again by.</param>
/// <param name="Name">The person's name.</param>
/// <param name="From">The address that the person came from.</param>
/// <param name="BegunAt">When the person signed in.</param>
/// <param name="UsedAt">When the person last did something, to the minute.</param>
/// <param name="ExpiresAt">When it ends at the latest.</param>
public sealed record SessionNote(string Id, string Person, string Name, string? From, DateTimeOffset BegunAt, DateTimeOffset UsedAt, DateTimeOffset ExpiresAt);

/// <summary>Whether a session goes on.</summary>
/// <param name="End">Why it does not; null while it does.</param>
/// <param name="By">Who ended it, where it was another person.</param>
public sealed record SessionState(SessionEnd? End, string? By = null)
{
    /// <summary>Whether it goes on.</summary>
    public bool IsLive => End is null;
}

/// <summary>Why a session has ended.</summary>
public enum SessionEnd
{
    /// <summary>The person signed out here.</summary>
    SignedOut,

    /// <summary>The person signed out at the provider, or was signed out there.</summary>
    SignedOutAtProvider,

    /// <summary>An administrator ended it.</summary>
    EndedByAdministrator,

    /// <summary>Nothing was done for too long.</summary>
    Idle,

    /// <summary>It reached its longest duration.</summary>
    TooOld,

    /// <summary>No such session: it was forgotten, or never begun.</summary>
    Unknown,
}
