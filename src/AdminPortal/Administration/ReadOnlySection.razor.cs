using System.Globalization;
using AdminPortal.Changes.Access;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Administration;

/// <summary>Switches the console to read-only and back.</summary>
public sealed partial class ReadOnlySection
{
    private const string ReasonId = "read-only-reason";
    private const string AtId = "read-only-at";
    private const string At = "at";
    private const string Morning = "morning";
    private const string Layout = "yyyy-MM-dd'T'HH:mm";
    private const int MorningHour = 7;

    private static readonly IReadOnlyList<(string Value, string Label)> Choices = [("1", "in 1 hour"), ("4", "in 4 hours"), (Morning, $"tomorrow at {MorningHour:00}:00")];

    private IDisposable? _following;
    private string _reason = "";
    private string _choice = Choices[0].Value;
    private string? _at;
    private string? _reasonProblem;
    private string? _endProblem;
    private bool _isBusy;

    [Inject]
    internal ReadOnlyNews News { get; set; } = null!;

    [Inject]
    internal ReaderTime Reader { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    [Inject]
    internal IJSRuntime Browser { get; set; } = null!;

    private string ZoneName => Reader.Zone.Equals(TimeZoneInfo.Utc) ? "UTC" : Reader.Zone.Id;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _following = News.Follow(ShowAgain);
        Reader.ZoneLearned += ShowAgain;
    }

    /// <inheritdoc/>
    protected override void Leave()
    {
        _following?.Dispose();
        Reader.ZoneLearned -= ShowAgain;
    }

    /// <inheritdoc/>
    protected override Task ReadAsync() => Task.CompletedTask;

    private void ShowAgain() => _ = InvokeAsync(StateHasChanged);

    private void TakeTime(ChangeEventArgs change) => (_at, _choice, _endProblem) = (change.Value as string, At, null);

    private async Task BeginAsync()
    {
        await Reader.LearnZoneAsync();
        var now = Time.GetUtcNow();
        var until = EndOf(now);
        _reasonProblem = ConsoleAdministration.ProblemWithReason(_reason);
        _endProblem = until is null ? "Give a day and a time that there is in your zone." : ConsoleAdministration.ProblemWithEnd(now, until.Value);
        if (_reasonProblem is not null || _endProblem is not null)
        {
            await Browser.InvokeVoidAsync("portal.focus", _reasonProblem is not null ? ReasonId : AtId);
            return;
        }

        await DoAsync(async () =>
        {
            if (await AskAsync(left => Administration.BeginReadOnlyAsync(Actor, _reason, until!.Value, left)) is not null)
            {
                (_reason, _at, _choice, Said) = ("", null, Choices[0].Value, "The console is read-only now. Whatever was on its way to the API when you pressed is in the journal.");
            }

            _endProblem = Problem;
        });
    }

    private Task EndAsync() => DoAsync(async () =>
    {
        if (await AskAsync(left => Administration.EndReadOnlyAsync(Actor, left)) is not null)
        {
            Said = "Changes are possible again.";
        }
    });

    private async Task DoAsync(Func<Task> deed)
    {
        (_isBusy, Said) = (true, null);
        try
        {
            await deed();
        }
        finally
        {
            _isBusy = false;
        }
    }

    /// <summary>The chosen end, or null where it is no time.</summary>
    private DateTimeOffset? EndOf(DateTimeOffset now) => _choice switch
    {
        At => DateTime.TryParseExact(_at, [Layout, $"{Layout}:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? InZone(local) : null,
        Morning => InZone(TimeZoneInfo.ConvertTime(now, Reader.Zone).Date.AddDays(1).AddHours(MorningHour)),
        _ => now.AddHours(int.Parse(_choice, CultureInfo.InvariantCulture)),
    };

    /// <summary>A time that the clock skips is none; of one that comes twice, the first is meant.</summary>
    private DateTimeOffset? InZone(DateTime local) => Reader.Zone.IsInvalidTime(local) ? null
        : new(local, Reader.Zone.IsAmbiguousTime(local) ? Reader.Zone.GetAmbiguousTimeOffsets(local).Max() : Reader.Zone.GetUtcOffset(local));
}
