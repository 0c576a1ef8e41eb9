using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Security;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace AdminPortal.Forms;

/// <summary>What editing a resource and creating one have in common: fields, rules, review, failure, and not losing what was typed.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
/// <typeparam name="TInput">The kind's input.</typeparam>
public abstract partial class EditPage<TResource, TInput> : ComponentBase, IDisposable
    where TResource : class
    where TInput : class
{
    private readonly CancellationTokenSource _left = new();
    private CancellationTokenSource _patience = new();
    private string? _focus;
    private bool _isDone;
    private RuleContext _known = RuleContext.Empty;

    /// <summary>The kind.</summary>
    [Parameter, EditorRequired]
    public ResourceKind<TResource, TInput> Kind { get; set; } = null!;

    /// <summary>The account of the address.</summary>
    [Parameter, EditorRequired]
    public string AccountId { get; set; } = "";

    /// <summary>The fields.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>What the rules need to know beyond the input.</summary>
    [Parameter]
    public RuleContext Context { get; set; } = RuleContext.Empty;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    internal AccessControl Access { get; set; } = null!;

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    [Inject]
    internal IJSRuntime Browser { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal ReasonPolicy Reasons { get; set; } = null!;

    [Inject]
    internal Handover Handover { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    /// <summary>The edit.</summary>
    protected EditSession Session { get; private set; } = null!;

    /// <summary>Why the change is wanted.</summary>
    protected ReasonInput Reason { get; private set; } = null!;

    /// <summary>The person.</summary>
    protected Actor Actor { get; private set; } = null!;

    /// <summary>The failure that stands above the form.</summary>
    protected ApiFailure? Failure { get; set; }

    /// <summary>What became of a write that got no answer.</summary>
    protected WriteFate Fate { get; private set; } = WriteFate.CannotTell;

    /// <summary>A sentence above the form.</summary>
    protected string? Notice { get; set; }

    /// <summary>Whether the review is open.</summary>
    protected bool IsReviewing { get; set; }

    /// <summary>Whether a call is under way.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>When the last call began.</summary>
    protected DateTimeOffset BusySince { get; private set; }

    /// <summary>When the last call ended; the end of time while it is under way.</summary>
    protected DateTimeOffset BusyUntil { get; private set; }

    /// <summary>Knows when a call waits.</summary>
    protected Waiting Waiting { get; private set; } = null!;

    /// <summary>Cancelled by the person, while a write waits for its turn; never by leaving the page: a write that is cut off has an unknown fate.</summary>
    protected CancellationToken Patience => _patience.Token;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Left => _left.Token;

    /// <summary>Whether leaving would lose something.</summary>
    protected virtual bool HasUnsavedWork => Session.ReadOnlyReason is null && Session.Differences.Count > 0;

    /// <summary>Whether the person may change resources of this kind here.</summary>
    protected bool MayChange => Access.May(Actor, Right.Change, AccountId, Kind.Name);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels what the page was reading.</summary>
    protected virtual void Dispose(bool disposing)
    {
        Keeper?.Dispose();
        _left.Cancel();
        _left.Dispose();
        _patience.Dispose();
        _asking.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Waiting = new(() => _ = InvokeAsync(StateHasChanged));
        Session = new EditSession(Kind, Check);
        Reason = new(Reasons, Kind);
        Session.Changed += () => _ = InvokeAsync(StateHasChanged);
        Session.Changed += () => Keeper?.Touch();
        Actor = (await Authentication).User.ToActor();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Session.AccountId = AccountId;

        // What the rules need to know besides may come in when something is typed already.
        if (!ReferenceEquals(_known, Context))
        {
            _known = Context;
            Session.Recheck();
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

    /// <summary>What the rules say; a new resource has no baseline that could excuse a value.</summary>
    protected abstract IReadOnlyList<RuleFinding> Check(EditSession session);

    /// <summary>Puts the focus on an element once the page has rendered.</summary>
    protected void Focus(string id) => _focus = id;

    /// <summary>Opens the review, unless a rule forbids it or there is nothing to review; what has to be asked for it comes in while it is read.</summary>
    protected virtual async Task ReviewAsync()
    {
        (Failure, Notice, Session.IsFresh, HasComeBack) = (null, null, false, false);
        Session.Recheck();
        if (Session.IsBlocked)
        {
            FocusFirstFault();
        }
        else if (Session.Differences.Count == 0)
        {
            Notice = "Nothing is changed yet, so there is nothing to review.";
        }
        else
        {
            IsReviewing = true;
            Focus(ReviewPanel.HeadingId);
            await AskAboutOthersAsync();
        }
    }

    /// <summary>Goes back to the form, to the first changed field.</summary>
    protected void BackToForm()
    {
        IsReviewing = false;
        Focus(FieldId.Of(Session.Differences.Select(difference => Kind.FieldAt(difference.Pointer)?.Pointer).FirstOrDefault() ?? ""));
    }

    /// <summary>The form comes back with everything typed, the API's errors at their fields, the focus at the first of them.</summary>
    protected void Fail(ApiFailure failure, WriteFate fate = WriteFate.CannotTell)
    {
        ArgumentNullException.ThrowIfNull(failure);
        (Failure, Fate, IsReviewing) = (failure, fate, false);
        Session.ShowApiErrors(failure.Answer.Errors);
        FocusFirstFault();
    }

    /// <summary>Puts the focus where something blocks.</summary>
    protected void FocusFirstFault() => Focus(Session.FirstFaultyPointer() is { } pointer ? FieldId.Of(pointer) : FailureAlert.Id);

    /// <summary>A double click acts once.</summary>
    protected async Task WhileBusyAsync(Func<Task> work, string cancelled = "Cancelled while it waited for its turn. Reading it again makes sure that nothing was sent.")
    {
        ArgumentNullException.ThrowIfNull(work);
        if (IsBusy)
        {
            return;
        }

        IsBusy = true;
        (BusySince, BusyUntil) = (Time.GetUtcNow(), DateTimeOffset.MaxValue);
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
            Notice = cancelled;
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The page was left.
        }
        finally
        {
            IsBusy = _isDone;
            BusyUntil = Time.GetUtcNow();
        }
    }

    /// <summary>Leaves for another page, the work being done: the page stands until that one has rendered, and a click that comes meanwhile sends nothing.</summary>
    protected void LeaveFor(string address, HandedOver handed, bool replace = false)
    {
        _isDone = true;
        Handover.Leave(address, handed);
        Session.Begin(Session.Baseline);
        Navigation.NavigateTo(address, replace: replace);
    }

    /// <summary>Ends the wait of a call that has not been sent yet.</summary>
    protected void StopWaiting() => _patience.Cancel();

    /// <summary>A copy of the fields that the form models: what else a resource carries is the server's, or another's.</summary>
    protected JsonObject ModelledPart(JsonObject input, JsonObject into)
    {
        ArgumentNullException.ThrowIfNull(input);
        var copy = (JsonObject)into.DeepClone();
        foreach (var field in Kind.Fields)
        {
            if (Cloudflare.Values.JsonPointer.Read(input, field.Pointer) is { } value)
            {
                Cloudflare.Values.JsonPointer.Write(copy, field.Pointer, value.DeepClone());
            }
        }

        return copy;
    }
}
