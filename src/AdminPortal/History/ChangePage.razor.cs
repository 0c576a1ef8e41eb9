using System.Text.Encodings.Web;
using System.Text.Json;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.History;

/// <summary>One entry of the journal with everything that is known of it, under an address of its own.</summary>
public sealed partial class ChangePage : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CancellationTokenSource _left = new();
    private ChangeDetail? _change;
    private bool _isRead;
    private bool _isAway;
    private (string Account, Guid Change) _shown;

    /// <summary>The account of the address.</summary>
    [Parameter]
    public string AccountId { get; set; } = "";

    /// <summary>The change of the address.</summary>
    [Parameter]
    public Guid ChangeId { get; set; }

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
            await LoadAsync();
        }
    }

    private void ShowAgain() => _ = InvokeAsync(StateHasChanged);

    private async Task LoadAsync()
    {
        (_change, _isRead, _isAway) = (null, false, false);
        try
        {
            _change = await Journal.FindAsync(AccountId, ChangeId, _left.Token);
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
}
