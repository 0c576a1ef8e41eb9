using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Lists;
using AdminPortal.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AdminPortal.Shell;

/// <summary>The kinds and how many resources the account has of each.</summary>
public sealed partial class OverviewPage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private readonly List<Card> _cards = [.. Kinds.Lists.Select(list => new Card(list))];
    private IReadOnlyList<Card> _shown = [];
    private IReadOnlyList<AccountClient> _seen = [];
    private AccountClient? _counted;

    /// <summary>The account of the address; the only one where the address names none.</summary>
    [Parameter]
    public string? AccountId { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    internal Visibility Visible { get; set; } = null!;

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal ListReads Reads { get; set; } = null!;

    private AccountClient Account => (AccountId is null ? null : Accounts.Find(AccountId)) ?? (_seen is [var first, ..] ? first : Accounts.All[0]);

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var actor = (await Authentication).User.ToActor();
        _seen = Visible.AccountsOf(actor);
        if (AccountId is null && _seen.Count > 1)
        {
            // Every address keeps its account.
            Navigation.NavigateTo(Addresses.OverviewOf(Account.AccountId), replace: true);
            return;
        }

        if (_counted != Account)
        {
            _counted = Account;
            var kinds = Visible.KindsOf(actor, Account.AccountId).ToList();
            _shown = [.. _cards.Where(card => kinds.Contains(card.List.Kind))];
            await Task.WhenAll(_shown.Select(CountAsync));
        }
    }

    private static string ReasonId(ResourceKind kind) => $"overview-{Kinds.IconOf(kind)}-reason";

    private async Task CountAsync(Card card)
    {
        try
        {
            var result = await card.List.CountAsync(Reads, Account, _left.Token);
            card.Count = result.Match<int?>(ok => ok.Value, _ => null);
            card.Failure = result.Match<ApiFailure?>(_ => null, failure => failure);
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private sealed class Card(KindList list)
    {
        public KindList List => list;

        public int? Count { get; set; }

        public ApiFailure? Failure { get; set; }
    }
}
