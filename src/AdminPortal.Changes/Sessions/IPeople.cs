using AdminPortal.Changes.Access;
using AdminPortal.Changes.Store;

namespace AdminPortal.Changes.Sessions;

/// <summary>Everybody who has signed in at some time, with the values that their last sign-in gave.</summary>
public interface IPeople
{
    /// <summary>All of them, who was here last first.</summary>
    /// <exception cref="StoreUnavailableException">The store is not there.</exception>
    Task<IReadOnlyList<KnownPerson>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Journals that somebody's roles are others than they last were, where they are: the configuration may have changed meanwhile.</summary>
    /// <param name="person">What the person is found again by.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task NoteRolesAsync(string person, CancellationToken cancellationToken);
}

/// <summary>Somebody who has signed in.</summary>
/// <param name="Id">What the person is found again by.</param>
/// <param name="Name">The person's name, as the last sign-in gave it.</param>
/// <param name="Issuer">The provider, or null for local sign-in.</param>
/// <param name="Holds">The values that the last sign-in gave.</param>
/// <param name="FirstAt">When the person first signed in.</param>
/// <param name="LastAt">When the person last signed in.</param>
public sealed record KnownPerson(string Id, string Name, string? Issuer, IReadOnlyList<HeldValue> Holds, DateTimeOffset FirstAt, DateTimeOffset LastAt);
