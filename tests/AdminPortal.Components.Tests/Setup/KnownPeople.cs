using AdminPortal.Changes.Sessions;

namespace AdminPortal.Components.Tests.Setup;

/// <summary>People whom a test knows.</summary>
internal sealed class KnownPeople : IPeople
{
    public List<KnownPerson> All { get; } = [];

    public Task<IReadOnlyList<KnownPerson>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<KnownPerson>>([.. All]);

    public Task NoteRolesAsync(string person, CancellationToken cancellationToken) => Task.CompletedTask;
}
