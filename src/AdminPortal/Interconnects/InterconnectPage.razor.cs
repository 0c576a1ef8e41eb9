using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Rules;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Interconnects;

/// <summary>The form of an interconnect.</summary>
public sealed partial class InterconnectPage
{
    internal static readonly IReadOnlyList<(string Value, string Text)> Rates = [("low", "low"), ("mid", "mid"), ("high", "high")];

    private static readonly IReadOnlyList<(string Value, string Text)> Types = [("reply", "reply"), ("request", "request")];

    private RuleContext _context = RuleContext.Empty;

    /// <summary>The interconnect of the address.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // Where the list cannot be read, no name counts as taken here, and the API has the last word.
        var list = await ReadAsync((client, cancellationToken) => client.Interconnects.ListAsync(AccountId, cancellationToken));
        _context = list?.Match(ok => InterconnectKind.ContextOf(ok.Value.Interconnects ?? [], Id), _ => RuleContext.Empty) ?? RuleContext.Empty;
    }
}
