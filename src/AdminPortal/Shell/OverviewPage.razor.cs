using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Lists;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell;

/// <summary>The kinds and how many resources the account has of each.</summary>
public sealed partial class OverviewPage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private readonly List<Card> _cards = [.. Kinds.Lists.Select(list => new Card(list))];

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    [Inject]
    internal ListReads Reads { get; set; } = null!;

    private AccountClient Account => Accounts.All[0];

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => Task.WhenAll(_cards.Select(CountAsync));

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
