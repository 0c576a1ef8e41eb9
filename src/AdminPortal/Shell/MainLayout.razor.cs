using AdminPortal.Changes;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;

namespace AdminPortal.Shell;

/// <summary>Header, navigation, and the place for a page.</summary>
public sealed partial class MainLayout
{
    private ErrorBoundary? _boundary;
    private bool _menuOpen;
    private bool _mayAdminister;
    private AccountClient? _last;
    private string _address = "";
    private string? _addressedId;
    private Actor? _actor;
    private IReadOnlyList<AccountClient> _seen = [];

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    internal Visibility Visible { get; set; } = null!;

    [Inject]
    internal CloudflareSettings Cloudflare { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal ReaderTime ReaderTime { get; set; } = null!;

    /// <summary>The account of the address; where that names none, the one that was shown last, or the first one.</summary>
    private AccountClient? Account => _addressedId is { } id ? Accounts.Find(id) : _last ?? (_seen is [var first, ..] ? first : Accounts.All[0]);

    /// <summary>Why the page may not be shown, or null.</summary>
    private string? Refusal => _actor is null ? null : Visible.RefusalOf(_actor, _address);

    private IReadOnlyList<ResourceKind> Shown => _actor is null || Account is null ? [] : [.. Visible.KindsOf(_actor, Account.AccountId)];

    private string? UnknownAccountId => _addressedId is { } id && Accounts.Find(id) is null ? id : null;

    private string Overview => _seen.Count > 1 && Account is { } account ? Addresses.OverviewOf(account.AccountId) : Addresses.Overview;

    private bool IsSandbox => !Cloudflare.IsConfigured;

    private string SkipAddress => $"{_address.Split('#')[0]}#content";

    /// <inheritdoc/>
    /// <remarks>The router gives the layout a page whenever somebody moves, so one render follows, and not a second one for the address.</remarks>
    protected override async Task OnParametersSetAsync()
    {
        var address = Navigation.ToBaseRelativePath(Navigation.Uri);
        if (address != _address)
        {
            (_address, _addressedId, _menuOpen) = (address, Addresses.AccountIn(address), false);
            _boundary?.Recover();
        }

        var user = (await Authentication).User;

        // After the session's end the router shows that it has ended, which is nobody's to be kept from.
        _actor = user.Identity?.IsAuthenticated == true ? user.ToActor() : null;
        _seen = _actor is null ? [] : Visible.AccountsOf(_actor);
        _mayAdminister = _actor is not null && Visible.MayAdminister(_actor);
        _last = Account;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await ReaderTime.LearnZoneAsync();
        }
    }

    private void ToggleMenu() => _menuOpen = !_menuOpen;

    private void CloseMenu() => _menuOpen = false;

    private void Recover() => _boundary?.Recover();
}
