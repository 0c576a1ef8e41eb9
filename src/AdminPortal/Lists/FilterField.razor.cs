using Microsoft.AspNetCore.Components;

namespace AdminPortal.Lists;

/// <summary>The control of one filter in the panel, with what is wrong with it beside it.</summary>
public sealed partial class FilterField
{
    /// <summary>What is entered.</summary>
    [Parameter, EditorRequired]
    public FilterDraft Draft { get; set; } = null!;

    /// <summary>The choices of a filter whose choices have to be asked for; null while they are not known.</summary>
    [Parameter]
    public AskedChoices? Choices { get; set; }

    private string Id => Draft.ControlId;

    private string? Invalid => Draft.Problem is null ? null : "true";

    private string DescribedBy => HintText is null ? $"{Id}-problem" : $"{Id}-problem {Id}-hint";

    private string? HintText => Draft.Filter is AskedChoiceFilter && Choices?.Trouble is { } trouble ? trouble : Draft.Filter.Hint;

    private IReadOnlyList<(string Value, string Text)> Options => Draft.Filter is ChoiceFilter choice ? choice.Options : Choices?.Options ?? [];

    /// <summary>A value that is chosen and not among the choices is shown as what it is.</summary>
    private IEnumerable<(string Value, string Text)> OptionsWithChosen =>
        Draft[0].Length == 0 || Options.Any(option => option.Value == Draft[0]) ? Options : [.. Options, (Draft[0], Draft[0])];
}
