using AdminPortal.Changes.Sessions;
using AdminPortal.Security.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AdminPortal.Shell;

/// <summary>Stands in a page's place when its session has ended, and leads to the sign-in, which leads back to the page. With it the circuit ends.</summary>
public sealed partial class SignedOut : IDisposable
{
    /// <summary>Shorter than the connection is left open for.</summary>
    private static readonly TimeSpan WayOut = TimeSpan.FromSeconds(8);

    private bool _gone;

    [Inject]
    internal AuthenticationStateProvider Session { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    private SessionState Ended => (Session as CircuitSession)?.Ended ?? new(SessionEnd.Unknown);

    private string Back => Addresses.SignIn($"/{Navigation.ToBaseRelativePath(Navigation.Uri)}", Ended.End);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            if (Ended.End == SessionEnd.SignedOut)
            {
                // The tab that signed out is on its way through the provider; led elsewhere, it would not get there. Other tabs can wait.
                await Task.Delay(WayOut, Time);
            }

            if (!_gone)
            {
                Navigation.NavigateTo(Back, forceLoad: true, replace: true);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gone = true;
}
