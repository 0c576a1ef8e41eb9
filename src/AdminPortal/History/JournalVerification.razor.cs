using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.History;

/// <summary>Has an account's journal checked, and names the first entry that is not what was written.</summary>
public sealed partial class JournalVerification : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private VerifyResult? _result;
    private bool _isRunning;
    private bool _isAway;

    /// <summary>The account.</summary>
    [Parameter, EditorRequired]
    public string AccountId { get; set; } = "";

    /// <summary>The page's heading, beside which the button stands.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    internal JournalChecks Checks { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    private async Task VerifyAsync()
    {
        (_result, _isAway, _isRunning) = (null, false, true);
        try
        {
            _result = await Checks.RunAsync(AccountId, _left.Token);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (StoreUnavailableException)
        {
            _isAway = true;
        }
        finally
        {
            _isRunning = false;
        }
    }
}
