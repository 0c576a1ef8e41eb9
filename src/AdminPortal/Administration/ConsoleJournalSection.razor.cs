using System.Globalization;
using AdminPortal.Changes.Access;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.Administration;

/// <summary>Who came and went, who was refused, whose role changed: newest first, the place in the address.</summary>
public sealed partial class ConsoleJournalSection
{
    private const int PageSize = 50;

    private IReadOnlyList<ConsoleEntry>? _entries;
    private long? _before;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal ReaderTime Reader { get; set; } = null!;

    /// <summary>One more is read than is shown: it tells whether there are older ones.</summary>
    private bool HasOlder => _entries?.Count > PageSize;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Navigation.LocationChanged += Moved;
        Reader.ZoneLearned += ShowAgain;
    }

    /// <inheritdoc/>
    protected override void Leave()
    {
        Navigation.LocationChanged -= Moved;
        Reader.ZoneLearned -= ShowAgain;
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        _before = long.TryParse(QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query).GetValueOrDefault(Addresses.BeforeName), NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null;
        _entries = await AskAsync(left => Administration.JournalAsync(Actor, _before, PageSize + 1, left)) ?? _entries;
    }

    private void ShowAgain() => _ = InvokeAsync(StateHasChanged);

    private void Moved(object? sender, LocationChangedEventArgs location)
    {
        // Another page's address is that page's matter; this one is about to leave.
        if (new Uri(location.Location).AbsolutePath == Navigation.ToAbsoluteUri(Addresses.ConsoleJournal).AbsolutePath)
        {
            _ = InvokeAsync(async () =>
            {
                await ReadAsync();
                StateHasChanged();
            });
        }
    }
}
