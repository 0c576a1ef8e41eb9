using System.Text.Json.Nodes;
using AdminPortal.Changes.Drafts;
using AdminPortal.Changes.Preferences;
using AdminPortal.Changes.Store;

namespace AdminPortal.Forms;

/// <summary>
/// Keeps one form's unsaved work in the store, shortly after typing stops. It never writes over a draft that it does not know: such a one waits for the
/// person's decision. All of it runs on the form's circuit.
/// </summary>
/// <param name="drafts">The store's drafts.</param>
/// <param name="open">The forms with something that is not kept yet.</param>
/// <param name="time">The clock.</param>
/// <param name="person">Whose work it is.</param>
/// <param name="subject">What it is work on.</param>
/// <param name="work">The work as it is; null where there is nothing to keep.</param>
/// <param name="dispatch">Runs something on the form's circuit.</param>
/// <param name="changed">Told when there is something else to say.</param>
internal sealed class DraftKeeper(
    IDrafts drafts, OpenDrafts open, TimeProvider time, string person, DraftSubject subject, Func<DraftContent?> work, Func<Func<Task>, Task> dispatch, Action changed) : IDisposable
{
    /// <summary>How long typing has to rest.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const int MaxId = 128;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(10);

    private ITimer? _timer;
    private DraftContent? _kept;
    private Task _writing = Task.CompletedTask;
    private bool _hasLooked;
    private bool _isPending;
    private bool _isOver;

    /// <summary>A draft that this form did not keep: an earlier one, or another window's. While it waits for a decision, nothing is kept.</summary>
    public Draft? Other { get; private set; }

    /// <summary>When the form's work was kept last; null where it is not kept.</summary>
    public DateTimeOffset? KeptAt { get; private set; }

    /// <summary>Why the work is not kept, where it cannot be.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Whether a draft can be found by these again.</summary>
    public static bool CanKeep(string person, string resourceId = DraftSubject.New) => IsKey(person, IPreferences.MaxPersonLength) && IsKey(resourceId, MaxId);

    /// <summary>Looks for a draft from before.</summary>
    public Task FindAsync() => InTurnAsync(LookAsync);

    /// <summary>Something was typed, or undone.</summary>
    public void Touch()
    {
        if (!_isOver)
        {
            _isPending = true;
            open.Add(this, () => dispatch(FlushAsync));
            Arm(Pause);
        }
    }

    /// <summary>Keeps at once what is not kept yet; removes the draft where nothing is left to keep.</summary>
    public Task FlushAsync()
    {
        _isPending = false;
        var now = work() is { } typed ? typed with { Baseline = Copy(typed.Baseline), Input = Copy(typed.Input)! } : null;
        return InTurnAsync(() => CatchUpAsync(now), isFlush: true);
    }

    /// <summary>The other draft is this form's own from now on: what is typed next is kept in its place.</summary>
    public void Adopt()
    {
        (_kept, KeptAt, Other) = (Other?.Content, Other?.UpdatedAt, null);
        Touch();
    }

    /// <summary>Removes the other draft.</summary>
    public Task DiscardOtherAsync() => InTurnAsync(async () =>
    {
        await drafts.DeleteAsync(person, subject, CancellationToken.None).WaitAsync(Patience, time);
        Other = null;
    });

    /// <summary>Removes the form's own draft, and keeps nothing more.</summary>
    public Task DiscardAsync()
    {
        _isOver = true;
        open.Remove(this);
        return _kept is null ? _writing : InTurnAsync(RemoveOwnAsync);
    }

    /// <summary>The form goes, by leaving the page or with its circuit: what is not kept yet is kept.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        if (_isPending && !_isOver)
        {
            // The process may be told to end before it is written.
            var last = FlushAsync();
            open.Add(this, () => last);
            _ = ForgetAsync(last);
        }
        else
        {
            open.Remove(this);
        }

        _isOver = true;
    }

    private async Task ForgetAsync(Task last)
    {
        await last;
        open.Remove(this);
    }

    private static bool IsKey(string text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest && !text.Any(char.IsControl);

    private static JsonObject? Copy(JsonObject? input) => (JsonObject?)input?.DeepClone();

    private static bool IsSame(DraftContent one, DraftContent? other) =>
        other is not null && JsonNode.DeepEquals(one.Baseline, other.Baseline) && JsonNode.DeepEquals(one.Input, other.Input);

    private void Arm(TimeSpan pause)
    {
        _timer ??= time.CreateTimer(_ => _ = dispatch(FlushAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(pause, Timeout.InfiniteTimeSpan);
    }

    /// <summary>One after the other, so that the last state is the one that stays.</summary>
    private Task InTurnAsync(Func<Task> write, bool isFlush = false) => _writing = RunAsync(_writing, write, isFlush);

    private async Task RunAsync(Task before, Func<Task> write, bool isFlush)
    {
        await before;
        try
        {
            await write();
            if (isFlush && !_isPending)
            {
                open.Remove(this);
            }
        }
        catch (Exception problem) when (problem is StoreUnavailableException or TimeoutException)
        {
            Say(null, "What you type is not kept as a draft now: the console's store does not answer. It is tried again by itself; do not close this page before you have saved.");
            if (!_isOver)
            {
                Arm(RetryPause);
            }
        }
    }

    private async Task LookAsync()
    {
        Other = await FindStoredAsync();
        _hasLooked = true;
    }

    private async Task CatchUpAsync(DraftContent? now)
    {
        if (!_hasLooked)
        {
            await LookAsync();
            Say(null, null);
            if (Other is not null)
            {
                changed();
            }
        }

        if (Other is not null || (now is not null && Trouble is null && IsSame(now, _kept)))
        {
            return;
        }

        if (now is not null)
        {
            await KeepAsync(now);
        }
        else if (_kept is not null)
        {
            await RemoveOwnAsync();
        }
        else
        {
            Say(null, null);
        }
    }

    private async Task KeepAsync(DraftContent now)
    {
        if (await FindStoredAsync() is { } stored && !IsSame(stored.Content, _kept) && !IsSame(stored.Content, now))
        {
            Other = stored;
            Say(null, null);
            changed();
            return;
        }

        switch (await drafts.KeepAsync(person, subject, now, CancellationToken.None).WaitAsync(Patience, time))
        {
            case DraftKeeping.Kept:
                _kept = now;
                Say(time.GetUtcNow(), null);
                break;
            case DraftKeeping.TooLong:
                Say(null, $"What you type is not kept as a draft any more: a draft may have {IDrafts.MaxBytes / 1024} KiB, and this one has more.");
                break;
            case DraftKeeping.TooMany:
                Say(null, $"What you type is not kept as a draft: you have {IDrafts.MaxPerPerson} drafts already. Discard some on the page Drafts.");
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Another window's draft stays.</summary>
    private async Task RemoveOwnAsync()
    {
        if (await FindStoredAsync() is { } stored && _kept is { } kept && IsSame(stored.Content, kept))
        {
            await drafts.DeleteAsync(person, subject, CancellationToken.None).WaitAsync(Patience, time);
        }

        _kept = null;
        Say(null, null);
    }

    private Task<Draft?> FindStoredAsync() => drafts.FindAsync(person, subject, CancellationToken.None).WaitAsync(Patience, time);

    /// <summary>Keeping renders nothing by itself but the first word of it, and every word of trouble.</summary>
    private void Say(DateTimeOffset? keptAt, string? trouble)
    {
        var isNew = KeptAt is null != keptAt is null || Trouble != trouble;
        (KeptAt, Trouble) = (keptAt, trouble);
        if (isNew && !_isOver)
        {
            changed();
        }
    }
}
