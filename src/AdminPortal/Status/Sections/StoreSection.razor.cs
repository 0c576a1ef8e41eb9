using AdminPortal.Changes.Store;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Status.Sections;

/// <summary>The store: which one, whether it answers, how large it is.</summary>
public sealed partial class StoreSection
{
    private StoreReport? _store;

    [Inject]
    internal ConsoleStatus Status { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task ReadAsync() => _store = await AskAsync(left => Status.StoreAsync(Actor, left)) ?? _store;
}
