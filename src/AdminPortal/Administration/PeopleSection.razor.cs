using AdminPortal.Changes.Access;
using AdminPortal.Changes.Sessions;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Administration;

/// <summary>Everybody who has signed in at some time, with what they may do now.</summary>
public sealed partial class PeopleSection
{
    private IReadOnlyList<KnownPerson>? _people;

    [Inject]
    internal AccessPolicy Policy { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task ReadAsync() => _people = await AskAsync(left => Administration.PeopleAsync(Actor, left)) ?? _people;

    private string SureWords(KnownPerson person) => person.Id == Actor.Id ? "You will be signed out everywhere." : $"{person.Name} will be signed out everywhere.";

    private async Task EndAsync(KnownPerson person)
    {
        Said = null;
        if (await AskAsync(left => Administration.EndSessionsOfAsync(Actor, person.Id, left)) is { } ended)
        {
            Said = ended.Count switch
            {
                0 => $"{person.Name} was not signed in.",
                1 => $"One session of {person.Name} has ended.",
                var count => $"{count} sessions of {person.Name} have ended.",
            };
        }
    }
}
