using AdminPortal.Cloudflare.Pipeline;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Status.Sections;

/// <summary>The changes of which the journal does not tell what became of them.</summary>
public sealed partial class UnfinishedSection
{
    private IReadOnlyList<AccountChanges>? _found;

    [Inject]
    internal ConsoleStatus Status { get; set; } = null!;

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task ReadAsync() => _found = await AskAsync(left => Status.UnfinishedAsync(Actor, left)) ?? _found;
}
