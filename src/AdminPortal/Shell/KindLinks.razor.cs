using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell;

/// <summary>The kinds in the navigation; those that the credential may not read are greyed with the reason, and lead to their lists all the same.</summary>
public sealed partial class KindLinks : IDisposable
{
    private AccountAccess? _followed;
    private IReadOnlyList<ResourceKind> _refused = [];

    /// <summary>The account of the address.</summary>
    [Parameter, EditorRequired]
    public AccountClient Account { get; set; } = null!;

    /// <summary>The kinds that the person may see there.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ResourceKind> Shown { get; set; } = [];

    /// <inheritdoc/>
    public void Dispose() => Follow(null);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Follow(Account.Access);
        _refused = Refused();
    }

    private static string ReasonId(ResourceKind kind) => $"navigation-{Kinds.IconOf(kind)}-reason";

    private void Follow(AccountAccess? access)
    {
        if (_followed is not null)
        {
            _followed.Changed -= ShowAgain;
        }

        _followed = access;
        if (_followed is not null)
        {
            _followed.Changed += ShowAgain;
        }
    }

    /// <summary>Every circuit has a navigation, so it renders only when a link of it turns grey or back.</summary>
    private void ShowAgain() => _ = InvokeAsync(() =>
    {
        var refused = Refused();
        if (!refused.SequenceEqual(_refused))
        {
            _refused = refused;
            StateHasChanged();
        }
    });

    private List<ResourceKind> Refused() => [.. Kinds.Lists.Select(list => list.Kind).Where(kind => Account.Access.Reading(kind) is { Refusal: not null })];
}
