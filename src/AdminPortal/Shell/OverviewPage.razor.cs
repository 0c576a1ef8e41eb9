using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Lists;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell;

/// <summary>The kinds and how many resources the account has of each.</summary>
public sealed partial class OverviewPage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private readonly List<Card> _cards = [.. Kinds.Lists.Select(list => new Card(list))];
    private AccountClient? _counted;

    /// <summary>The account of the address; the only one where the address names none.</summary>
    [Parameter]
    public string? AccountId { get; set; }

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal ListReads Reads { get; set; } = null!;

    private AccountClient Account => (AccountId is null ? null : Accounts.Find(AccountId)) ?? Accounts.All[0];

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync()
    {
        if (AccountId is null && Accounts.All.Count > 1)
        {
            // Every address keeps its account.
            Navigation.NavigateTo(Addresses.OverviewOf(Account.AccountId), replace: true);
            return Task.CompletedTask;
        }

        if (_counted == Account)
        {
            return Task.CompletedTask;
        }

        _counted = Account;
        return Task.WhenAll(_cards.Select(CountAsync));
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
