using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Rules;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Interconnects;

/// <summary>The form of an interconnect.</summary>
public sealed partial class InterconnectPage : IDisposable
{
    internal static readonly IReadOnlyList<(string Value, string Text)> Rates = [("low", "low"), ("mid", "mid"), ("high", "high")];

    private static readonly IReadOnlyList<(string Value, string Text)> Types = [("reply", "reply"), ("request", "request")];

    private readonly CancellationTokenSource _left = new();
    private RuleContext _context = RuleContext.Empty;

    /// <summary>The account of the address.</summary>
    [Parameter]
    public string AccountId { get; set; } = "";

    /// <summary>The interconnect of the address.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Accounts.Find(AccountId) is { } client)
        {
            // Where the list cannot be read, no name counts as taken here, and the API has the last word.
            var list = await client.Interconnects.ListAsync(AccountId, _left.Token);
            _context = list.Match(
                ok => InterconnectKind.ContextOf(ok.Value.Interconnects ?? [], Id),
                _ => RuleContext.Empty);
        }
    }
}
