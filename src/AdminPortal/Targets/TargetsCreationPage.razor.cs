using System.Text.Encodings.Web;
using System.Text.Json;
using AdminPortal.Batches;
using AdminPortal.Changes.Batches;
using AdminPortal.Changes.Batches.Lines;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Forms;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Targets;

/// <summary>Creates many targets from pasted lines: what each line means, the request, and what became of each.</summary>
public sealed partial class TargetsCreationPage
{
    /// <summary>The longest text, in characters: it has to fit into one message of the circuit (<c>PortalPages</c>).</summary>
    internal const int LongestText = 200_000;

    private const string TextId = "lines";
    private const string HeadingId = "review";
    private const string Example = "edge-1, 10.0.0.12, 2001:db8::12, default\nedge-2, 10.0.0.13";

    // For people to read: the text is rendered as text, never as markup.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<TargetCells, IReadOnlyList<ApiMessage>> _apiErrors = [];
    private TargetLinesTable? _table;
    private NetworkNames? _networks;
    private ApiFailure? _networksFailure;
    private string _text = "";
    private TargetSheet _sheet = TargetSheet.Empty;
    private ReasonInput _reason = null!;
    private ILookup<int, RuleFinding>? _taken;
    private bool _takenUntold;
    private bool _isReviewing;
    private bool _failedWhileWriting;
    private BatchOutcome<Target>.Ran? _ran;
    private DateTimeOffset _ranAt;

    [Inject]
    internal TargetCreations Creations { get; set; } = null!;

    /// <inheritdoc/>
    protected override string KindName => TargetKind.Instance.Name;

    /// <inheritdoc/>
    protected override string? LeavingQuestion =>
        _ran is null ? _sheet.Count > 0 ? "Leave without saving? The lines here are lost." : null
        : HasRest ? "Leave now? The lines that are left are lost."
        : null;

    private IReadOnlyList<(TargetLine Line, BatchRow<Target> Row)> Results => [.. _sheet.Lines.Zip(_ran!.Rows)];

    private bool HasRest => _ran!.Rows.Any(row => row.Fate != BatchFate.Done);

    private string Summary => (_sheet, Errors: _sheet.Lines.Count(line => line.IsBlocked)) switch
    {
        _ when _text.Length >= LongestText => $"The text is cut off at {LongestText:N0} characters. Paste it in parts.",
        ({ IsTooLong: true }, _) => $"{_sheet.Count:N0} lines; at most {BatchLimits.Most:N0} at once. Paste them in parts.",
        ({ Count: 0 }, _) => "",
        (_, 0) when _sheet.Lines.Count(line => _apiErrors.ContainsKey(line.Cells)) is > 0 and var refused => $"{Lines(_sheet.Count)}, {refused:N0} refused by the API",
        (_, 0) => $"{Lines(_sheet.Count)}, all ready",
        (_, var errors) => $"{Lines(_sheet.Count)}, {_sheet.Count - errors:N0} ready, {errors:N0} with errors",
    };

    private string Body => $"[\n{string.Join(",\n", _sheet.Lines.Select(line => $"  {line.Input.ToJsonString(Readable)}"))}\n]";

    /// <inheritdoc/>
    protected override Task BeginAsync() => WhileBusyAsync(
        async () =>
        {
            _reason = new(Reasons, TargetKind.Instance);
            (Notice, _networks) = (null, null);
            var networks = await ReadingAsync(cancellation => Accounts.Find(AccountId)!.Helpers.ListVirtualNetworksAsync(AccountId, null, null, null, isDeleted: false, cancellation));
            _networksFailure = networks.Match<ApiFailure?>(_ => null, failure => failure);
            _networks = networks.Match(ok => new NetworkNames(ok.Value), _ => new NetworkNames(null));
            SetText(_text);
        },
        () => Notice = "Cancelled while it waited: nothing was read.");

    private static string Lines(int count) => $"{count:N0} {(count == 1 ? "line" : "lines")}";

    private void SetText(string? text)
    {
        _text = text ?? "";
        _sheet = TargetSheet.Read(_text, _networks!, _sheet);
    }

    private async Task ReviewAsync()
    {
        if (_sheet.Lines.FirstOrDefault(line => line.IsBlocked) is { } faulty)
        {
            _table?.Show(faulty);
            Focus(TargetLinesTable.IdOf(faulty));
        }
        else if (!_sheet.IsReady || _text.Length >= LongestText)
        {
            Focus(TextId);
        }
        else
        {
            await WhileBusyAsync(LookAsync, () => Notice = "Cancelled while it waited: nothing was sent.");
        }
    }

    /// <summary>An address that another target has in the same network is a warning: the API has the last word.</summary>
    private async Task LookAsync()
    {
        (Failure, Notice, _failedWhileWriting) = (null, null, false);
        var found = await ReadingAsync(cancellation => Creations.FindAsync(AccountId, _sheet.Lines, cancellation));
        _takenUntold = found.Failure is not null;
        _taken = TakenAddresses.Find(_sheet.Lines, found.Targets, _networks!);
        _isReviewing = true;
        Focus(HeadingId);
    }

    private void BackToLines()
    {
        _isReviewing = false;
        Focus(TextId);
    }

    private Task CreateAsync() => WhileBusyAsync(
        async () =>
        {
            // A second click may come when they are created already and the browser does not show it yet.
            if (!_isReviewing)
            {
                return;
            }

            if (!_reason.IsUsable())
            {
                Focus(ReasonField.Id);
                return;
            }

            (Failure, Notice, _failedWhileWriting) = (null, null, true);
            _apiErrors.Clear();
            if (Settle(await Creations.CreateAsync(Actor, AccountId, [.. _sheet.Lines.Select(line => line.Input)], _reason.Text, Patience)) is { } ran)
            {
                Show(ran);
            }
        },
        () => Notice = "Cancelled while it waited for its turn. Look for the targets in their list before you create them again.");

    private void Show(BatchOutcome<Target>.Ran ran)
    {
        _isReviewing = false;
        Failure = ran.Failure is ApiFailure.Unreachable { MayHaveLanded: true } ? null : ran.Failure;
        foreach (var (line, row) in _sheet.Lines.Zip(ran.Rows).Where(pair => pair.Second.Messages.Count > 0))
        {
            _apiErrors[line.Cells] = row.Messages;
        }

        if (Failure is not null && ran.Rows.All(row => row.Fate is BatchFate.NotDone or BatchFate.Refused))
        {
            Focus(_sheet.Lines.FirstOrDefault(line => _apiErrors.ContainsKey(line.Cells)) is { } faulty ? TargetLinesTable.IdOf(faulty) : FailureAlert.Id);
            return;
        }

        (_ran, _ranAt, Notice) = (ran, Time.GetUtcNow(), JournalWords.Of(ran.Journaled));
        Focus(Failure is null ? BatchNote.Id : FailureAlert.Id);
    }

    /// <summary>What is there goes; what could not be told is kept as a comment, so that it is not sent twice without a thought.</summary>
    private void GoOn()
    {
        var left = Results.Where(result => result.Row.Fate is not (BatchFate.Done or BatchFate.CannotTell)).Select(result => result.Line);
        var unclear = Results.Where(result => result.Row.Fate == BatchFate.CannotTell).Select(result => result.Line);
        var text = HasRest ? TargetSheet.Write(left, unclear) : "";
        (_ran, Failure, Notice) = (null, null, null);
        SetText(text);
        Focus(TextId);
    }

    private static string Words(BatchFate fate) => fate switch
    {
        BatchFate.Done => "created",
        BatchFate.Refused => "refused",
        BatchFate.NotDone => "not created",
        BatchFate.CannotTell => "could not be told",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Words(BatchRow<Target> row, ApiFailure? failure) => row.Fate switch
    {
        BatchFate.Done => failure is null ? "Created" : "Created, as looking for it shows",
        BatchFate.Refused => "Refused",
        BatchFate.NotDone => failure is null or ApiFailure.Unreachable { MayHaveLanded: true } ? "Not created: it is not there" : "Not created: the call was refused as a whole",
        BatchFate.CannotTell => "Could not tell: look for it in the list before you create it again",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
