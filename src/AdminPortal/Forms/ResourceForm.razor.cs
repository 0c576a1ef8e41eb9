using AdminPortal.Changes;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Merge;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace AdminPortal.Forms;

/// <summary>The edit shell of every kind: read, edit, review, save, and what the API says to each.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
/// <typeparam name="TInput">The kind's input.</typeparam>
public sealed partial class ResourceForm<TResource, TInput> : IDisposable
    where TResource : class
    where TInput : class
{
    private readonly CancellationTokenSource _left = new();
    private TResource? _resource;
    private EditContext _editContext = null!;
    private ApiFailure? _failure;
    private bool _failedWhileWriting;
    private string? _notice;
    private string? _shownId;
    private (ApiAnswer Answer, DateTimeOffset At)? _saved;
    private ApiResult<NoResult>? _check;
    private bool _reviewing;
    private bool _busy;
    private string? _focus;
    private Actor _actor = null!;

    /// <summary>The kind.</summary>
    [Parameter, EditorRequired]
    public ResourceKind<TResource, TInput> Kind { get; set; } = null!;

    /// <summary>The account of the address.</summary>
    [Parameter, EditorRequired]
    public string AccountId { get; set; } = "";

    /// <summary>The resource of the address.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The fields.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>What the rules need to know beyond the input.</summary>
    [Parameter]
    public RuleContext Context { get; set; } = RuleContext.Empty;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    [Inject]
    internal ResourceUpdates Updates { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    [Inject]
    internal IJSRuntime Browser { get; set; } = null!;

    private EditSession Session { get; set; } = null!;

    private bool HasUnsavedWork => _resource is not null && Session.ReadOnlyReason is null && Session.Differences.Count > 0;

    private UpdateRequest Request => new(AccountId, Id, Session.Baseline, Session.Request);

    private string ChangeCount => Session.Differences.Count switch
    {
        0 => "Nothing changed",
        1 => "1 change",
        var count => $"{count} changes",
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Session = new EditSession(Kind, session => RuleCheck.Run(Kind, session.Proposed, session.Baseline, Context, session.SendAnyway));
        _editContext = new EditContext(Session);
        Session.Changed += () => _ = InvokeAsync(StateHasChanged);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shownId != $"{AccountId}/{Id}")
        {
            _shownId = $"{AccountId}/{Id}";
            _resource = null;
            _actor = (await Authentication).User.ToActor();
            await ReadAgainAsync();
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

    /// <summary>Reads the live copy; edits already made are laid over it.</summary>
    private async Task ReadAgainAsync()
    {
        var failedWrite = _failedWhileWriting ? _failure : null;
        (_failure, _notice, _failedWhileWriting) = (null, null, false);
        if (Accounts.Find(AccountId) is not { } client)
        {
            _failure = ApiFailures.UnknownAccount;
            return;
        }

        try
        {
            var result = await Kind.ReadAsync(client, Id, _left.Token);
            if (result is ApiResult<TResource>.Failed { Failure: var failure })
            {
                _failure = failure;
            }
            else if (result is ApiResult<TResource>.Ok { Value: var live })
            {
                TakeOver(live, failedWrite);
            }
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private void TakeOver(TResource live, ApiFailure? failedWrite = null)
    {
        var input = Kind.ToJson(Kind.ToInput(live));
        var isFirst = _resource is null;
        Session.Resource = _resource = live;
        if (isFirst)
        {
            Session.ReadOnlyReason = Kind.ReadOnlyReason(live) ?? (_actor.MayChange ? null : WriteAccess.ViewerRefusal);
            Session.Begin(input);
        }
        else
        {
            var moved = InputDiff.Between(Kind, Session.Baseline, input);
            var wanted = Session.Differences.Count;
            Session.Rebase(input, Overlay.Apply(Kind, Session.Baseline, Session.Proposed, input));
            _notice = MovedWords(moved, isUnclear: failedWrite is ApiFailure.Unreachable { MayHaveLanded: true }, arrived: wanted > 0 && Session.Differences.Count == 0);
        }
    }

    private static string MovedWords(IReadOnlyList<FieldDifference> moved, bool isUnclear, bool arrived) => (moved.Count, isUnclear, arrived) switch
    {
        (_, true, true) => "The resource now is as you wanted it: the change has arrived.",
        (_, false, true) => "The resource now is as you wanted it: somebody else has made the same change.",
        (0, true, _) => "The resource is as it was when you began: your change has not arrived.",
        (0, false, _) => "The resource is as it was when you began.",
        _ => $"The resource has changed since you began: {string.Join(", ", moved.Select(difference => difference.Label))}. Your own changes are laid over it; review them again.",
    };
}
