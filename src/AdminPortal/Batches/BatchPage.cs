using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Batches;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Forms;
using AdminPortal.Lists;
using AdminPortal.Security;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace AdminPortal.Batches;

/// <summary>What the pages that do something with many resources have in common: the person, calls that wait, and not losing work.</summary>
public abstract class BatchPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private CancellationTokenSource _patience = new();
    private string? _begunFor;
    private string? _focus;

    /// <summary>The account of the address.</summary>
    [Parameter]
    public string AccountId { get; set; } = "";

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    internal AccessControl Access { get; set; } = null!;

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    [Inject]
    internal IJSRuntime Browser { get; set; } = null!;

    [Inject]
    internal ReasonPolicy Reasons { get; set; } = null!;

    [Inject]
    internal Selections Selections { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    /// <summary>The person.</summary>
    protected Actor Actor { get; private set; } = null!;

    /// <summary>Why nothing can be done here, or null where something can.</summary>
    protected string? ReadOnlyReason => Actor is null ? null : Access.RefusalFor(Actor, Right.Change, AccountId, KindName);

    /// <summary>The failure that stands above the page.</summary>
    protected ApiFailure? Failure { get; set; }

    /// <summary>A sentence above the page.</summary>
    protected string? Notice { get; set; }

    /// <summary>Whether a call is under way.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Knows when a call waits.</summary>
    protected Waiting Waiting { get; private set; } = null!;

    /// <summary>Cancelled by the person, while a call waits for its turn; never by leaving the page: a write that is cut off has an unknown fate.</summary>
    protected CancellationToken Patience => _patience.Token;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Left => _left.Token;

    /// <summary>What is asked before the page is left, or null where nothing would be lost.</summary>
    protected virtual string? LeavingQuestion => null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels what the page was reading.</summary>
    protected virtual void Dispose(bool disposing)
    {
        _left.Cancel();
        _left.Dispose();
        _patience.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Waiting = new(() => _ = InvokeAsync(StateHasChanged));

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        Actor = (await Authentication).User.ToActor();
        if (_begunFor == AccountId)
        {
            return;
        }

        _begunFor = AccountId;
        (Failure, Notice) = (Accounts.Find(AccountId) is null ? ApiFailures.UnknownAccount : null, null);
        if (Failure is null && ReadOnlyReason is null)
        {
            await BeginAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is { } id)
        {
            _focus = null;
            await Browser.InvokeVoidAsync("portal.focus", id);
        }
    }

    /// <summary>The name of the kind that is changed here.</summary>
    protected abstract string KindName { get; }

    /// <summary>Starts anew for the account of the address, which is a configured one; only for who may change something.</summary>
    protected abstract Task BeginAsync();

    /// <summary>Puts the focus on an element once the page has rendered.</summary>
    protected void Focus(string id) => _focus = id;

    /// <summary>A double click acts once.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancelled">Called instead of the rest of it when the person would not wait any longer.</param>
    protected async Task WhileBusyAsync(Func<Task> work, Action cancelled)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(cancelled);
        if (IsBusy)
        {
            return;
        }

        IsBusy = true;
        _patience.Dispose();
        _patience = new();
        var patience = _patience.Token;
        try
        {
            using var covered = Waiting.Begin(Actor.Name);
            await work();
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            cancelled();
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The page was left.
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <summary>Reads something for as long as the person waits for it and stays.</summary>
    protected async Task<T> ReadingAsync<T>(Func<CancellationToken, Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Left, Patience);
        return await read(either.Token);
    }

    /// <summary>What a batch came to where it ran; otherwise nothing was sent, and the page says why.</summary>
    protected BatchOutcome<T>.Ran? Settle<T>(BatchOutcome<T> outcome)
        where T : class
    {
        switch (outcome)
        {
            case BatchOutcome<T>.Forbidden forbidden:
                Notice = $"Nothing was sent. {forbidden.Reason}";
                return null;
            case BatchOutcome<T>.NotJournaled notJournaled:
                Notice = JournalWords.NotSent(notJournaled.Reason);
                return null;
            case BatchOutcome<T>.NotRead notRead:
                Failure = notRead.Failure;
                return null;
            case BatchOutcome<T>.Ran ran:
                return ran;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Ends the wait of a call that has not been sent yet.</summary>
    protected void StopWaiting() => _patience.Cancel();

    /// <summary>Asks before work is lost.</summary>
    protected async Task ConfirmLeavingAsync(LocationChangingContext leaving)
    {
        ArgumentNullException.ThrowIfNull(leaving);
        if (LeavingQuestion is { } question && !await Browser.InvokeAsync<bool>("confirm", question))
        {
            leaving.PreventNavigation();
        }
    }
}
