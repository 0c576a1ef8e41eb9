using AdminPortal.Cloudflare.Credentials;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell;

/// <summary>The way to the status page, marked while a token needs somebody's attention: nobody looks there every day.</summary>
public sealed partial class StatusLink : IDisposable
{
    private const string AttentionId = "navigation-status-attention";

    private bool _needsAttention;

    [Inject]
    internal CredentialChecks Checks { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose() => Checks.Changed -= ShowAgain;

    /// <inheritdoc/>
    protected override void OnInitialized() => Checks.Changed += ShowAgain;

    /// <inheritdoc/>
    protected override void OnParametersSet() => _needsAttention = NeedsAttention();

    private void ShowAgain() => _ = InvokeAsync(() =>
    {
        if (NeedsAttention() != _needsAttention)
        {
            _needsAttention = !_needsAttention;
            StateHasChanged();
        }
    });

    private bool NeedsAttention() => Checks.State.Accounts.Values.Any(check => check.Token switch
    {
        TokenCheck.Known known => known.HealthAt(Time.GetUtcNow()) != TokenHealth.Good,
        TokenCheck.Refused => true,
        _ => false,
    });
}
