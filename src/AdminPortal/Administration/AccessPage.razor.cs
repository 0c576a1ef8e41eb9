using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Sessions;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Security;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AdminPortal.Administration;

/// <summary>What a person may do and which grants say so: everybody sees that of oneself, administrators of anybody who has signed in.</summary>
public sealed partial class AccessPage : IDisposable
{
    private const string ChoiceId = "access-person";

    private readonly CancellationTokenSource _left = new();
    private Actor _actor = new("", Role.None);
    private IReadOnlyList<KnownPerson> _people = [];
    private AccessView? _shown;
    private string? _refusal;
    private bool _mayAdminister;
    private bool _isAway;
    private bool _isUnknown;

    /// <summary>The person whom the address names; oneself where it names none.</summary>
    [Parameter, SupplyParameterFromQuery(Name = Addresses.PersonName)]
    public string? Person { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    internal AccessPolicy Policy { get; set; } = null!;

    [Inject]
    internal ConsoleAdministration Administration { get; set; } = null!;

    [Inject]
    internal ISessions Sessions { get; set; } = null!;

    [Inject]
    internal Visibility Visible { get; set; } = null!;

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    [Inject]
    internal DeletionThreshold Threshold { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    private bool IsOwn => string.IsNullOrEmpty(Person) || Person == _actor.Id;

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        (_shown, _refusal, _isAway, _isUnknown) = (null, null, false, false);
        var principal = (await Authentication).User;
        _actor = principal.ToActor();
        _mayAdminister = Visible.MayAdminister(_actor);
        try
        {
            if (_mayAdminister || !IsOwn)
            {
                Take(await Administration.PeopleAsync(_actor, _left.Token));
            }

            if (IsOwn)
            {
                // Who one is and what one may do is known without the store; since when one is here is not.
                (_refusal, _isAway) = (null, false);
                _shown = AccessView.Of(principal, await OwnSessionAsync(), Policy, Accounts);
            }
            else if (_refusal is null && !_isAway)
            {
                _shown = _people.FirstOrDefault(person => person.Id == Person) is { } known ? AccessView.Of(known, Policy, Accounts) : null;
                _isUnknown = _shown is null;
            }
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private void Take(Administered<IReadOnlyList<KnownPerson>> answer)
    {
        switch (answer)
        {
            case Administered<IReadOnlyList<KnownPerson>>.Done { Value: var people }:
                _people = people;
                break;
            case Administered<IReadOnlyList<KnownPerson>>.Refused { Reason: var reason }:
                _refusal = reason;
                break;
            case Administered<IReadOnlyList<KnownPerson>>.Away:
                _isAway = true;
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<SessionNote?> OwnSessionAsync()
    {
        try
        {
            return (await Sessions.ListAsync(_left.Token)).FirstOrDefault(session => session.Id == _actor.Session);
        }
        catch (StoreUnavailableException)
        {
            // The rest of the page tells all the same.
            return null;
        }
    }

    /// <summary>Two people may have the same name.</summary>
    private bool IsNameShared(KnownPerson person) => _people.Count(other => other.Name == person.Name) > 1;

    private void Choose(ChangeEventArgs change) =>
        Navigation.NavigateTo(change.Value is string { Length: > 0 } person ? Addresses.AccessOf(person) : Addresses.Access);
}
