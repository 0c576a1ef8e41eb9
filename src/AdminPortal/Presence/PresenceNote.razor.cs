using AdminPortal.Changes.Presence;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Presence;

/// <summary>Who else has the resource open, and since when. It renders when somebody comes or goes, and never else.</summary>
public sealed partial class PresenceNote : IDisposable
{
    private const int MostNamed = 4;

    private IOpenForm? _form;
    private (string Account, string Kind, string Id, string Person) _entered;

    /// <summary>The account.</summary>
    [Parameter, EditorRequired]
    public string AccountId { get; set; } = "";

    /// <summary>The kind, by its path.</summary>
    [Parameter, EditorRequired]
    public string KindPath { get; set; } = "";

    /// <summary>The resource.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>Who has this form open.</summary>
    [Parameter, EditorRequired]
    public string Person { get; set; } = "";

    [Inject]
    internal IOpenForms Forms { get; set; } = null!;

    [Inject]
    internal ReaderTime Reader { get; set; } = null!;

    private string? Words => _form?.Others is { Count: > 0 } others ? $"Open at the same time: {string.Join(", ", Named(others))}." : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Reader.ZoneLearned -= ShowAgain;
        _form?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Reader.ZoneLearned += ShowAgain;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_entered != (AccountId, KindPath, Id, Person))
        {
            _entered = (AccountId, KindPath, Id, Person);
            _form?.Dispose();
            _form = Forms.Enter(AccountId, KindPath, Id, Person, ShowAgain);
        }
    }

    private void ShowAgain() => _ = InvokeAsync(StateHasChanged);

    /// <summary>Each person once, by the window that is open longest.</summary>
    private List<string> Named(IReadOnlyList<OpenForm> others)
    {
        var people = others.GroupBy(other => other.Person, StringComparer.Ordinal)
            .Select(person => $"{(person.Key == Person ? "you in another window" : person.Key)} (since {Reader.ShowMinute(person.Min(form => form.Since))})").ToList();
        return people.Count <= MostNamed ? people : [.. people.Take(MostNamed), $"{people.Count - MostNamed} more"];
    }
}
