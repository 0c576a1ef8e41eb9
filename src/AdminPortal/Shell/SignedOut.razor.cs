using AdminPortal.Changes.Sessions;
using AdminPortal.Security.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AdminPortal.Shell;

/// <summary>Stands in a page's place when its session has ended, and leads to the sign-in, which leads back to the page. With it the circuit ends.</summary>
public sealed partial class SignedOut
{
    [Inject]
    internal AuthenticationStateProvider Session { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    private SessionState Ended => (Session as CircuitSession)?.Ended ?? new(SessionEnd.Unknown);

    private string Back => Addresses.SignIn($"/{Navigation.ToBaseRelativePath(Navigation.Uri)}", Ended.End);

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            Navigation.NavigateTo(Back, forceLoad: true, replace: true);
        }
    }
}
