using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Status.Sections;

/// <summary>The last warnings and errors of this instance.</summary>
public sealed partial class FailuresSection
{
    private IReadOnlyList<LoggedFailure>? _failures;

    [Inject]
    internal ConsoleStatus Status { get; set; } = null!;

    [Inject]
    internal ReaderTime Reader { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Reader.ZoneLearned += ShowAgain;

    /// <inheritdoc/>
    protected override void Leave() => Reader.ZoneLearned -= ShowAgain;

    /// <inheritdoc/>
    protected override async Task ReadAsync() => _failures = await AskAsync(_ => Task.FromResult(Status.Failures(Actor))) ?? _failures;

    private static Tone ToneOf(LoggedFailure failure) => failure.Level == LogLevel.Warning ? Tone.Warning : Tone.Bad;

    private static string LevelOf(LoggedFailure failure) => failure.Level switch
    {
        LogLevel.Warning => "Warning",
        LogLevel.Critical => "Critical",
        _ => "Error",
    };

    private void ShowAgain() => _ = InvokeAsync(StateHasChanged);
}
