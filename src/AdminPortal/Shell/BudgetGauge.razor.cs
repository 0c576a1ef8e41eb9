using AdminPortal.Cloudflare.Pipeline.Budget;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell;

/// <summary>What is left of the credential's rate limit, and who uses it.</summary>
/// <remarks>Every call of anybody moves it, and every circuit shows it: closed, it is as of the last page; open, it follows live.</remarks>
public sealed partial class BudgetGauge : IDisposable
{
    /// <summary>A quota that nobody can use up is no limit: a sandbox that counts nothing announces one.</summary>
    private const long NoLimit = 1_000_000_000;

    private IRateBudget? _followed;

    /// <summary>The budget.</summary>
    [Parameter, EditorRequired]
    public IRateBudget? Budget { get; set; }

    /// <inheritdoc/>
    public void Dispose() => Follow(null);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_followed is not null && _followed != Budget)
        {
            Follow(Budget);
        }
    }

    /// <summary>Whether there is a limit to speak of.</summary>
    internal static bool IsLimited(RateBudgetState state) => state.Quota < NoLimit;

    internal static long PercentLeft(RateBudgetState state) => state.Quota <= 0 ? 0 : state.Remaining * 100 / state.Quota;

    private void Toggled() => Follow(_followed is null ? Budget : null);

    private void Follow(IRateBudget? budget)
    {
        if (_followed is not null)
        {
            _followed.Changed -= ShowAgain;
        }

        _followed = budget;
        if (_followed is not null)
        {
            _followed.Changed += ShowAgain;
        }
    }

    private void ShowAgain() => _ = InvokeAsync(StateHasChanged);
}
