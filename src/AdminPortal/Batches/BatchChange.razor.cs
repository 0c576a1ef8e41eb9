using System.Text.Json.Nodes;
using AdminPortal.Changes.Batches;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Values;
using AdminPortal.Forms;
using AdminPortal.Lists;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Batches;

/// <summary>Changes the same fields of the selected resources of a kind: a form, a review row by row, and how far each is.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
/// <typeparam name="TInput">The kind's input.</typeparam>
public sealed partial class BatchChange<TResource, TInput>
    where TResource : class
    where TInput : class
{
    private static readonly HashSet<string> NothingAnyway = [];

    private EditSession _wishes = null!;
    private IReadOnlyList<TResource>? _live;
    private IReadOnlyList<string> _missing = [];
    private IReadOnlyList<ChangeRow<TResource>>? _rows;
    private Stage _stage;
    private bool _isRunning;
    private CancellationTokenSource _stop = new();
    private ReasonInput _reason = null!;

    /// <summary>The kind.</summary>
    [Parameter, EditorRequired]
    public ResourceKind<TResource, TInput> Kind { get; set; } = null!;

    /// <summary>Reads the resources of the account.</summary>
    [Parameter, EditorRequired]
    public Func<AccountClient, CancellationToken, Task<ApiResult<IReadOnlyList<TResource>>>> Read { get; set; } = null!;

    /// <summary>The fields.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    internal BatchUpdates Batch { get; set; } = null!;

    private enum Stage
    {
        Form,
        Review,
        Run,
    }

    /// <inheritdoc/>
    protected override string KindName => Kind.Name;

    /// <inheritdoc/>
    protected override string? LeavingQuestion =>
        _isRunning ? "Leave now? What is not sent yet is then not sent."
        : _stage != Stage.Run && _live is not null && Wishes.Count > 0 ? "Leave without saving? What you set here is lost."
        : null;

    private Selection Selection => Selections.Of(AccountId, Kind);

    private string? About => _live is { Count: > 0 } live ? $"{BatchWords.Count(live.Count, Kind)} selected" : null;

    /// <summary>The fields that are set, an emptied one among them.</summary>
    private IReadOnlyList<(string Pointer, JsonNode Value)> Wishes =>
        [.. Kind.Fields.Select(place => (place.Pointer, Value: JsonPointer.Read(_wishes.Proposed, place.Pointer)!)).Where(wish => wish.Value is not null)];

    private IReadOnlyList<string> Warnings => [.. _wishes.Findings.Select(finding => $"{Kind.FieldAt(finding.Pointer)?.Label}: {finding.Text}")];

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        base.OnInitialized();
        _reason = new(Reasons, Kind);
        _wishes = new(Kind, wishes => RuleCheck.Run(Kind, wishes.Proposed, baseline: null, RuleContext.Empty, NothingAnyway));
        _wishes.Begin([]);
        _wishes.Changed += () => _ = InvokeAsync(StateHasChanged);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _stop.Cancel();
        _stop.Dispose();
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        (_live, _rows, _stage) = (null, null, Stage.Form);
        return Selection.Count == 0 ? Task.CompletedTask : ReadAsync();
    }

    private Task ReadAsync() => WhileBusyAsync(
        async () =>
        {
            (Failure, Notice) = (null, null);
            var read = await ReadingAsync(cancellation => Read(Accounts.Find(AccountId)!, cancellation));
            Failure = read.Match<ApiFailure?>(_ => null, failure => failure);
            if (read is ApiResult<IReadOnlyList<TResource>>.Ok { Value: var all })
            {
                _live = [.. all.Where(resource => Selection.Has(Kind.IdOf(resource)))];
                List<string> missing = [.. Selection.Ids.Except(_live.Select(Kind.IdOf), StringComparer.Ordinal)];
                _missing = [.. missing.Select(Selection.NameOf)];
                missing.ForEach(id => Selection.Set(id, "", isSelected: false));
            }
        },
        () => Notice = "Cancelled while it waited: nothing was read.");

    private void Review()
    {
        Notice = null;
        _wishes.Recheck();
        if (_wishes.FirstFaultyPointer() is { } faulty)
        {
            Focus(FieldId.Of(faulty));
        }
        else if (Wishes.Count == 0)
        {
            Notice = "Nothing is set yet, so there is nothing to review.";
            Focus(BatchFrame.NoticeId);
        }
        else
        {
            Review(_live!);
        }
    }

    private void Review(IReadOnlyList<TResource> resources)
    {
        var wishes = Wishes;
        if (resources.Count == 0)
        {
            (Notice, _stage) = ("None of them is there any more.", Stage.Form);
            return;
        }

        _rows = [.. resources.Select(resource => ChangeRow<TResource>.Of(Kind.NameOf(resource), Kind, AccountId, Kind.IdOf(resource), Kind.ToJson(Kind.ToInput(resource)), wishes))];
        _stage = Stage.Review;
        Focus(ChangeReview<TResource>.HeadingId);
    }

    private void BackToForm() => _stage = Stage.Form;

    private Task CheckAsync() => WhileBusyAsync(
        () => ReadingAsync(async cancellation =>
        {
            List<ChangeRow<TResource>> rows = [.. _rows!.Where(row => row.Differences.Count > 0)];
            rows.ForEach(row => row.Check = null);
            await foreach (var (index, said) in Batch.CheckAsync(Kind, Actor, [.. rows.Select(row => row.Request)], cancellation))
            {
                rows[index].Check = said;
                StateHasChanged();
            }

            return rows.Count;
        }),
        () => Notice = "Cancelled while it waited: not all are checked.");

    private Task SaveAsync()
    {
        if (!_reason.IsUsable())
        {
            Focus(ReasonField.Id);
            return Task.CompletedTask;
        }

        _rows = [.. _rows!.Where(row => row.Differences.Count > 0)];
        return RunAsync(_rows);
    }

    private Task RetryAsync() => RunAsync([.. _rows!.Where(row => row.Step.MayBeRetried)]);

    private Task RunAsync(IReadOnlyList<ChangeRow<TResource>> rows) => WhileBusyAsync(
        async () =>
        {
            _stop.Dispose();
            (_stop, _stage, _isRunning) = (new(), Stage.Run, true);
            foreach (var row in rows)
            {
                row.Step = new BatchStep<TResource>.Waiting();
            }

            Focus(ChangeProgress<TResource>.HeadingId);
            StateHasChanged();

            // The review offers to save only once the person has agreed to every consequence that it names.
            var requests = rows.Select(row => row.Request with { AgreedTo = row.Consequence, Reason = _reason.Text, Name = row.Name }).ToList();
            await foreach (var (index, step) in Batch.RunAsync(Kind, Actor, requests, _stop.Token, Patience))
            {
                rows[index].Step = step;
                StateHasChanged();
            }

            _isRunning = false;
            foreach (var row in rows.Where(row => row.Step.IsSaved))
            {
                Selection.Set(row.Id, row.Name, isSelected: false);
            }
        },
        () => _isRunning = false);

    private void Stop() => _stop.Cancel();

    /// <summary>What was held back is laid over the live copies anew: nobody has reviewed that sum yet (ADR 8).</summary>
    private async Task ReviewMovedAsync()
    {
        var moved = _rows!.Where(ChangeProgress<TResource>.IsMoved).Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        await ReadAsync();
        if (Failure is null && Notice is null)
        {
            Review([.. _live!.Where(resource => moved.Contains(Kind.IdOf(resource)))]);
        }
    }
}
