using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Security;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AdminPortal.Forms;

/// <summary>Reads something beside the resource, such as what a field may be chosen from: in the person's name, until the page is left.</summary>
public abstract class SideReader : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private readonly CancellationTokenSource _patience = new();
    private Waiting _waiting = null!;

    /// <summary>The account of the address.</summary>
    [Parameter, EditorRequired]
    public string AccountId { get; set; } = "";

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    /// <summary>The wait of the reading, or null while it goes on.</summary>
    protected CallWait? Wait => _waiting.Wait;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels what is being read.</summary>
    protected virtual void Dispose(bool disposing)
    {
        _left.Cancel();
        _left.Dispose();
        _patience.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => _waiting = new(() => _ = InvokeAsync(StateHasChanged));

    /// <summary>Ends the wait of the reading, which has failed then.</summary>
    protected void StopWaiting() => _patience.Cancel();

    /// <summary>Reads from the account; null where this console has none of its id.</summary>
    protected async Task<ApiResult<T>?> ReadAsync<T>(Func<AccountClient, CancellationToken, Task<ApiResult<T>>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (Accounts.Find(AccountId) is not { } client)
        {
            return null;
        }

        var actor = (await Authentication).User.ToActor();
        using var covered = _waiting.Begin(actor.Name);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_left.Token, _patience.Token);
        try
        {
            return await read(client, either.Token);
        }
        catch (OperationCanceledException) when (_patience.IsCancellationRequested && !_left.IsCancellationRequested)
        {
            return new ApiResult<T>.Failed(new ApiFailure.Unreachable("The waiting was cancelled.", MayHaveLanded: false, ApiAnswer.None));
        }
    }
}
