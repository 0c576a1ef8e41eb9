using System.Text.Encodings.Web;
using System.Text.Json;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Security;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AdminPortal.History;

/// <summary>One entry of the journal with everything that is known of it, under an address of its own.</summary>
public sealed partial class ChangePage : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>So many of the resource's later changes are looked at for one that takes this one back.</summary>
    private const int ChangesAfter = 50;

    private readonly CancellationTokenSource _left = new();
    private ChangeDetail? _change;
    private Actor _actor = new("", Role.None);
    private Guid? _takenBackBy;
    private bool _isRead;
    private bool _isAway;
    private string? _refusal;
    private bool _mayChange;
    private bool _seesActivity;
    private (string Account, Guid Change) _shown;

    /// <summary>The account of the address.</summary>
    [Parameter]
    public string AccountId { get; set; } = "";

    /// <summary>The change of the address.</summary>
    [Parameter]
    public Guid ChangeId { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    internal AccessControl Access { get; set; } = null!;

    [Inject]
    internal IJournal Journal { get; set; } = null!;

    [Inject]
    internal ReaderTime Reader { get; set; } = null!;

    private ResourceKind? Kind => _change is null ? null : ChangeWords.KindOf(_change.Row.Kind);

    private string Title => _change is { Row: var row } ? $"{ChangeWords.Of(row.Operation)}: {row.Kind} {ChangeWords.NameOf(row)}" : "Change";

    private string? HistoryAddress => _change?.Row.ResourceId is { } id && Kind is { } kind ? Addresses.History(AccountId, kind, id) : null;

    private string? Body => _change?.Proposed?.ToJsonString(Readable);

    /// <inheritdoc/>
    public void Dispose()
    {
        Reader.ZoneLearned -= ShowAgain;
        _left.Cancel();
        _left.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Reader.ZoneLearned += ShowAgain;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown != (AccountId, ChangeId))
        {
            _shown = (AccountId, ChangeId);
            _actor = (await Authentication).User.ToActor();
            _seesActivity = Access.May(_actor, Right.View, AccountId, kind: null);
            await LoadAsync();
            _mayChange = _change is { Row.Kind: var kind } && Access.May(_actor, Right.Change, AccountId, kind);
        }
    }

    private void ShowAgain() => _ = InvokeAsync(StateHasChanged);

    private async Task LoadAsync()
    {
        (_change, _takenBackBy, _refusal, _isRead, _isAway) = (null, null, null, false, false);
        try
        {
            var found = await Journal.FindAsync(AccountId, ChangeId, _left.Token);
            _refusal = found is null ? null : Access.RefusalFor(_actor, Right.View, AccountId, found.Row.Kind);
            _change = _refusal is null ? found : null;
            _takenBackBy = _change is null ? null : await TakenBackByAsync(_change.Row);
            _isRead = true;
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (StoreUnavailableException)
        {
            _isAway = true;
        }
    }

    /// <summary>The change that takes this one back, where one does. It is looked for among the resource's reverts after it: they are few, and the entry alone names what it takes back.</summary>
    private async Task<Guid?> TakenBackByAsync(JournalRow row)
    {
        if (row.ResourceId is not { } resource)
        {
            return null;
        }

        var newer = await Journal.HistoryAsync(AccountId, row.Kind, resource, new(row.At, row.Id, ToNewer: true), ChangesAfter, _left.Token);
        foreach (var revert in newer.Rows.Where(one => one.Operation == ChangeOperation.Revert && one.At >= row.At).Reverse())
        {
            if ((await Journal.FindAsync(AccountId, revert.Id, _left.Token))?.Reverts == row.Id)
            {
                return revert.Id;
            }
        }

        return null;
    }
}
