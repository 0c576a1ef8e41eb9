using AdminPortal.Cloudflare.Pipeline;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell;

/// <summary>Says why a call waits and counts down to when it goes on.</summary>
public sealed partial class WaitNote : IDisposable
{
    private ITimer? _tick;

    /// <summary>The wait, or null while calls go on.</summary>
    [Parameter, EditorRequired]
    public CallWait? Wait { get; set; }

    /// <summary>Ends the wait.</summary>
    [Parameter]
    public EventCallback OnCancel { get; set; }

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose() => _tick?.Dispose();

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (Wait is null)
        {
            _tick?.Dispose();
            _tick = null;
        }
        else
        {
            _tick ??= Time.CreateTimer(_ => _ = InvokeAsync(StateHasChanged), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        }
    }

    private static string Why(CallWaitReason reason) => reason switch
    {
        CallWaitReason.Retry => "The API did not answer; the reading is tried again.",
        CallWaitReason.RetryAfter => "The API asked to wait before the next call.",
        CallWaitReason.Budget => "The rate limit is nearly used up; this call waits for its turn, so that nothing is refused.",
        CallWaitReason.Blocked => "The API blocks all calls of this credential for a while.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Clock(int seconds) => $"{seconds / 60}:{seconds % 60:00}";

    private int SecondsLeft(CallWait wait) => (int)Math.Ceiling((wait.GoesOnAt - Time.GetUtcNow()).TotalSeconds);
}
