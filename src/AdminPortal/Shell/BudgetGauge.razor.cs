using AdminPortal.Cloudflare.Pipeline.Budget;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell;

/// <summary>What is left of the credential's rate limit, and who uses it.</summary>
public sealed partial class BudgetGauge : IDisposable
{
    /// <summary>Every circuit shows the gauge, and every call of anybody moves it: it follows at its own pace, in steps that can be seen.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);

    private const int Step = 5;

    /// <summary>A quota that nobody can use up is no limit: a sandbox that counts nothing announces one.</summary>
    private const long NoLimit = 1_000_000_000;

    private ITimer? _next;
    private IRateBudget? _watched;
    private (long Percent, bool IsBlocked, bool IsQueuing) _shown;
    private bool _isOpen;

    /// <summary>The budget.</summary>
    [Parameter, EditorRequired]
    public IRateBudget? Budget { get; set; }

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        Watch(null);
        Interlocked.Exchange(ref _next, null)?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Watch(Budget);
        _shown = Budget is null ? default : Shown(Budget.State);
    }

    private static long PercentLeft(RateBudgetState state) => state.Quota <= 0 ? 0 : state.Remaining * 100 / state.Quota / Step * Step;

    private static (long Percent, bool IsBlocked, bool IsQueuing) Shown(RateBudgetState state) =>
        state.Quota >= NoLimit ? default : (PercentLeft(state), state.BlockedUntil is not null, state.QueuedInteractive + state.QueuedBackground > 0);

    private void Toggled() => _isOpen = !_isOpen;

    private void Watch(IRateBudget? budget)
    {
        if (_watched is not null)
        {
            _watched.Changed -= FollowSoon;
        }

        _watched = budget;
        if (_watched is not null)
        {
            _watched.Changed += FollowSoon;
        }
    }

    private void FollowSoon()
    {
        if (_next is null)
        {
            _next = Time.CreateTimer(_ => Follow(), null, Pace, Timeout.InfiniteTimeSpan);
        }
    }

    private void Follow()
    {
        Interlocked.Exchange(ref _next, null)?.Dispose();
        if (Budget is not { State: var state } || (Shown(state) == _shown && !_isOpen))
        {
            return;
        }

        _shown = Shown(state);
        _ = InvokeAsync(StateHasChanged);
    }
}
