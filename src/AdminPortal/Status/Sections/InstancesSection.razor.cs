using AdminPortal.Changes.Instances;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Status.Sections;

/// <summary>The processes that serve the console together, and whether all of them are of one version.</summary>
public sealed partial class InstancesSection
{
    private IReadOnlyList<RunningInstance>? _instances;

    [Inject]
    internal ConsoleStatus Status { get; set; } = null!;

    [Inject]
    internal ReaderTime Reader { get; set; } = null!;

    private int Versions => _instances!.Where(instance => instance.IsAlive).Select(instance => instance.Version).Distinct(StringComparer.Ordinal).Count();

    /// <inheritdoc/>
    protected override void OnInitialized() => Reader.ZoneLearned += ShowAgain;

    /// <inheritdoc/>
    protected override void Leave() => Reader.ZoneLearned -= ShowAgain;

    /// <inheritdoc/>
    protected override async Task ReadAsync() => _instances = await AskAsync(left => Status.InstancesAsync(Actor, left)) ?? _instances;

    private void ShowAgain() => _ = InvokeAsync(StateHasChanged);
}
